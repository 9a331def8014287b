"""Places in a row that a noun makes of a number: "Phase II", "Level 1", "grades 3, 4 and 5"."""

from __future__ import annotations

import re

from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_HEADS = words()["heads"]
_BEFORE_DIGITS = frozenset(_HEADS["ordinal"])
_BEFORE_ROMAN = frozenset(_HEADS["roman"])
_LISTING = frozenset(_HEADS["listing"])
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_REACH = 12


def head_words() -> frozenset[str]:
    """Return the nouns that a number or a Roman numeral makes a place in a row."""
    return _BEFORE_DIGITS | _BEFORE_ROMAN


def read_headed(tokens: Tokens, index: int) -> Found | None:
    """Return "Phase II", "Level 1" or "class VI-VII" at its head as an ordinal."""
    head = tokens.word(index)
    lower = _place_at(tokens, tokens.past_hyphen(index + 1), head)
    if lower is None:
        return None
    value, end = lower
    upper = _place_at(tokens, end + 1, head) if tokens.word(end) in ("-", "–", "to") else None
    end = upper[1] if upper else end
    return tokens.figure(index, end, "ordinal", str(value), value_to=str(upper[0]) if upper else None), end


def read_listed(tokens: Tokens, index: int) -> Found | None:
    """Return the 5 of "grades 3, 4 and 5" as an ordinal."""
    place = index - 1
    while place > index - _REACH and (tokens.word(place) in (",", "and", "or") or tokens.at(place).number):
        place -= 1
    if place >= index - 2 or tokens.word(place) not in _LISTING:
        return None
    found = _place_at(tokens, index, tokens.word(place))
    return (tokens.figure(index, found[1], "ordinal", str(found[0])), found[1]) if found else None


def _place_at(tokens: Tokens, index: int, head: str) -> tuple[int, int] | None:
    token = tokens.at(index)
    if token.number:
        score = tokens.word(index + 1) in (":", "%") and tokens.glued(index + 1)
        short = token.text.isdecimal() and len(token.text) <= 3
        return (int(token.text), index + 1) if short and head in _BEFORE_DIGITS and not score else None
    if head in _BEFORE_ROMAN and _ROMAN.fullmatch(token.text):
        return _roman_value(token.text), index + 1
    return None


def _roman_value(text: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
