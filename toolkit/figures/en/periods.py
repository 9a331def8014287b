"""Quarters, halves and other parts of a year or month: "Q1 2019", "first half of the year", "early June"."""

from __future__ import annotations

import re

from toolkit.figures.en.calendar import UNSAID_YEAR, year_at
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.phrases import any_of
from toolkit.figures.en.relative import shift_after
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_PERIODS = words()["periods"]
_OF_YEAR = any_of(_PERIODS["of_year"])
_FISCAL = frozenset({"fiscal", "financial", "calendar"})
_SHORT = re.compile(r"([qh])([1-4])")


def read_period(tokens: Tokens, index: int) -> Found | None:
    """Return "first quarter of 2019", "second half of the year", "first six months" at its ordinal."""
    found = ordinal_at(tokens, index)
    if found is None:
        return None
    place, end = found
    end = tokens.past_hyphen(end)
    end += tokens.word(end) in _FISCAL and tokens.word(end + 1) in ("quarter", "half")
    word = tokens.word(end)
    if word == "quarter" and place <= 4:
        upper = _upper_quarter(tokens, end + 1)
        return _with_year(tokens, index, upper[1] if upper else end + 1, f"Q{place}", upper and upper[0])
    if word == "half" and place <= 2:
        return _with_year(tokens, index, end + 1 + (tokens.word(end + 1) in ("year", "-year")), f"H{place}")
    return _first_several(tokens, index, end) if place == 1 else None


def _upper_quarter(tokens: Tokens, end: int) -> tuple[str, int] | None:
    """Return the quarter after "to (the)" at token `end` and the index after it."""
    if tokens.word(end) not in ("to", "-", "–"):
        return None
    found = ordinal_at(tokens, end + 1 + (tokens.word(end + 1) == "the"))
    if found is None or found[0] > 4 or tokens.word(tokens.past_hyphen(found[1])) != "quarter":
        return None
    return f"Q{found[0]}", tokens.past_hyphen(found[1]) + 1


def read_year_first(tokens: Tokens, index: int) -> Found | None:
    """Return "2017 fourth quarter" or "2019 Q1" at its year."""
    year = year_at(tokens, index)
    if year is None:
        return None
    return read_period(tokens, year[1]) or read_short_period(tokens, year[1])


def _first_several(tokens: Tokens, index: int, end: int) -> Found | None:
    """Return "first three quarters" or "first eight months" as a span from January."""
    token = tokens.at(end)
    count = (
        int(token.text)
        if token.number and len(token.text) <= 2 and token.text.isdecimal()
        else SMALL.get(token.lower, 0)
    )
    unit = tokens.word(tokens.past_hyphen(end + 1))
    after = tokens.past_hyphen(end + 1) + 1
    if unit == "quarters" and 2 <= count <= 4:
        return _with_year(tokens, index, after, "Q1", f"Q{count}")
    if unit == "months" and 2 <= count <= 12:
        return _with_year(tokens, index, after, "01", f"{count:02}")
    return None


def read_short_period(tokens: Tokens, index: int) -> Found | None:
    """Return "Q1 2019" or "H1" at its word."""
    match = _SHORT.fullmatch(tokens.word(index))
    if match is None or (match[1] == "h" and match[2] > "2"):
        return None
    return _with_year(tokens, index, index + 1, match[0].upper())


def _with_year(tokens: Tokens, index: int, end: int, part: str, part_to: str | None = None) -> Found | None:
    """Return the part of a year with the year that stands after or before it.

    "The first half of" anything else than a year is no date.
    """
    of = tokens.word(end) == "of"
    after = end + (of or tokens.word(end) in (",", "in", "-"))
    following = year_at(tokens, after + (tokens.word(after) == "fiscal"))
    preceding = year_at(tokens, index - 1) if index - 1 >= tokens.floor else None
    said = _OF_YEAR.match(tokens, end)
    shift = None if following else shift_after(tokens, end)
    if of and not (following or said or shift):
        return None
    year = UNSAID_YEAR
    if following:
        year, end = following
    elif preceding:
        year, index = preceding[0], index - 1
    else:
        end = shift.end if shift else said[1] if said else end
    figure = tokens.figure(
        index, end, "date", f"{year}-{part}", value_to=f"{year}-{part_to}" if part_to else None,
        relative=shift.offset if shift else None,
    )  # fmt: skip
    return figure, end
