"""Vague numbers: "tens of thousands", "several dozen", "a few hundred"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolkit.figures.en.scales import Numeral, read_scales
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words

_VAGUE = words()["vague"]
_PLURALS: dict[str, list[int]] = _VAGUE["plurals"]
_FEW: dict[str, list[int]] = _VAGUE["few"]
_AFTER_ARTICLE = frozenset(_VAGUE["after_article"])
_ALONE = frozenset(_VAGUE["alone"])
_BEFORE_FEW = frozenset(_VAGUE["before_few"])
_DOZENS: dict[str, int] = _VAGUE["dozens"]


def few_words() -> frozenset[str]:
    """Return the words that a vague number can begin with."""
    return frozenset(_PLURALS) | {phrase.split()[0] for phrase in _FEW}


def read_vague(tokens: Tokens, index: int) -> Numeral | None:
    """Return the span of values that the vague number at token `index` stands for."""
    word = tokens.word(index)
    if word in _PLURALS:
        numeral = _span(_PLURALS[word], index + 1)
        scaled = _read_of(tokens, numeral)
        return scaled if scaled.scale else numeral
    return _read_few(tokens, index)


def _read_of(tokens: Tokens, numeral: Numeral) -> Numeral:
    of = tokens.word(numeral.end) == "of"
    return read_scales(tokens, replace(numeral, end=numeral.end + of))


def _read_few(tokens: Tokens, index: int) -> Numeral | None:
    """Return "several hundred", "a few dozen", "a couple of thousand" or "the past few"."""
    article = tokens.word(index) == "a"
    start = index + article
    word = tokens.word(start)
    if word not in _FEW or (article and word not in _AFTER_ARTICLE):
        return None
    after = start + 1 + (tokens.word(start + 1) == "of")
    low, high = _FEW[word]
    if tokens.word(after) in _DOZENS:
        dozen = _DOZENS[tokens.word(after)]
        return read_scales(tokens, _span([low * dozen, high * dozen], after + 1))
    scaled = read_scales(tokens, _span([low, high], after))
    alone = article or word == "several" or tokens.word(start - 1) in _BEFORE_FEW
    return scaled if scaled.scale or (alone and word in _ALONE) else None


def _span(ends: list[int], end: int) -> Numeral:
    return Numeral(Decimal(ends[0]), end, value_to=Decimal(ends[1]), spelled=True)
