"""What stands around a figure: "more than", "or so", "rose by" - its bound and its direction."""

from __future__ import annotations

from typing import Literal

from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Bound

Direction = Literal["up", "down"]
_REACH = 6
_DIRECTION: dict[str, list[str]] = words()["direction"]
_WAYS: dict[str, Direction] = {
    **dict.fromkeys(_DIRECTION["up"], "up"),
    **dict.fromkeys(_DIRECTION["down"], "down"),
}
_PLACES = frozenset(words()["bounds"]["adverbs"]["places"])
_FILLER = frozenset(_DIRECTION["filler"])
_COMPARING = frozenset({"more", "less", "fewer"})


def _phrases(place: str) -> Phrases[Bound]:
    table: dict[Bound, list[str]] = words()["bounds"][place]
    return Phrases({phrase: bound for bound, names in table.items() for phrase in names})


_BEFORE = _phrases("before")
_AFTER = _phrases("after")


def direction_words(way: str) -> frozenset[str]:
    """Return the lower-case words that tell of a rise ("up") or of a fall ("down")."""
    return frozenset(_DIRECTION[way])


def bound_before(tokens: Tokens, index: int) -> tuple[Bound, int]:
    """Return the bound named just before token `index` and where its words begin."""
    found = _BEFORE.match_before(tokens, index)
    if found is None or (tokens.word(found[1]) in _PLACES and tokens.word(found[1] - 1) == "the"):
        return "exact", index
    return found


def bound_after(tokens: Tokens, index: int) -> tuple[Bound, int]:
    """Return the bound named at token `index`, just after a figure, and the index after it."""
    found = _AFTER.match(tokens, tokens.past_hyphen(index))
    if found is None or (tokens.word(index) == "+" and tokens.at(index + 1).number):
        return "exact", index
    return found


def direction_of(tokens: Tokens, first: int, end: int | None = None) -> Direction | None:
    """Return whether the words before token `first`, or those at token `end`, tell of a rise or a fall.

    The figure between the two measures that change: "rose by 2.9%", "a 5% drop".
    """
    if tokens.word(first - 1) == "by":
        return _changed_by(tokens, first - 2)
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        word = tokens.word(index)
        if word in _WAYS and word not in _COMPARING:
            return _WAYS[word]
        if word not in _FILLER or (word == "on" and not _on_year(tokens, index)):
            break
    for index in range(end, end + 3) if end is not None else ():
        word = tokens.word(index)
        if word in _WAYS:
            return _WAYS[word]
        if word not in _FILLER:
            break
    return None


def _on_year(tokens: Tokens, index: int) -> bool:
    """Return whether the "on" at token `index` is that of "year on year"."""
    return tokens.word(index + 1) == tokens.word(index - 1) or tokens.word(index - 1) == "-"


def _changed_by(tokens: Tokens, index: int) -> Direction | None:
    """Return the change that "by" after token `index` measures: "cut rates by"."""
    for place in range(index, max(index - _REACH, -1), -1):
        word = tokens.word(place)
        if word in _WAYS:
            return _WAYS[word]
        if not word.isalnum() and word != "-":
            break
    return None
