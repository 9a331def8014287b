"""Figures that changed places: "from 3 to 5" for 由5到3 has every number and is wrong twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from toolkit.figures.comparison.evidence import keep_their_words
from toolkit.figures.comparison.nouns import exchanged_nouns
from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Row

_DIGIT = re.compile(r"\d")
# Kinds of which two neighbours keep their order in translation unless one is said inside the other.
_AMOUNTS = {
    "count", "money", "percent", "area", "length", "mass", "volume", "energy", "data", "speed", "rate",
    "temperature", "multiple",
}  # fmt: skip

_BETWEEN = {"ordinal", "date", "duration"}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(words()["order"][name])


def with_swaps(rows: Mapping[int, Row], source: Sequence[Figure], texts: Texts) -> dict[int, Row]:
    """Return changed rows for neighbours whose counterparts exchanged places, or the things they count."""
    swapped: dict[int, Row] = {}
    for i, j in _neighbours(source):
        first, second = rows.get(i), rows.get(j)
        if first is None or second is None or i in swapped:
            continue
        exchanged = _exchanged_units(first, second) or exchanged_nouns(first, second, texts)
        if not exchanged and (not _are_swapped(first, second, texts) or _is_excused(rows, (i, j), texts)):
            continue
        for place, row, other in ((i, first, second), (j, second, first)):
            swapped[place] = replace(
                row, target=other.target, status="changed", reason="value", note="swapped"
            )
    return swapped


def _is_excused(rows: Mapping[int, Row], pair: tuple[int, int], texts: Texts) -> bool:
    """Return whether two figures only seem to have changed places.

    They took the words for what they measure along, or another figure has the value of one of them.
    """
    first, second = (rows[index] for index in pair)
    values = {(row.source.value, row.source.value_to) for row in (first, second)}
    twice = any(
        (row.source.value, row.source.value_to) in values for index, row in rows.items() if index not in pair
    )
    return twice or keep_their_words(first, second, texts)


def _exchanged_units(first: Row, second: Row) -> bool:
    """Return whether the unit of one figure went to the other: 12小时 … 5600顶, "5,600 hours … 12 tents"."""
    return any(
        row.target is not None
        and other.target is not None
        and row.source.unit is not None
        and row.source.unit == other.target.unit
        and row.target.unit is None
        and other.source.unit is None
        for row, other in ((first, second), (second, first))
    )


def _neighbours(source: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures that stand side by side, the places and dates between them left out."""
    for i in range(len(source) - 1):
        yield i, i + 1
        if source[i + 1].kind in _BETWEEN and i + 2 < len(source):
            yield i, i + 2


def _like(figure: Figure) -> tuple[str | None, ...]:
    """Return what two neighbours must have in common to be mistaken for each other."""
    return figure.kind, figure.unit, figure.classifier


def _unit_head(figure: Figure) -> str:
    """Return what two ends of a change have in common: CNY, of 2000元 as of 每月1000元."""
    return (figure.unit or "").split("/")[0]


def _is_linked(between: str, target_between: str) -> bool:
    """Return whether both texts lead from one figure to another: 由5分提高到20分, 54名，其中11人."""
    if _DIGIT.search(between) or _DIGIT.search(target_between):
        return False
    return any(
        _pattern(f"{link}_zh").search(between) and _pattern(f"{link}_en").search(target_between)
        for link in ("change", "part")
    )


def _are_swapped(first: Row, second: Row, texts: Texts) -> bool:
    if first.target is None or second.target is None or second.target.end > first.target.start:
        return False
    ours, theirs = (first.source, second.source), (second.target, first.target)
    if _is_change_first(theirs, texts.target):
        return False
    if ours[0].value == ours[1].value or ours[0].kind in ("date", "time"):
        return False
    between = texts.source[ours[0].end : ours[1].start].strip()
    target_between = texts.target[theirs[0].end : theirs[1].start].strip().lower()
    if _is_linked(between, target_between) and _unit_head(ours[0]) == _unit_head(ours[1]):
        return True
    if _are_named_in_turn(ours, between, target_between):
        return True
    if theirs[0].kind != theirs[1].kind or _like(ours[0]) != _like(ours[1]):
        return False
    if _pattern("zh").fullmatch(between) and _pattern("en").fullmatch(target_between):
        return True
    if "-" in theirs[0].text + theirs[1].text:
        return False  # "9,000-meter wells" goes with its noun, wherever that stands
    if ours[0].kind not in _AMOUNTS or _DIGIT.search(between) or _DIGIT.search(target_between):
        return False
    regroups = "regroups_counts" if ours[0].kind == "count" else "regroups_amounts"
    if _pattern(regroups).search(target_between) is None:
        return True
    return _bounds_stay(ours, theirs) or _is_coordinated(between, target_between)


def _are_named_in_turn(ours: tuple[Figure, Figure], between: str, target_between: str) -> bool:
    """Return whether two counts stand side by side with their nouns: 四项原则五点主张."""
    counts = ours[0].kind == ours[1].kind == "count"
    named = _pattern("named_zh").fullmatch(between) and _pattern("named_en").fullmatch(target_between)
    return counts and named is not None


def _is_change_first(theirs: tuple[Figure, Figure], text: str) -> bool:
    """Return whether English tells the change before what it led to: "rose by 3 kilograms to 449"."""
    before = text[: theirs[0].start].rstrip().lower()
    between = text[theirs[0].end : theirs[1].start].rstrip().lower()
    return _pattern("change_first").search(before) is not None and between.endswith(" to")


def _bounds_stay(ours: tuple[Figure, Figure], theirs: tuple[Figure, Figure]) -> bool:
    """Return whether the bound of one figure stands, at its place in the row, before the other's number."""
    first, second = (figure.bound for figure in ours)
    return first != second and (theirs[0].bound, theirs[1].bound) == (first, second)


def _is_coordinated(between: str, target_between: str) -> bool:
    """Return whether two clauses stand side by side in both texts: 7人升井，22人被困, "22 … and 7 were"."""
    if not _pattern("clauses_zh").search(between):
        return False
    joined = _pattern("clauses_en").split(target_between)
    return len(joined) > 1 and _pattern("regroups_counts").search(joined[-1]) is None
