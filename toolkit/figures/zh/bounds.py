"""What is said around a figure: bounds (近, 以上), and whether it measures a rise or a fall."""

from __future__ import annotations

import re
from typing import Literal

from toolkit.figures.model import Bound
from toolkit.figures.zh.words import Phrases, words

_BOUNDS = words()["bounds"]
_DIRECTIONS = words()["direction"]
_BEFORE: Phrases[Bound] = Phrases({word: bound for bound, row in _BOUNDS["before"].items() for word in row})
_AFTER: Phrases[Bound] = Phrases({word: bound for bound, row in _BOUNDS["after"].items() for word in row})
_APART_BOUNDS: dict[str, Bound] = {word: bound for bound, row in _BOUNDS["apart"].items() for word in row}
_APART = re.compile(
    rf"(?P<word>{'|'.join(_APART_BOUNDS)})[^，。；：、\d一二两三四五六七八九十百千万亿]{{1,5}}\Z"
)
_NOT_A_BOUND = tuple(_BOUNDS["not_bounds"])
_NO_BOUND_BEFORE: dict[str, tuple[str, ...]] = {
    bound: tuple(following) for bound, following in _BOUNDS["no_bound_before"].items()
}
_ONLY_BEFORE = {word: re.compile(following) for word, following in _BOUNDS["only_before"].items()}
_OF_CHANGE = re.compile(_DIRECTIONS["of_change"])
_CHANGES: Phrases[str] = Phrases(
    {word: sense for sense in ("up", "down", "between", "level") for word in _DIRECTIONS[sense]}
)
_NEAR = 20
_MOST_WORDS_BETWEEN = 4

Direction = Literal["up", "down"]


def direction_characters(way: str) -> tuple[str, ...]:
    """Return the words that tell of a rise ("up") or of a fall ("down")."""
    return tuple(_DIRECTIONS[way])


def bound_before(text: str, position: int, floor: int) -> tuple[Bound, int] | None:
    """Return the bound said just before `position` (近, 不少于) and where its word begins."""
    end = position - text.endswith(" ", 0, position)
    found = _BEFORE.before(text, end)
    if found is None or end - len(found[0]) < floor or text.endswith(_NOT_A_BOUND, 0, end):
        return None
    following = _ONLY_BEFORE.get(found[0])
    if following is not None and not following.match(text, position):
        return None
    return found[1], end - len(found[0])


def bound_apart(text: str, position: int) -> Bound | None:
    """Return the bound that a few words before `position` say: 至少缴纳30%."""
    match = _APART.search(text, max(0, position - _NEAR), position)
    return _APART_BOUNDS[match["word"]] if match else None


def bound_after(text: str, position: int) -> tuple[Bound, int] | None:
    """Return the bound said at `position` (以上, 左右, 余) and where its word ends."""
    found = _AFTER.at(text, position)
    if found is None:
        return None
    end = position + len(found[0])
    return None if text.startswith(_NO_BOUND_BEFORE.get(found[0], ()), end) else (found[1], end)


def tighter(said: Bound, other: Bound) -> Bound:
    """Return the bound of a figure that has two: 约30多万 is over, 超过5人左右 is about."""
    if other == "exact":
        return said
    return other if said in ("about", "vague") else said


def direction_before(text: str, position: int) -> Direction | None:
    """Return "up" or "down" where the words before `position` say that the figure is a change."""
    end = position
    for _ in range(_MOST_WORDS_BETWEEN):
        end -= text.endswith(" ", 0, end)
        found = _CHANGES.before(text, end)
        if found is None or found[1] == "level":
            return None
        end -= len(found[0])
        if found[1] in ("up", "down"):
            changes_change = _OF_CHANGE.search(text, max(0, end - _NEAR), end)
            return None if changes_change else "up" if found[1] == "up" else "down"
    return None
