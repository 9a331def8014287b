"""How well checks find wrong translations: against pairs that people have labelled.

A pair is an error when any figure was changed or is missing, or any was invented. Precision,
recall and F1 are those of the error class; status accuracy is over the labelled source figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.figures.compare import check_figures
from toolkit.figures.model import Check, Row

Checker = Callable[[str, str], Check]
_STATUSES = {"altered": "changed"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled pair, its check, and where the two disagree on a status."""

    label: Mapping[str, Any]
    check: Check
    disagreements: Sequence[tuple[str, str, str | None]] = ()
    """(source text, status of the label, status of the check or None where no figure was found)"""

    @property
    def is_error(self) -> bool:
        """Whether the people who labelled the pair call it an error."""
        return bool(self.label["label"] == "error")

    @property
    def flagged(self) -> bool:
        """Whether the check calls the pair an error."""
        return bool(self.check.invented) or any(row.status != "kept" for row in self.check.rows)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The agreement of checks with labels over many pairs."""

    pairs: Sequence[Judged] = field(default=())

    @property
    def precision(self) -> float | None:
        """Share of flagged pairs that are errors; None when none was flagged."""
        return _share(pair.is_error for pair in self.pairs if pair.flagged)

    @property
    def recall(self) -> float | None:
        """Share of errors that were flagged; None when there are none."""
        return _share(pair.flagged for pair in self.pairs if pair.is_error)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when either is None or both are 0."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None or not precision + recall:
            return None
        return 2 * precision * recall / (precision + recall)

    @property
    def status_accuracy(self) -> float | None:
        """Share of labelled source figures that were found and given the label's status."""
        total = sum(len(pair.label["figures"]) for pair in self.pairs)
        wrong = sum(len(pair.disagreements) for pair in self.pairs)
        return (total - wrong) / total if total else None


def _share(hits: Iterable[bool]) -> float | None:
    values = list(hits)
    return sum(values) / len(values) if values else None


def judge(labels: Iterable[Mapping[str, Any]], *, checker: Checker = check_figures) -> Judgement:
    """Return how `checker` agrees with labelled pairs.

    Each label is a mapping with `zh`, `en`, `label` ("error" or "ok") and `figures`, a list of
    `zh_span` and `status` ("kept", "altered" or "changed", "missing").
    """
    return Judgement(tuple(_judge_pair(label, checker(label["zh"], label["en"])) for label in labels))


def _judge_pair(label: Mapping[str, Any], check: Check) -> Judged:
    wrong = []
    searched_from: dict[str, int] = {}
    for figure in label["figures"]:
        expected = _STATUSES.get(figure["status"], figure["status"])
        span = _find(figure["zh_span"], label["zh"], searched_from)
        row = _overlapping(check.rows, span) if span else None
        found = row.status if row else None
        if found != expected:
            wrong.append((figure["zh_span"], expected, found))
    return Judged(label, check, tuple(wrong))


def _find(text: str, source: str, searched_from: dict[str, int]) -> tuple[int, int] | None:
    """Return the next span of `text` in `source`, spaces aside; equal texts are found one after another."""
    pattern = r"\s*".join(map(re.escape, "".join(text.split())))
    match = re.compile(pattern).search(source, searched_from.get(text, 0))
    match = match or re.compile(pattern).search(source)
    if match is None:
        return None
    searched_from[text] = match.end()
    return match.span()


def _overlapping(rows: Sequence[Row], span: tuple[int, int]) -> Row | None:
    """Return the row whose figure shares most with `span`."""
    best = max(rows, key=lambda row: _shared(row, span), default=None)
    return best if best is not None and _shared(best, span) > 0 else None


def _shared(row: Row, span: tuple[int, int]) -> int:
    return min(row.source.end, span[1]) - max(row.source.start, span[0])
