"""Whether the counterparts of two neighbours stand in the wrong order, given what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Row

_REACH = 20
_DIGIT = re.compile(r"\d")
# Kinds of which two neighbours keep their order in translation unless one is said inside the other.
_AMOUNTS = {
    "count", "money", "percent", "area", "length", "mass", "volume", "energy", "data", "speed", "rate",
    "temperature", "multiple",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two neighbours of the source and the figures of the output in the order in which they stand there.

    The words between them are without the spaces around them, those of the output in lower case.
    """

    ours: tuple[Figure, Figure]
    theirs: tuple[Figure, Figure]
    between: str
    target_between: str
    target_before: str
    target_after: str

    @property
    def are_counts(self) -> bool:
        """Whether the source counts two things."""
        return self.ours[0].kind == self.ours[1].kind == "count"


def is_out_of_order(first: Row, second: Row, texts: Texts) -> bool:
    """Return whether the counterpart of `first`, the neighbour before `second`, wrongly stands after."""
    pair = _reversed_pair(first, second, texts)
    if pair is None or _is_change_first(pair) or _pattern("depends_en").search(pair.target_between):
        return False
    if _is_linked(pair) or _are_named_in_turn(pair) or _bounds_stay(pair) or _are_coordinated(pair):
        return True
    return _are_alike(pair) and _keeps_order(pair)


def _reversed_pair(first: Row, second: Row, texts: Texts) -> _Pair | None:
    """Return the pair when its counterparts stand the other way round, or None."""
    if first.target is None or second.target is None or second.target.end > first.target.start:
        return None
    ours, theirs = (first.source, second.source), (second.target, first.target)
    if ours[0].value == ours[1].value or ours[0].kind in ("date", "time"):
        return None
    between = texts.source[ours[0].end : ours[1].start].strip()
    target_between = texts.target[theirs[0].end : theirs[1].start].strip().lower()
    target_before = texts.target[max(0, theirs[0].start - _REACH) : theirs[0].start].rstrip().lower()
    target_after = texts.target[theirs[1].end : theirs[1].end + _REACH].lower()
    return _Pair(ours, theirs, between, target_between, target_before, target_after)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(words()["order"][name])


def changes_a_change(figure: Figure, text: str) -> bool:
    """Return whether a source figure measures how a change itself changed: 降幅收窄0.1个百分点."""
    return _pattern("changes_change").search(text[max(0, figure.start - _REACH) : figure.start]) is not None


def _is_change_first(pair: _Pair) -> bool:
    """Return whether English tells the change before what it led to: "rose by 3 kilograms to 449"."""
    return _pattern("change_first").search(pair.target_before) is not None and pair.target_between.endswith(
        "to"
    )


def _is_linked(pair: _Pair) -> bool:
    """Return whether both texts lead from one figure to another: 由5分提高到20分, 54名，其中11人."""
    if _DIGIT.search(pair.between) or _DIGIT.search(pair.target_between):
        return False
    linked = any(
        _pattern(f"{link}_zh").search(pair.between) and _pattern(f"{link}_en").search(pair.target_between)
        for link in ("change", "part")
    )
    linked = linked or _is_part_after(pair)
    return linked and _unit_head(pair.ours[0]) == _unit_head(pair.ours[1])


def _is_part_after(pair: _Pair) -> bool:
    """Return whether the output's second number is the part: 54名，其中11人, "11 apprentices, 54 of whom"."""
    return (
        _pattern("part_zh").search(pair.between) is not None
        and _pattern("part_after").search(pair.target_after) is not None
    )


def _unit_head(figure: Figure) -> str:
    """Return what two ends of a change have in common: CNY, of 2000元 as of 每月1000元."""
    return (figure.unit or "").split("/")[0]


def _are_named_in_turn(pair: _Pair) -> bool:
    """Return whether two counts stand side by side with their nouns: 四项原则五点主张."""
    named = _pattern("named_zh").fullmatch(pair.between) and _pattern("named_en").fullmatch(
        pair.target_between
    )
    return pair.are_counts and named is not None


def _bounds_stay(pair: _Pair) -> bool:
    """Return whether the bound of one figure stands, at its place in the row, before the other's number."""
    first, second = (figure.bound for figure in pair.ours)
    stay = (pair.theirs[0].bound, pair.theirs[1].bound) == (first, second)
    return first != second and stay and pair.ours[0].kind == pair.ours[1].kind


def _are_coordinated(pair: _Pair) -> bool:
    """Return whether two clauses with an amount each stand side by side in both texts: 7人升井，22人被困."""
    first, second = pair.ours
    counted = pair.are_counts and None not in (first.classifier, second.classifier)
    measured = first.kind in _AMOUNTS - {"count"} and (first.kind, first.unit) == (second.kind, second.unit)
    if not (counted or measured) or not _pattern("clauses_zh").search(pair.between):
        return False
    joined = _pattern("clauses_en").split(pair.target_between)
    starts_change = _pattern("from_zh").search(pair.between) and joined[-1].endswith("from")
    return len(joined) > 1 and (bool(starts_change) or _pattern("nested_en").search(joined[-1]) is None)


def _are_alike(pair: _Pair) -> bool:
    """Return whether the two could be mistaken for each other: one kind, one unit, one counter."""
    first, second = ((figure.kind, figure.unit, figure.classifier) for figure in pair.ours)
    kinds = {figure.kind for figure in pair.theirs}
    return first == second and (len(kinds) == 1 or kinds == {"money", "rate"})


def _keeps_order(pair: _Pair) -> bool:
    """Return whether nothing between the figures lets English turn them round."""
    if _pattern("zh").fullmatch(pair.between) and _pattern("en").fullmatch(pair.target_between):
        return True
    if "-" in pair.theirs[0].text + pair.theirs[1].text:
        return False  # "9,000-meter wells" goes with its noun, wherever that stands
    digits = _DIGIT.search(pair.between) or _DIGIT.search(pair.target_between)
    if digits or pair.ours[0].kind not in _AMOUNTS:
        return False
    regroups = "regroups_counts" if pair.are_counts else "regroups_amounts"
    return _pattern(regroups).search(pair.target_between) is None
