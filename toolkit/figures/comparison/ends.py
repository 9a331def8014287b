"""A range told by its two ends, and two figures told as one range: "from 3 to 5", 由3升至5."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.figures.comparison.pairing import Relate
from toolkit.figures.en.words import SMALL, TENS
from toolkit.figures.model import Figure

# The two ends of a range stand close together; a wider search would pair strangers.
_REACH = 3


_OUT_OF = re.compile(r"(\w+) (?:out of|in|of)(?: every)? (\w+)")


@dataclass(frozen=True, slots=True)
class Ends:
    """A range and the two figures, by their indexes, that say its ends."""

    whole: int
    first: int
    last: int


def split_ranges(
    wholes: Sequence[Figure],
    free_wholes: Collection[int],
    parts: Sequence[Figure],
    free_parts: Collection[int],
    same: Relate,
) -> Iterator[Ends]:
    """Yield the ranges of one text whose ends are two figures of the other; each part is used once.

    `same(whole end, part)` is the verdict on an end and a candidate.
    """
    left = sorted(free_parts)
    for whole in sorted(free_wholes):
        figure = wholes[whole]
        ends = _ends(figure)
        found = _find(*ends, parts, left, same) if ends is not None else None
        if found is not None:
            left = [index for index in left if index not in found]
            yield Ends(whole, *found)


def _ends(figure: Figure) -> tuple[Figure, Figure] | None:
    """Return the two figures that a range is made of, or the two counts of a score or of "12 out of 20"."""
    if figure.kind == "ratio" and (figure.value or "").count(":") == 1:
        first, last = (replace(figure, kind="count", value=part) for part in (figure.value or "").split(":"))
        return first, last
    if figure.value_to is not None and figure.bound != "vague":
        return replace(figure, value_to=None), replace(figure, value=figure.value_to, value_to=None)
    if figure.kind != "fraction" or (found := _OUT_OF.search(figure.text)) is None:
        return None
    numbers = [_integer(found[place]) for place in (2, 1)]
    if None in numbers:
        return None
    whole, part = (replace(figure, kind="count", value=number, fraction=None) for number in numbers)
    return whole, part


def _integer(word: str) -> str | None:
    """Return a whole number in digits or in words below a hundred ("five") as digits, or None."""
    if word.isdecimal():
        return word
    value = SMALL.get(word.lower()) or TENS.get(word.lower())
    return None if value is None else str(value)


def _find(
    low: Figure, high: Figure, parts: Sequence[Figure], left: Sequence[int], same: Relate
) -> tuple[int, int] | None:
    for at, first in enumerate(left):
        if not _is_same(low, parts[first], same):
            continue
        for last in left[at + 1 : at + 1 + _REACH]:
            if _is_same(high, parts[last], same):
                return first, last
    return None


def _is_same(end: Figure, part: Figure, same: Relate) -> bool:
    if part.kind == end.kind == "age" and part.bound == "vague":
        return end.number == part.number  # 二三十岁 = in their 20s and 30s
    if part.kind == "count" and part.unit is None and end.number is not None:
        return end.number == part.number
    verdict = same(end, part)
    return verdict is not None and verdict.kept
