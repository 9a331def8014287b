"""Figures that exchanged their counterparts: each value stands in the output, but for the other thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.figures.comparison.evidence import keep_their_words, took_the_others_words
from toolkit.figures.comparison.nouns import exchanged_nouns
from toolkit.figures.comparison.order import changes_a_change, is_out_of_order
from toolkit.figures.comparison.texts import Texts
from toolkit.figures.model import Figure, Row

_BETWEEN = {"ordinal", "date", "duration"}
_ADDED, _LOST = "bound added: ", "bound lost: "
_FAR = 1000
_MOST_APART = 8
_NOTES = (_ADDED, _LOST, "unit added", "unit lost")


def with_swaps(rows: Mapping[int, Row], source: Sequence[Figure], texts: Texts) -> dict[int, Row]:
    """Return changed rows for figures whose counterparts exchanged places, or the things they count."""
    swapped: dict[int, Row] = {}
    for i, j in (*_neighbours(source), *_with_exchanged_notes(rows)):
        first, second = rows.get(i), rows.get(j)
        if first is None or second is None or i in swapped or j in swapped:
            continue
        if not _changed_places(first, second, texts) or _is_excused(rows, (i, j), texts):
            continue
        for place, row, other in ((i, first, second), (j, second, first)):
            swapped[place] = replace(
                row, target=other.target, status="changed", reason="value", note="swapped"
            )
    return swapped


def _changed_places(first: Row, second: Row, texts: Texts) -> bool:
    return (
        _exchanged_units(first, second)
        or exchanged_nouns(first, second, texts)
        or took_the_others_words(first, second, texts)
        or _exchanged_bounds(first, second)
        or _exchanged_directions(first, second, texts)
        or is_out_of_order(first, second, texts)
    )


def _is_excused(rows: Mapping[int, Row], pair: tuple[int, int], texts: Texts) -> bool:
    """Return whether two figures only seem to have changed places.

    They took the words for what they measure along, or another figure has the value of one of them,
    in the source or in the output.
    """
    first, second = (rows[index] for index in pair)
    values = {(row.source.value, row.source.value_to) for row in (first, second)}
    twice = any(
        (row.source.value, row.source.value_to) in values for index, row in rows.items() if index not in pair
    )
    return (
        twice
        or _is_repeated(first, texts)
        or _is_repeated(second, texts)
        or keep_their_words(first, second, texts)
    )


def _is_repeated(row: Row, texts: Texts) -> bool:
    """Return whether the output says the counterpart of a figure again nearby."""
    if row.target is None:
        return False
    start, end = max(0, row.target.start - _FAR), row.target.end + _FAR
    return texts.target.count(row.target.text, start, end) > 1


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


def _stand_reversed(first: Row, second: Row) -> bool:
    """Return whether the counterpart of the later of two figures stands before that of the earlier one."""
    return first.target is not None and second.target is not None and second.target.end <= first.target.start


def _exchanged_bounds(first: Row, second: Row) -> bool:
    """Return whether the bound that one figure lost was added to the other, of the same kind."""
    notes = {first.note or "", second.note or ""}
    lost = next((note.removeprefix(_LOST) for note in notes if note.startswith(_LOST)), None)
    return first.source.kind == second.source.kind and lost is not None and f"{_ADDED}{lost}" in notes


def _exchanged_directions(first: Row, second: Row, texts: Texts) -> bool:
    """Return whether the change and the level it led to changed places: "rose by 14,300 yuan to 900"."""
    if not _stand_reversed(first, second) or first.source.kind != second.source.kind:
        return False
    if any(changes_a_change(row.source, texts.source) for row in (first, second)):
        return False
    ours = tuple(row.source.direction is not None for row in (first, second))
    theirs = tuple(row.target is not None and row.target.direction is not None for row in (first, second))
    return ours[0] != ours[1] and theirs == ours[::-1]


def _neighbours(source: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures that stand side by side, the places and dates between them left out."""
    for i in range(len(source) - 1):
        yield i, i + 1
        if source[i + 1].kind in _BETWEEN and i + 2 < len(source):
            yield i, i + 2


def _with_exchanged_notes(rows: Mapping[int, Row]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, not far apart, of a figure that lost its bound or unit and one that got it."""
    moved = [index for index in sorted(rows) if (rows[index].note or "").startswith(_NOTES)]
    for place, i in enumerate(moved):
        for j in moved[place + 1 : place + _MOST_APART]:
            exchanged = _exchanged_bounds(rows[i], rows[j]) or _exchanged_units(rows[i], rows[j])
            if exchanged and _stand_reversed(rows[i], rows[j]):
                yield i, j
