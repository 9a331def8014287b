"""Dates in digits alone: "2020-07-26", "26/07/2020", "2002.03-2004.05", "FY2021"."""

from __future__ import annotations

import re

from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_DASHES = ("-", "–", "—", "~", "to")
_FISCAL = re.compile(r"FY(?:20)?(\d\d)")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])")
_ISO_PART = re.compile(r"0?[1-9]|[12]\d|3[01]")


def read_iso(tokens: Tokens, index: int) -> Found | None:
    """Return "2020-07-26", "2020/7/26", "2020.07.26" or "26/07/2020" at token `index`."""
    dotted = tokens[index].text.split(".")
    if len(dotted) == 3:
        return _iso(tokens, index, index + 1, dotted)
    mark = tokens.word(index + 1)
    joined = (
        mark in ("-", "/")
        and tokens.word(index + 3) == mark
        and all(map(tokens.glued, range(index + 1, index + 5)))
    )
    if not joined:
        return None
    return _iso(tokens, index, index + 5, [tokens.word(index + step) for step in (0, 2, 4)])


def _iso(tokens: Tokens, index: int, end: int, parts: list[str]) -> Found | None:
    year, month, day = parts
    if len(day) == 4:
        year, month, day = (day, year, month) if _integer(year) <= 12 else (day, month, year)
    if len(year) != 4 or not (_ISO_PART.fullmatch(month) and _ISO_PART.fullmatch(day)) or int(month) > 12:
        return None
    return tokens.figure(index, end, "date", f"{year}-{int(month):02}-{int(day):02}"), end


def _integer(text: str) -> int:
    """Return the short decimal number in `text`, or 0."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def read_year_month(tokens: Tokens, index: int) -> Found | None:
    """Return "2002.03", "2002/03-" or "2002.03-2004.05" as months of years."""
    lower = _year_month(tokens, index)
    if lower is None or measure_at(tokens, lower[1]):
        return None
    value, end = lower
    upper = _year_month(tokens, end + 1) if tokens.word(end) in _DASHES else None
    end = upper[1] if upper else end
    return tokens.figure(index, end, "date", value, value_to=upper[0] if upper else None), end


def _year_month(tokens: Tokens, index: int) -> tuple[str, int] | None:
    text, end = tokens.at(index).text, index + 1
    if tokens.word(end) == "/" and tokens.glued(end) and tokens.word(index + 3) in _DASHES:
        text, end = f"{text}.{tokens.word(index + 2)}", index + 3
    match = _YEAR_MONTH.fullmatch(text)
    return (f"{match[1]}-{match[2]}", end) if match else None


def read_fiscal(tokens: Tokens, index: int) -> Found | None:
    """Return "FY2021" or "FY21" at its word."""
    match = _FISCAL.fullmatch(tokens[index].text)
    return (tokens.figure(index, index + 1, "date", f"20{match[1]}"), index + 1) if match else None
