"""Whether a rise really became a fall, or the sentence tells of both: 降幅扩大, "growth slowed"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.en.bounds import direction_words
from toolkit.figures.model import Figure
from toolkit.figures.zh.bounds import direction_characters

_REACH = 40
_CLAUSE = re.compile(r"[，。；！？;!?]|, |\. | (?:and|while|but|whereas) ")
_WORD = re.compile(r"[^\W\d_]+")


def is_two_sided(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether the clause of either figure has words of both directions, or a negation."""
    if source.direction is None or target.direction is None:
        return False
    ours, theirs = _clause(texts.source, source), _clause(texts.target, target).lower()
    return (
        _has(ours, target.direction)
        or not _ways()[source.direction].isdisjoint(_WORD.findall(theirs))
        or re.search(words()["negated_change"]["en"], theirs) is not None
        or re.search(words()["negated_change"]["zh"], ours) is not None
    )


def _has(clause: str, direction: str) -> bool:
    return any(word in clause for word in direction_characters(direction))


@cache
def _ways() -> dict[str, frozenset[str]]:
    return {way: direction_words(way) for way in ("up", "down")}


def _clause(text: str, figure: Figure) -> str:
    """Return the clause around a figure, as far as it reaches."""
    before = _CLAUSE.split(text[max(0, figure.start - _REACH) : figure.start])[-1]
    after = _CLAUSE.split(text[figure.end : figure.end + _REACH])[0]
    return f"{before} {after}"
