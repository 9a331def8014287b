"""Whether two dates are the same, given what else the texts say."""

from __future__ import annotations

import re

from toolkit.figures.comparison.moments import Moment, Said, moment
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure

_CENTURY = re.compile(r"\b(last|this|previous|mid-?) ?century", re.IGNORECASE)
_CENTURIES = {"last": "19XX", "previous": "19XX", "this": "20XX"}
_CHANGED = Verdict("date", distance=0.5)
_NEAR = Verdict("date", distance=0.25)


def compare_dates(source: Figure, target: Figure, source_said: Said, target_said: Said) -> Verdict:
    """Return how two date figures relate."""
    ours, theirs = moment(source), moment(target)
    if ours is None or theirs is None:
        return _compare_text(source, target)
    if (ours.months, ours.day, ours.year) == (theirs.months, theirs.day, theirs.year) == (None, None, None):
        return _compare_text(source, target)
    if not _share_a_part(source, target, ours, theirs):
        return _CHANGED
    lost = []
    for problem in (
        _compare_day(ours, theirs, source_said),
        _compare_months(ours, theirs, source_said, target_said),
        _compare_year(source, target, (ours, theirs), (source_said, target_said)),
    ):
        if problem is not None and not problem.kept:
            return problem
        lost.append(problem)
    note = next((problem.note for problem in lost if problem is not None), None)
    return Verdict(note=note, distance=0.05 * sum(problem is not None for problem in lost))


def _share_a_part(source: Figure, target: Figure, ours: Moment, theirs: Moment) -> bool:
    """Return whether the dates have a year, month, day or distance from today in common."""
    pairs = (
        (ours.year, theirs.year),
        (ours.months, theirs.months),
        (ours.day, theirs.day),
        (source.relative, target.relative),
    )
    return any(one is not None and one == other for one, other in pairs)


def _compare_text(source: Figure, target: Figure) -> Verdict:
    """Compare decades, centuries, weekdays and other dates that only match as they stand."""
    ours = (source.value, source.value_to, source.relative)
    theirs = (target.value, target.value_to, target.relative)
    if ours == theirs:
        return Verdict()
    if (source.value or "").endswith("X") and (century := _CENTURY.search(target.text)):
        fits = _CENTURIES.get(century[1].lower(), source.value) == source.value
        return Verdict(distance=0.2) if fits else _CHANGED
    if ours[:2] == theirs[:2] and None in (source.relative, target.relative):
        bare = not any(char.isdigit() for char in source.value or "")
        return _CHANGED if bare else Verdict(distance=0.05)
    fits = (source.value_to is None) == (target.value_to is None) and all(
        a == b or "X" in (a, b) for a, b in zip(source.value or "", target.value or "", strict=False)
    )
    if fits and len(source.value or "") == len(target.value or "") and source.relative == target.relative:
        digits = [
            a for a, b in zip(source.value or "", target.value or "", strict=True) if a == b and a.isdigit()
        ]
        if digits:
            return Verdict(distance=0.1)
    return _CHANGED


def _compare_day(ours: Moment, theirs: Moment, source_said: Said) -> Verdict | None:
    if (ours.day, ours.day_to) == (theirs.day, theirs.day_to):
        return None
    if ours.day is None and ours.months is None and theirs.day in source_said.days:
        return Verdict(distance=0.1)
    if ours.day is not None and theirs.day is not None and ours.day != theirs.day:
        return _CHANGED
    return _NEAR


def _compare_months(ours: Moment, theirs: Moment, source_said: Said, target_said: Said) -> Verdict | None:
    if ours.months == theirs.months:
        return None
    if ours.months is None:
        added = theirs.months not in source_said.months
        return (
            Verdict("date", note="month not in the source", distance=0.2) if added else Verdict(distance=0.1)
        )
    if theirs.months is None:
        gone = ours.months not in target_said.months
        return Verdict("date", note="month lost", distance=0.2) if gone else Verdict(distance=0.1)
    return _CHANGED


def _compare_year(
    source: Figure, target: Figure, moments: tuple[Moment, Moment], context: tuple[Said, Said]
) -> Verdict | None:
    ours, theirs = moments[0].year, moments[1].year
    if source.relative is not None or target.relative is not None:
        return _compare_relative(source, target, theirs, context)
    if ours == theirs:
        return None
    if ours is None:
        added = not set((theirs or "").split("/")) <= context[0].years
        return (
            Verdict("date", note="year not in the source", distance=0.2) if added else Verdict(distance=0.1)
        )
    if theirs is None:
        gone = not set(ours.split("/")) <= context[1].years
        return Verdict("date", note="year lost", distance=0.2) if gone else Verdict(distance=0.1)
    return _CHANGED


def _compare_relative(
    source: Figure, target: Figure, year: str | None, context: tuple[Said, Said]
) -> Verdict | None:
    if source.relative == target.relative:
        return None
    source_said, target_said = context
    if source.relative is None:
        if target.relative in source_said.relatives:
            return Verdict(distance=0.1)
        if target.relative == "0Y" and (source.value or "").startswith("X"):
            return Verdict(note="of this year", distance=0.15)
        return Verdict("date", note=f"{target.text}: not in the source", distance=0.3)
    if target.relative is None:
        if year is not None:
            return Verdict("date", note="year not in the source", distance=0.3)
        if source.relative in target_said.relatives or source.relative == "0Y":
            return Verdict(note="year lost", distance=0.1)
        return Verdict("date", note="year lost", distance=0.25)
    return _CHANGED


def is_part_of_date(figure: Figure, source_said: Said) -> bool:
    """Return whether a date without a day names only a month and a year that the source names too."""
    parts = moment(figure) if figure.kind == "date" else None
    if parts is None or parts.day is not None or (parts.year is None and parts.months is None):
        return False
    if figure.relative is not None and figure.relative not in source_said.relatives:
        return False
    years = set(parts.year.split("/")) if parts.year else set()
    return years <= source_said.years and (parts.months is None or parts.months in source_said.months)
