"""Numerals in names: "COVID-19", "13th Five-Year Plan", "Long March 5", "Belt and Road"."""

from __future__ import annotations

from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.phrases import Phrases, any_of
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_NAMES = words()["names"]
_FIXED: Phrases[str] = Phrases(_NAMES["fixed"])
_BEFORE_NUMBER = any_of(_NAMES["before_number"])
_AFTER_ORDINAL = any_of(_NAMES["after_ordinal"])


def name_words() -> frozenset[str]:
    """Return the lower-case first words of the known names."""
    return _FIXED.starts() | _BEFORE_NUMBER.starts()


def read_name(tokens: Tokens, index: int) -> Found | None:
    """Return a known name at token `index`, with the number in it."""
    found = _FIXED.match(tokens, index)
    if found is None:
        return None
    value, end = found
    if tokens.word(end) == "-" and tokens.at(end + 1).text == value:
        end += 2
    return tokens.figure(index, end, "name", value), end


def read_named_number(tokens: Tokens, index: int) -> Found | None:
    """Return the number of "Long March 5" or "Boeing 737" with its name, at the name."""
    found = _BEFORE_NUMBER.match(tokens, index)
    end = tokens.past_hyphen(found[1]) if found else index
    if not found or not tokens.at(end).number or not tokens.at(end).text.isdecimal():
        return None
    return tokens.figure(index, end + 1, "name", tokens[end].text), end + 1


def read_numbered_name(tokens: Tokens, index: int) -> Found | None:
    """Return "13th Five-Year Plan" or "19th National Congress" at its ordinal."""
    found = ordinal_at(tokens, index)
    name = _AFTER_ORDINAL.match(tokens, tokens.past_hyphen(found[1])) if found else None
    if found is None or name is None:
        return None
    return tokens.figure(index, name[1], "name", str(found[0])), name[1]
