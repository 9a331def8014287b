"""A stretch of source with the best translation so far, and how drafts are ranked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.figures.model import Action, Check, Row
from toolkit.translate.checking import check_output
from toolkit.translate.glossary import NO_TERMS, Glossary
from toolkit.translate.guards import find_problems


@dataclass(frozen=True, slots=True)
class Candidate:
    """An output that a rung of the ladder proposes."""

    target: str
    score: float = 0.0
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One stretch of source, its best translation so far and what is still wrong with it."""

    source: str
    target: str
    check: Check
    problems: Sequence[str]
    score: float = 0.0
    notes: Sequence[str] = ()

    @property
    def figure_errors(self) -> int:
        """How many figures are changed, missing or invented."""
        return count_errors(self.check)

    @property
    def cost(self) -> tuple[int, int, float]:
        """Sort key: figures first, then broken output, then the model's own score."""
        return (self.figure_errors, len(self.problems), -self.score)


def count_errors(check: Check) -> int:
    """Return how many figures are changed, missing or invented."""
    return check.count("changed") + check.count("missing") + len(check.invented)


def judge(source: str, candidate: Candidate, glossary: Glossary = NO_TERMS) -> Draft:
    """Return the draft that `candidate` makes for `source`."""
    problems = find_problems(source, candidate.target, glossary)
    if candidate.truncated:
        problems = (*problems, "output cut at the model's length limit")
    return Draft(source, candidate.target, check_output(source, candidate.target), problems, candidate.score)


def improve(
    draft: Draft, candidates: Iterable[Candidate], action: Action, glossary: Glossary = NO_TERMS
) -> Draft:
    """Return the best of `draft` and `candidates`; figures newly right are credited to `action`."""
    best = min(
        (judge(draft.source, candidate, glossary) for candidate in candidates), default=draft, key=_cost
    )
    if best.cost[:2] >= draft.cost[:2]:
        return draft
    return replace(best, check=credit(draft.check, best.check, action))


def _cost(draft: Draft) -> tuple[int, int, float]:
    return draft.cost


def credit(before: Check, after: Check, action: Action) -> Check:
    """Return `after` with `action` on the figures that `before` did not have right.

    Both checks are of the same source, so their rows stand in the same order.
    """
    rows = []
    for old, new in zip(before.rows, after.rows, strict=True):
        gained = new.status == "kept" and old.status != "kept"
        rows.append(replace(new, action=action if gained else old.action))
    return replace(after, rows=tuple(rows))


def settle(row: Row, *, locked: bool) -> Row:
    """Return `row` with its final action: unresolved when still wrong, locked when carried as locked."""
    if row.status != "kept":
        return replace(row, action="unresolved")
    return replace(row, action="locked") if locked and row.action is None else row
