"""Numbers that identify: stock codes, document and phone numbers, models ("LP700", "5G")."""

from __future__ import annotations

import re

from toolkit.figures.en.calendar import month_at
from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.phrases import any_of
from toolkit.figures.en.scales import is_scale
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_HEADS = any_of(words()["codes"]["heads"])
_MIXED = re.compile(r"[A-Z][A-Za-z]{0,5}\d{1,10}(?:\.\d{1,3}|[A-Z])?")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,4}")
_MOST_LETTERS = 4
_PHONE_DIGITS = 7
_LONG_DIGITS = 10
_ENDLESS_DIGITS = 30
_STOCK_DIGITS = 6
_AFTER_HEAD = frozenset({".", ":", "(", "+"})
_EXCHANGES = frozenset(words()["codes"]["exchanges"])


def read_code_word(tokens: Tokens, index: int) -> Found | None:
    """Return a word that is letters and digits, such as LP700."""
    if not _MIXED.fullmatch(tokens[index].text):
        return None
    return tokens.figure(index, index + 1, "code", tokens[index].text), index + 1


def read_code(tokens: Tokens, index: int) -> Found | None:
    """Return digits as a code: "600519.SH", "(600519)", after "No.", led by zeros, or very many."""
    digits = tokens[index].text
    if not digits.isdecimal():
        return None
    exchange = tokens.at(index + 2).text
    if exchange in _EXCHANGES and tokens.word(index + 1) == "." and tokens.glued(index + 2):
        return tokens.figure(index, index + 3, "code", f"{digits}.{exchange}"), index + 3
    if not (
        _HEADS.match(tokens, index - 1 - (tokens.word(index - 1) in _AFTER_HEAD)) or _is_code(tokens, index)
    ):
        return None
    return tokens.figure(index, index + 1, "code", digits), index + 1


def _is_code(tokens: Tokens, index: int) -> bool:
    """Return whether digits are a code by their look: led by zeros, very many, or six in brackets."""
    digits = tokens[index].text
    bracketed = (
        len(digits) == _STOCK_DIGITS and tokens.word(index - 1) == "(" and tokens.word(index + 1) == ")"
    )
    dated = len(digits) == 2 and month_at(tokens, index + 1) is not None  # "06 February"
    led = digits[0] == "0" and len(digits) > 1 and not dated
    many = _LONG_DIGITS <= len(digits) < _ENDLESS_DIGITS
    return bracketed or (
        (led or many) and not measure_at(tokens, index + 1) and not is_scale(tokens.word(index + 1))
    )


def read_model(tokens: Tokens, index: int) -> Found | None:
    """Return "S-400" or "Il-96" at its number: a short capitalised word and digits that a hyphen joins."""
    first = index - 2
    joined = tokens.word(index - 1) == "-" and tokens.glued(index) and tokens.glued(index - 1)
    model = _MODEL.fullmatch(tokens.at(first).text)
    if (
        not joined
        or not model
        or first < tokens.floor
        or month_at(tokens, first)
        or not tokens[index].text.isdecimal()
    ):
        return None
    return tokens.figure(first, index + 1, "code", f"{model[0]}-{tokens[index].text}"), index + 1


def read_glued_code(tokens: Tokens, index: int) -> Found | None:
    """Return digits that letters follow without a space, such as 5G or 3A, when they are no unit."""
    letters = tokens.at(index + 1).text
    capitals = letters.isalpha() and letters.isupper() and len(letters) <= _MOST_LETTERS
    if not capitals or letters == "X" or not tokens.glued(index + 1) or measure_at(tokens, index + 1):
        return None
    screen = letters == "K" and len(tokens[index].text) == 1
    if is_scale(letters) and not screen:
        return None
    return tokens.figure(index, index + 2, "code", tokens[index].text + letters), index + 2


def read_phone(tokens: Tokens, index: int) -> Found | None:
    """Return groups of digits that hyphens join, too many for a range, as a code."""
    end = index + 1
    while tokens.at(end + 1).number and tokens.past_hyphen(end) > end:
        end += 2
    groups = [token.text for token in tokens[index:end:2]]
    count = sum(map(len, groups))
    marked = groups[0][0] == "0" or len(groups) > 2 or count >= _LONG_DIGITS
    if len(groups) < 2 or count < _PHONE_DIGITS or not marked or not all(map(str.isdecimal, groups)):
        return None
    return tokens.figure(index, end, "code", "-".join(groups)), end
