"""Deterministic repair: a wrong figure's span is replaced by the right rendering.

A replacement is kept only when checking again shows fewer wrong figures and every figure that was
right still right, so a right figure is never touched and nothing is repaired by guesswork.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from toolkit.figures import render_figure
from toolkit.figures.model import Check, Figure, Row
from toolkit.figures.render import render_number
from toolkit.translate.checking import check_output
from toolkit.translate.draft import count_errors, credit

_NUMERAL = re.compile(r"\d[\d,.]*(?:\s+(?:hundred|thousand|million|billion|trillion))?", re.IGNORECASE)
_WORD = re.compile(r"\S+")
# Each attempt checks the text again; a sentence with more wrong figures than this is a table or noise.
_MOST_ATTEMPTS = 200

# In somebody else's translation a verdict on these is certain enough to rewrite the text; on others
# (ordinals, names, small counts) a good translator may have said the same in words we do not know.
_CERTAIN_KINDS = frozenset(
    ("money", "percent", "area", "length", "mass", "volume", "energy", "data", "speed", "temperature", "rate")
)
_SAME_KIND_ONLY = frozenset(("count", "date", "time"))
# 十里 is more often in the name of a village or a film than a distance.
_UNITS_IN_NAMES = frozenset(("li",))
_SMALLEST_COUNT = 10
_LARGE = 10_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """A translation with its wrong figures put right.

    Rows of `check` that were put right have action "repaired"; those still wrong "unresolved".
    """

    source: str
    before: str
    target: str
    check: Check

    def to_json(self) -> dict[str, Any]:
        """Return the repaired text and its check as one JSON object."""
        return {"target": self.target, "repaired": self.target != self.before, **self.check.to_json()}


def repair(source: str, target: str, check: Check | None = None, *, bold: bool = False) -> Repaired:
    """Return `target` repaired from `source`; `check` is theirs where the caller has it already.

    Only what is certain is repaired, unless `bold`, which is for the output of our own model.
    """
    before = target
    check = check_output(source, target) if check is None else check
    attempts, tried = 0, set[tuple[int, str]]()
    while (
        attempt := _next_attempt(check, target, tried, bold=bold)
    ) is not None and attempts < _MOST_ATTEMPTS:
        attempts += 1
        after = check_output(source, attempt)
        if _is_better(check, after):
            target, check = attempt, credit(check, after, "repaired")
            tried.clear()
    rows = [row if row.status == "kept" else replace(row, action="unresolved") for row in check.rows]
    return Repaired(source, before, target, replace(check, rows=tuple(rows)))


def _next_attempt(check: Check, target: str, tried: set[tuple[int, str]], *, bold: bool) -> str | None:
    """Return the next text to try, or None when every wrong figure has been tried in every way."""
    for row in check.rows:
        if row.status != "changed" or row.target is None or not (bold or _is_certain(row)):
            continue
        for rendering in _renderings(row, row.target.text):
            key = (row.source.start, rendering)
            if key not in tried:
                tried.add(key)
                return splice(target, row.target.start, row.target.end, rendering)
    return None


def _is_certain(row: Row) -> bool:
    """Return whether the verdict on a changed figure is sure enough to rewrite a stranger's text."""
    source, target = row.source, row.target
    if target is None or row.reason in ("bound", "direction") or source.unit in _UNITS_IN_NAMES:
        return False
    if target.value_to is not None and source.value_to is None:
        # The text says two ends; writing one figure over both would lose the other.
        return False
    if source.kind in _CERTAIN_KINDS or (source.number is not None and abs(source.number) >= _LARGE):
        return True
    if source.kind not in _SAME_KIND_ONLY or target.kind != source.kind:
        return False
    if not any(map(str.isdigit, target.text)):
        return False
    if source.kind == "date":
        return _shares_a_part(source, target)
    return source.kind != "count" or (source.number is not None and source.number >= _SMALLEST_COUNT)


def _shares_a_part(source: Figure, target: Figure) -> bool:
    """Return whether two dates agree in their year, month or day: another date's place is not taken."""
    ours, theirs = ((figure.value or "").split("-") for figure in (source, target))
    return any(part == other and "X" not in part for part, other in zip(ours, theirs, strict=False))


def _renderings(row: Row, wrong: str) -> Iterator[str]:
    """Yield replacements for the span `wrong`, the smallest change first."""
    if row.reason in ("scale", "value") and row.source.number is not None and row.source.value_to is None:
        numerals = _NUMERAL.findall(wrong)
        if len(numerals) == 1:
            yield wrong.replace(numerals[0], render_number(row.source))
    yield render_figure(row.source)


def _is_better(before: Check, after: Check) -> bool:
    lost = any(
        old.status == "kept" and new.status != "kept"
        for old, new in zip(before.rows, after.rows, strict=True)
    )
    return not lost and count_errors(after) < count_errors(before)


def splice(text: str, start: int, end: int, rendering: str) -> str:
    """Return `text` with [start, end) replaced, words that would stand twice in a row said once."""
    before, after = text[:start], text[end:]
    if text[start : start + 1].isupper() and not before.rstrip().endswith(tuple("0123456789,;:")):
        rendering = rendering[:1].upper() + rendering[1:]
    words = _WORD.findall(rendering)
    for count in range(min(3, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:count]), " ".join(words[-count:])
        if before.rstrip().lower().endswith(" " + head.lower()):
            return before + rendering[len(head) :].lstrip() + after
        if re.match(rf"\s+{re.escape(tail)}\b", after, re.IGNORECASE):
            return before + rendering[: -len(tail)].rstrip() + after
    return before + rendering + after
