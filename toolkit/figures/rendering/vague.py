"""Quantities of which only the size is said: "hundreds of", 十几."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.model import Figure
from toolkit.figures.rendering.voice import Voice

# Nothing is vaguely larger than this; it keeps absurd numbers out of the arithmetic.
_MOST_POWER = 20
# 成千上万, from a thousand to 99,000, is said by where it begins
_MANY_TIMES = 50


def size(figure: Figure, voice: Voice) -> str | None:
    """Return a vague number by its size, with the word that joins a unit to it.

    Returns None where its ends are not those of a power of ten or of the teens.
    """
    low, high = figure.number, figure.number_to
    if low is None or high is None or figure.bound != "vague" or low < 1 or high < low:
        return None
    power = low.adjusted()
    if power > _MOST_POWER:
        return None
    ones = Decimal(10) ** power
    if low <= 2 * ones and (9 * ones <= high <= 10 * ones or high >= _MANY_TIMES * low):
        return _at(voice.words["vague"]["sizes"], power)
    if low < 2 * ones and high < 2 * ones and high >= 15 * ones / 10:
        return _at(voice.words["vague"]["teens"], power - 1)
    return None


def _at(words: list[str], power: int) -> str | None:
    return words[power] if 0 <= power < len(words) else None
