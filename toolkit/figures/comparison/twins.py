"""Figures of two texts that say the same in the same way: pairs that need no comparing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit.figures.model import Figure

# Their texts tell how they are meant: 增长两倍 and "doubled" have the same value.
_NEVER_TWINS = frozenset({"multiple"})


def find_twins(
    source: Sequence[Figure], target: Sequence[Figure], lengths: tuple[int, int], *, nearest: bool
) -> dict[int, int]:
    """Return pairs that say the same in the same way, which no other pair can better: source -> target.

    They do so once in either text, of `lengths`, or, with `nearest`, more often and are each the nearest to
    the other: in long texts that saves most comparisons.
    """
    ours, theirs = _by_key(source), _by_key(target)
    twins: dict[int, int] = {}
    for key in ours.keys() & theirs.keys():
        once = len(ours[key]) == len(theirs[key]) == 1
        if once or nearest:
            places = _places(source, ours[key], lengths[0]), _places(target, theirs[key], lengths[1])
            twins |= {ours[key][index]: theirs[key][other] for index, other in _mutual(*places)}
    return {index: other for index, other in twins.items() if _same_way(source[index], target[other])}


def _by_key(figures: Sequence[Figure]) -> dict[object, list[int]]:
    """Return the indexes of the figures by what they say, without those that may be meant in two ways."""
    indexes: defaultdict[object, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        if figure.kind not in _NEVER_TWINS:
            indexes[_key(figure)].append(index)
    return indexes


def _key(figure: Figure) -> tuple[object, ...]:
    return (
        figure.kind, figure.value, figure.value_to, figure.unit, figure.bound, figure.relative, figure.off,
    )  # fmt: skip


def _same_way(figure: Figure, other: Figure) -> bool:
    return other.direction is None or figure.direction in (None, other.direction)


def _places(figures: Sequence[Figure], indexes: Sequence[int], length: int) -> list[float]:
    return [figures[index].start / length for index in indexes]


def _mutual(ours: Sequence[float], theirs: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of two rising rows of places that are each the nearest to the other."""
    for index, place in enumerate(ours):
        other = _nearest(theirs, place)
        if _nearest(ours, theirs[other]) == index:
            yield index, other


def _nearest(places: Sequence[float], place: float) -> int:
    after = bisect_left(places, place)
    around = range(max(0, after - 1), min(len(places), after + 1))
    return min(around, key=lambda index: abs(places[index] - place))
