"""Ratios and scores: "3:2", "3-2", "a 3 to 2 win"."""

from __future__ import annotations

from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.times import is_clock
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

_SCORES = words()["scores"]
_CONTEXT = frozenset(_SCORES["context"])
_REACH = 8
_MOST_POINTS = 30
"""a falling pair of numbers below this, such as 3-2, is a score without a word of contests beside it"""
_STOPS = frozenset(".;!?")


def read_score(tokens: Tokens, index: int) -> tuple[Figure, int] | None:
    """Return the ratio or score whose first number stands at token `index`."""
    mark, second = tokens.word(index + 1), tokens.at(index + 2)
    first = tokens[index]
    if (
        mark not in (":", "-", "–", "to", "∶")
        or not second.number
        or tokens.word(index - 1) in ("-", ":", "from")
    ):
        return None
    if mark != "to" and not (tokens.glued(index + 1) and tokens.glued(index + 2)):
        return None
    if tokens.word(index + 3) in ("-", ":", "/") and tokens.glued(index + 3) and tokens.at(index + 4).number:
        return None
    if not _is_score(tokens, index, first.text, mark, second.text):
        return None
    return tokens.figure(index, index + 3, "ratio", f"{first.text}:{second.text}"), index + 3


def _is_score(tokens: Tokens, index: int, first: str, mark: str, second: str) -> bool:
    """Return whether two numbers around `mark` are no time and no range."""
    if len(first) > 4 or len(second) > 4 or "," in first + second:
        return False
    if mark in (":", "∶"):
        clock = len(second) == 2 and second.isdecimal() and int(second) < 60
        return not clock or (second != "00" and not is_clock(tokens, index + 3) and _in_sport(tokens, index))
    whole = first.isdecimal() and second.isdecimal() and len(first) < 4 and len(second) < 4
    if mark != "to" and whole and int(second) < int(first) < _MOST_POINTS:
        return measure_at(tokens, index + 3) is None
    return whole and _bare(tokens, index + 3) and _in_sport(tokens, index)


def _bare(tokens: Tokens, index: int) -> bool:
    """Return whether no unit follows, so that the two numbers are not a range of something."""
    word = tokens.word(index)
    return not word.isalnum() or word in _SCORES["after"] or word in _CONTEXT


def _in_sport(tokens: Tokens, index: int) -> bool:
    """Return whether a word of contests stands near, in the same clause."""
    for steps in (range(index - 1, index - 1 - _REACH, -1), range(index + 3, index + 3 + _REACH)):
        for place in steps:
            word = tokens.word(place)
            if word in _CONTEXT:
                return True
            if word in _STOPS:
                break
    return False
