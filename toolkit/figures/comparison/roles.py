"""What a count counts, where both languages say it in a word of a closed set: 39平 is 39 draws, no losses."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_YIELDS = frozenset({"mass", "volume", "money"})
_REACH = 20
_NEXT_WORDS = re.compile(r"[ -]*([a-z]+)(?:[ -]+([a-z]+))?")


def changed_role(source: Figure, target: Figure, texts: Texts) -> str | None:
    """Return how the counted thing changed ("平 became loss"), or None when it did not or is not known."""
    if source.kind != "count" or source.unit is not None:
        return None
    said = source.text[-1:] + texts.source[source.end : source.end + 1]
    following = _NEXT_WORDS.match(texts.target[target.end : target.end + 24].lower())
    if following is None:
        return None
    for group in _groups():
        ours = next((role for role in said if role in group), None)
        if ours is None:
            continue
        theirs = [
            role for word in following.groups() if word for role, names in group.items() if word in names
        ]
        return f"{ours} became {theirs[0]}" if theirs and ours not in theirs else None
    return None


def changed_area(source: Figure, texts: Texts) -> str | None:
    """Return what became of "per mu" where words before an amount say it; None when it is kept."""
    table = words()["per_mu"]
    if source.kind not in _YIELDS or not re.search(
        table["zh"], texts.source[max(0, source.start - _REACH) : source.start]
    ):
        return None
    if re.search(table["en"], texts.target, re.IGNORECASE):
        return None
    return (
        "per mu became per acre" if re.search(table["wrong"], texts.target, re.IGNORECASE) else "per mu lost"
    )


def lost_qualifier(source: Figure, texts: Texts) -> str | None:
    """Return which word beside a figure is lost ("each" of 各占一半), or None when none is."""
    for name, row in words()["qualifiers"].items():
        if source.kind != row["kind"]:
            continue
        before = re.search(row.get("before", "$"), texts.source[max(0, source.start - 4) : source.start])
        after = re.match(row.get("after", ""), texts.source[source.end : source.end + 4])
        if before and after and not re.search(row["en"], texts.target, re.IGNORECASE):
            return f"{name} lost"
    return None


def changed_part(source: Figure, target: Figure, texts: Texts) -> str | None:
    """Return how the part of a month or year changed (early became late), or None where it did not."""
    before = texts.target[max(0, target.start - 24) : target.start].lower()
    parts = words()["parts_of_period"]
    ours = next((part for part, row in parts.items() if re.search(row["zh"], source.text)), None)
    theirs = next((part for part, row in parts.items() if re.search(row["en"], before)), None)
    return f"{ours} became {theirs}" if ours and theirs and ours != theirs else None


def tells_half(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether "early" or "late" before a year tells its first or second half."""
    before = texts.target[max(0, target.start - 24) : target.start].lower()
    half = (source.value or "").rpartition("-")[2]
    pattern = words()["halves_of_year"].get(half)
    return pattern is not None and re.search(pattern, before) is not None


@cache
def _groups() -> tuple[dict[str, frozenset[str]], ...]:
    return tuple(
        {role: frozenset(names) for role, names in group.items()} for group in words()["roles"].values()
    )
