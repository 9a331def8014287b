"""The English calendar words: months, days of the month, years, and how they are written as TIMEX values."""

from __future__ import annotations

import re

from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words

_DATES = words()["dates"]
_MONTHS: dict[str, int] = {name: place for place, names in enumerate(_DATES["months"], 1) for name in names}
_CAPITAL = frozenset(_DATES["capital"])
_DOUBTFUL = frozenset(_DATES["doubtful"])
_AFTER_MONTH: Phrases[int] = Phrases(words()["relative"]["modifiers"])
_BEFORE_MONTH = frozenset(_DATES["before_month"])
_YEAR = re.compile(r"1\d{3}|20\d{2}|21\d{2}")
UNSAID_YEAR = "XXXX"


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the month named at token `index` (1 to 12) and the index after it, full stop included."""
    token = tokens.at(index)
    month = _MONTHS.get(token.lower)
    if month is None or (token.lower in _CAPITAL and not token.text[0].isupper()):
        return None
    end = index + 1
    if (
        len(token.text) < 5
        and tokens.word(end) == "."
        and tokens.glued(end)
        and tokens.at(end + 1).text[:1].islower() is False
    ):
        end += 1 if tokens.at(end + 1).number or tokens.word(end + 1) in (",", "-", "to") else 0
    if token.lower in _DOUBTFUL and not _surely_month(tokens, index, end):
        return None
    return month, end


def month_words() -> frozenset[str]:
    """Return the names of the months and their abbreviations."""
    return frozenset(_MONTHS)


def _surely_month(tokens: Tokens, index: int, end: int) -> bool:
    beside = tokens.word(index - 1)
    if (
        _AFTER_MONTH.match(tokens, end)
        or tokens.word(index - 2) in _MONTHS
        or tokens.word(end + 1) in _MONTHS
    ):
        return True
    return (
        beside in _BEFORE_MONTH
        or tokens.at(index - 1).number
        or tokens.at(end).number
        or beside[-2:] in ("st", "nd", "rd", "th")
    )


def day_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the day of the month at token `index` ("3", "3rd", "the third") and the index after it."""
    index += tokens.word(index) == "the"
    token = tokens.at(index)
    found = ordinal_at(tokens, index)
    if found is None and token.number and token.text.isdecimal() and len(token.text) <= 2:
        found = int(token.text), index + 1
    return found if found and 1 <= found[0] <= 31 else None


def year_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Return the year in digits at token `index` and the index after it."""
    token = tokens.at(index)
    return (token.text, index + 1) if token.number and _YEAR.fullmatch(token.text) else None


def date_value(year: str | None, month: int | None = None, day: int | None = None) -> str:
    """Return a TIMEX value such as 2022-12-31, XXXX-06 or XXXX-XX-26."""
    value = year or UNSAID_YEAR
    if month is not None or day is not None:
        value += "-XX" if month is None else f"-{month:02}"
    return value if day is None else f"{value}-{day:02}"
