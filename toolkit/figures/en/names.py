"""Numerals in names, codes and places in a row: "COVID-19", "No. 600519", "Phase II", "Matchday 2"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.scales import is_scale
from toolkit.figures.en.tokens import Tokens, split
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_NAMES = words()["names"]
_HEADS = words()["heads"]
_ORDINAL_HEADS = frozenset(_HEADS["ordinal"])
_ROMAN_HEADS = frozenset(_HEADS["roman"])
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_CODE = re.compile(r"[A-Z]{1,6}\d{1,10}[A-Z]?")


@cache
def _fixed() -> Phrases[str]:
    return Phrases(_NAMES["fixed"], split)


@cache
def _before_number() -> Phrases[bool]:
    return Phrases(dict.fromkeys(_NAMES["before_number"], True), split)


@cache
def _after_ordinal() -> Phrases[bool]:
    return Phrases(dict.fromkeys(_NAMES["after_ordinal"], True), split)


@cache
def _code_heads() -> Phrases[bool]:
    return Phrases(dict.fromkeys(words()["codes"]["heads"], True), split)


def read_name(tokens: Tokens, index: int) -> Found | None:
    """Return a known name at token `index`, with the number in it."""
    found = _fixed().match(tokens, index)
    if found is None:
        return None
    value, end = found
    if tokens.word(end) == "-" and tokens.at(end + 1).text == value:
        end += 2
    return tokens.figure(index, end, "name", value), end


def read_named_number(tokens: Tokens, index: int) -> Found | None:
    """Return the number of "Long March 5" or "Boeing 737" with its name, at the name."""
    found = _before_number().match(tokens, index)
    end = tokens.past_hyphen(found[1]) if found else index
    if not found or not tokens.at(end).number or not tokens.at(end).text.isdecimal():
        return None
    return tokens.figure(index, end + 1, "name", tokens[end].text), end + 1


def read_numbered_name(tokens: Tokens, index: int) -> Found | None:
    """Return "13th Five-Year Plan" or "19th National Congress" at its ordinal."""
    found = ordinal_at(tokens, index)
    name = _after_ordinal().match(tokens, tokens.past_hyphen(found[1])) if found else None
    if found is None or name is None:
        return None
    return tokens.figure(index, name[1], "name", str(found[0])), name[1]


def read_code_word(tokens: Tokens, index: int) -> Found | None:
    """Return a word that is letters and digits, such as LP700 or G20."""
    token = tokens[index]
    if not _CODE.fullmatch(token.text):
        return None
    return tokens.figure(index, index + 1, "code", token.text), index + 1


def read_glued_code(tokens: Tokens, index: int) -> Found | None:
    """Return digits that letters follow without a space, such as 5G or 3A, when they are no unit."""
    letters = tokens.at(index + 1).text
    glued = tokens.glued(index + 1) and letters.isalpha() and letters.isupper() and len(letters) < 5
    screen = letters == "K" and len(tokens[index].text) == 1
    if not glued or measure_at(tokens, index + 1) or letters == "X" or (is_scale(letters) and not screen):
        return None
    return tokens.figure(index, index + 2, "code", tokens[index].text + letters), index + 2


def read_phone(tokens: Tokens, index: int) -> Found | None:
    """Return groups of digits joined by hyphens, seven digits or more and no span of years, as a code."""
    end, digits = index + 1, tokens[index].text
    while (
        tokens.word(end) == "-" and tokens.glued(end) and tokens.glued(end + 1) and tokens.at(end + 1).number
    ):
        digits += tokens[end + 1].text
        end += 2
    first = tokens[index].text
    long = len(digits) >= 7 and digits.isdecimal() and (first[0] == "0" or end - index > 3 or len(digits) > 9)
    led_by_zero = end == index + 1 and len(first) > 1 and first[0] == "0" and first.isdecimal()
    if not (long and end > index + 1) and not led_by_zero:
        return None
    value = "".join(token.text for token in tokens[index:end])
    return tokens.figure(index, end, "code", value), end


def read_code(tokens: Tokens, index: int) -> Found | None:
    """Return the digits after "No." or "stock code", and long or zero-led digits, as a code."""
    token = tokens[index]
    head = index - 1 - (tokens.word(index - 1) in (".", ":", "("))
    headed = _code_heads().match(tokens, head)
    if not token.text.isdecimal() or headed is None:
        return None
    return tokens.figure(index, index + 1, "code", token.text), index + 1


def read_headed(tokens: Tokens, index: int) -> Found | None:
    """Return "Phase II", "Level 1" or "class VI-VII" at its head as an ordinal."""
    head = tokens.word(index)
    lower = _place_at(tokens, tokens.past_hyphen(index + 1), head)
    if lower is None:
        return None
    value, end = lower
    upper = _place_at(tokens, end + 1, head) if tokens.word(end) in ("-", "–", "to") else None
    if upper is not None:
        end = upper[1]
    return tokens.figure(index, end, "ordinal", str(value), value_to=str(upper[0]) if upper else None), end


def _place_at(tokens: Tokens, index: int, head: str) -> tuple[int, int] | None:
    token = tokens.at(index)
    if token.number and tokens.word(index + 1) in (":", "%") and tokens.glued(index + 1):
        return None
    if token.number and head in _ORDINAL_HEADS and token.text.isdecimal() and len(token.text) <= 3:
        return int(token.text), index + 1
    if head in _ROMAN_HEADS and _ROMAN.fullmatch(token.text):
        return roman_value(token.text), index + 1
    return None


def roman_value(text: str) -> int:
    """Return the value of a Roman numeral below forty."""
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def head_words() -> frozenset[str]:
    """Return the nouns that a number or a Roman numeral makes a place in a row."""
    return _ORDINAL_HEADS | _ROMAN_HEADS


def name_words() -> frozenset[str]:
    """Return the lower-case first words of the known names."""
    return frozenset(_fixed().starts()) | frozenset(_before_number().starts())
