"""Dates told from the day of writing: "last year", "June this year", "yesterday"."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

_RELATIVE = words()["relative"]
_MODIFIERS: Phrases[int] = Phrases(_RELATIVE["modifiers"])
_LETTERS: Phrases[str] = Phrases(_RELATIVE["letters"])
_LASTING = frozenset({"old", "long"})
_VALUES = {"Y": "XXXX", "M": "XXXX-XX", "D": "XXXX-XX-XX", "W": "XXXX-WXX", "Q": "XXXX-QX"}


class Shift(NamedTuple):
    """How far a date lies from the day of writing ("-1Y"), and where the words for it end."""

    offset: str
    end: int


def offset_text(count: int, letter: str) -> str:
    """Return an offset such as -1Y, 0D or +1M."""
    number, unit = (count * int(letter[:-1]), letter[-1]) if letter[:-1] else (count, letter)
    return f"{number:+}{unit}" if number else f"0{unit}"


def _fixed() -> Phrases[str]:
    days = {phrase: offset_text(count, "D") for phrase, count in _RELATIVE["days"].items()}
    years = {phrase: offset_text(count, "Y") for phrase, count in _RELATIVE["years"].items()}
    return Phrases(days | years)


_FIXED = _fixed()


def shift_before(tokens: Tokens, index: int) -> tuple[int, Shift | None]:
    """Return where "last" or "this" before the period at `index` begins, and the years it means."""
    found = _MODIFIERS.match_before(tokens, index)
    if found is None or found[1] < tokens.floor:
        return index, None
    return found[1], Shift(offset_text(found[0], "Y"), index)


def shift_after(tokens: Tokens, index: int, *, unit: str = "Y") -> Shift | None:
    """Return the shift of "last year" or "of the previous year" (`unit` M: month) at token `index`."""
    index += tokens.word(index) in (",", "of", "in")
    index += tokens.word(index) == "the"
    modifier = _MODIFIERS.match(tokens, index)
    found = _LETTERS.match(tokens, modifier[1]) if modifier else None
    if modifier is None or found is None or found[0] != unit:
        return None
    return Shift(offset_text(modifier[0], unit), found[1])


def first_words() -> frozenset[str]:
    """Return the words that a relative date can begin with."""
    return _MODIFIERS.starts() | _FIXED.starts()


def read_relative(tokens: Tokens, index: int) -> tuple[Figure, int] | None:
    """Return "yesterday", "last year" or "next month" at token `index` as a figure."""
    if fixed := _FIXED.match(tokens, index):
        offset, end = fixed
    else:
        modifier = _MODIFIERS.match(tokens, index)
        unit = _LETTERS.match(tokens, modifier[1]) if modifier else None
        if modifier is None or unit is None or unit[0] == "D" or tokens.word(index) == "past":
            return None
        offset, end = offset_text(modifier[0], unit[0]), unit[1]
        if tokens.word(end) == "-" and tokens.word(end + 1) in _LASTING:
            return None  # "this century-old lighthouse"
    return tokens.figure(index, end, "date", _VALUES[offset[-1]], relative=offset), end
