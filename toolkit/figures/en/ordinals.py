"""Ordinals in digits or words, and Roman numerals after a head: "19th", "twenty-third", "Phase II"."""

from __future__ import annotations

from toolkit.figures.en.scales import SCALES
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, TENS, words
from toolkit.figures.model import Figure

_ORDINALS: dict[str, int] = words()["ordinals"]
_LONGEST = 6
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


def ordinal_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the ordinal at token `index` ("19th", "nineteenth", "ninety-first") and the index after it."""
    token = tokens.at(index)
    if token.number:
        suffixed = tokens.word(index + 1) in _SUFFIXES and token.text.replace(",", "").isdecimal()
        close = tokens.glued(index + 1) or tokens.word(index + 1) != "st"
        if not suffixed or not close or len(token.text) > 9:
            return None
        return int(token.text.replace(",", "")), index + 2
    return _hundreds(tokens, index) or _below_hundred(tokens, index)


def _below_hundred(tokens: Tokens, index: int) -> tuple[int, int] | None:
    word = tokens.word(index)
    if word in TENS:
        unit = tokens.past_hyphen(index + 1)
        value = _ORDINALS.get(tokens.word(unit), 0)
        return (TENS[word] + value, unit + 1) if 0 < value < 10 and unit > index + 1 else None
    value = _ORDINALS.get(word, 0)
    return (value, index + 1) if value else None


def _hundreds(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return "one hundred and fifth", "two hundredth", "hundred and first"."""
    digit = SMALL.get(tokens.word(index), 0)
    after = tokens.past_hyphen(index + 1) if digit else index
    if tokens.word(after) == "hundredth" and digit:
        return digit * 100, after + 1
    if tokens.word(after) != "hundred":
        return None
    after += 1 + (tokens.word(after + 1) == "and")
    rest = _below_hundred(tokens, after)
    return ((digit or 1) * 100 + rest[0], rest[1]) if rest and rest[0] < 100 else None


def read_large(tokens: Tokens, index: int) -> tuple[Figure, int] | None:
    """Return "1 millionth" or "7th billion" as a place in a row; "1 millionth of" is a share."""
    number = tokens.at(index)
    if not number.number or not number.text.isdecimal() or len(number.text) > _LONGEST:
        return None
    end = index + 1 + (tokens.word(index + 1) in _SUFFIXES)
    word = tokens.word(end)
    scale = SCALES.get(word.removesuffix("th"), 0)
    if not scale or word.endswith("th") == (end > index + 1) or tokens.word(end + 1) == "of":
        return None
    return tokens.figure(index, end + 1, "ordinal", str(int(number.text) * 10**scale)), end + 1


def ordinal_words() -> frozenset[str]:
    """Return the words that an ordinal in words can begin with."""
    return frozenset(_ORDINALS) | frozenset(TENS) | frozenset(SMALL) | {"hundred"}


def read_ordinal(tokens: Tokens, index: int) -> tuple[Figure, int] | None:
    """Return the ordinal at token `index` as a figure, with the index after it."""
    found = ordinal_at(tokens, index)
    if found is None:
        return None
    value, end = found
    joined = tokens.word(end) == "to" or (tokens.word(end) in ("-", "–") and tokens.at(end + 1).number)
    upper = ordinal_at(tokens, end + 1 + (tokens.word(end + 1) == "the")) if joined else None
    if upper is None or upper[0] <= value:
        return tokens.figure(index, end, "ordinal", str(value)), end
    return tokens.figure(index, upper[1], "ordinal", str(value), value_to=str(upper[0])), upper[1]
