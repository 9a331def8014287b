"""English numerals, in digits or words, as Decimals: "1,234.5", "two hundred and thirty billion"."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.en.scales import Numeral, joined, read_half, read_scales
from toolkit.figures.en.spelled import read_spelled
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.vague import few_words, read_vague
from toolkit.figures.en.words import SMALL, TENS, words

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_DECIMAL_COMMA = re.compile(r"(\d+),(\d{1,2})")
_MISGROUPED = re.compile(r"\d+(?:,\d{3,})+(?:\.\d+)?")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:[.,](\d{1,2}))?")


def number_words() -> frozenset[str]:
    """Return the words that a number in words can begin with."""
    return frozenset({"a", "an", "half", *SMALL, *TENS, *words()["numbers"]["bare"]}) | few_words()


def read_numeral(tokens: Tokens, index: int, *, money: bool = False) -> Numeral | None:
    """Return the numeral that begins at token `index`, or None.

    With `money`, a letter after a space ("RMB 5 m") and any letter stuck to the digits is a scale.
    """
    token = tokens.at(index)
    if token.number:
        return _read_digit_numeral(tokens, index, money=money)
    if not token.text:
        return None
    return read_vague(tokens, index) or read_spelled(tokens, index)


def _read_digit_numeral(tokens: Tokens, index: int, *, money: bool) -> Numeral | None:
    first = Numeral(read_digits(tokens[index].text), index + 1)
    numeral = read_scales(tokens, first, money=money)
    while numeral.scale > 3 and tokens.at(numeral.end).number:
        part = read_scales(
            tokens, Numeral(read_digits(tokens[numeral.end].text), numeral.end + 1), money=money
        )
        if not 0 < part.scale < numeral.scale:
            break
        numeral = joined(numeral, part)
    return read_half(tokens, numeral)


def read_digits(text: str) -> Decimal | None:
    """Return what a token of digits means, slips of machine translation included, or None."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if match := _DECIMAL_COMMA.fullmatch(text):
        return Decimal(f"{match[1]}.{match[2]}")
    if _MISGROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if match := _DOTTED.fullmatch(text):
        return Decimal(f"{match[1].replace('.', '')}.{match[2] or 0}")
    return None
