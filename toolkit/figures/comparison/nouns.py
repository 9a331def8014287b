"""Whether two counts exchanged what they count: "60 companies" and "685 tests" for 60项检验, 685家企业."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Row

_REACH = 60
_MOST_WORDS = 5
_WORD = re.compile(r"[a-z]+")
# the clause, or the noun with its adjectives, that begins with a number
_END = re.compile(r"[^a-z\s'’-]|\d")


def exchanged_nouns(first: Row, second: Row, texts: Texts) -> bool:
    """Return whether the noun after one of two counts is what the other count counts in the source."""
    if first.target is None or second.target is None or first.source.value == second.source.value:
        return False
    if not first.source.kind == second.source.kind == "count":
        return False
    ours = _counted(first.source, texts.source), _counted(second.source, texts.source)
    theirs = _named(first.target, texts.target), _named(second.target, texts.target)
    return _crosses(ours, theirs) or _crosses(ours[::-1], theirs[::-1])


def _crosses(ours: tuple[str | None, ...], theirs: tuple[str | None, ...]) -> bool:
    """Return whether the first count stands before the noun of the second, and the second before another."""
    return None not in (*ours, theirs[0]) and ours[0] != theirs[0] == ours[1] != theirs[1]


def _counted(figure: Figure, text: str) -> str | None:
    """Return the class of things that a Chinese count counts, or None when its counter leaves it open."""
    if figure.kind != "count" or figure.unit is not None or not figure.classifier:
        return None
    following = text[figure.end : figure.end + 2]
    if figure.classifier == "个":
        return _things().get(following)
    if figure.classifier in words()["nouns"]["open"]:
        return None
    return _counters().get(figure.classifier, figure.classifier)


def _named(figure: Figure, text: str) -> str | None:
    """Return the class of the English noun that a number stands before, or None when it is not known."""
    if figure.kind != "count":
        return None
    following = text[figure.end : figure.end + _REACH].lower()
    phrase = _END.split(following, maxsplit=1)[0]
    for word in _WORD.findall(phrase)[:_MOST_WORDS]:
        if word in words()["function_words"]["words"] or word in words()["nouns"]["stops"]:
            return None
        if word in _nouns():
            return _nouns()[word]
    return None


@cache
def _things() -> dict[str, str]:
    return {noun: name for name, row in words()["nouns"]["after"].items() for noun in row}


@cache
def _counters() -> dict[str, str]:
    return {counter: name for name, row in words()["nouns"]["zh"].items() for counter in row}


@cache
def _nouns() -> dict[str, str]:
    return {noun: name for name, row in words()["nouns"]["en"].items() for noun in row}
