"""Dates in parts, and which of them a whole text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from toolkit.figures.model import Figure

_PARTS = re.compile(r"([\dX]{4})(?:-(Q[\dX]|H[\dX]|[\dX]{2})(?:-([\dX]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in parts, None where it is not said; a quarter or half is a span of months."""

    year: str | None
    months: tuple[int, int] | None
    day: int | None
    day_to: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The years and months that a whole text names: a date may borrow them."""

    years: frozenset[str]
    months: frozenset[tuple[int, int]]
    days: frozenset[int]
    relatives: frozenset[str]


@lru_cache(maxsize=4096)
def moment(figure: Figure) -> Moment | None:
    """Return the parts of a date figure; None when its value is of another form (decade, weekday)."""
    first = _parts(figure.value)
    if first is None or figure.value_to is None:
        return first
    last = _parts(figure.value_to)
    if last is None:
        return None
    months = (first.months[0], last.months[1]) if first.months and last.months else first.months
    if first.year != last.year and last.year is not None and first.year is not None:
        return Moment(f"{first.year}/{last.year}", months, first.day, last.day)
    return Moment(first.year or last.year, months, first.day, last.day)


def _parts(value: str | None) -> Moment | None:
    match = _PARTS.fullmatch(value or "")
    if match is None:
        return None
    year = None if match[1] == "XXXX" else match[1]
    if year is not None and "X" in year:
        return None
    day = int(match[3]) if match[3] and match[3].isdecimal() else None
    return Moment(year, _months(match[2]), day, day)


def _months(part: str | None) -> tuple[int, int] | None:
    if part is None or "X" in part:
        return None
    if part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        first = (int(part[1]) - 1) * length + 1
        return first, first + length - 1
    return int(part), int(part)


def said(figures: Iterable[Figure]) -> Said:
    """Return the years, months and relative offsets that the dates among `figures` name."""
    dates = [figure for figure in figures if figure.kind == "date"]
    moments = [found for found in map(moment, dates) if found is not None]
    years = {year for found in moments if found.year for year in found.year.split("/")}
    months = {found.months for found in moments if found.months}
    days = {found.day for found in moments if found.day is not None}
    relatives = {figure.relative for figure in dates if figure.relative is not None}
    return Said(frozenset(years), frozenset(months), frozenset(days), frozenset(relatives))
