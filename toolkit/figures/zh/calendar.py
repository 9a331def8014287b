"""The pieces of Chinese dates: patterns of years, months and days, and their TIMEX3-like values."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh import spelled
from toolkit.figures.zh.numerals import small_integer

YEAR = r"(?P<year>(?!1000)[12]\d{3}(?!\d)|[〇○零一二三四五六七八九]{4}(?=年|至|到))"
MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?P<day>[12]\d|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
TO = r" ?(?:——|[-—–―~～至到]) ?"
UNSAID_YEAR = "XXXX"


def again(pattern: str, suffix: str = "_to") -> str:
    """Return a pattern with its groups renamed, for the end of a range or another branch."""
    return re.sub(r"\?P<(\w+)>", rf"?P<\1{suffix}>", pattern)


def year_value(digits: str) -> str:
    """Return a year in Arabic digits: 二〇〇八 is "2008"."""
    return digits if digits.isascii() else spelled.digits(digits)


def date_value(year: str | None, month: str | None = None, day: str | None = None) -> str:
    """Return a TIMEX value such as 2022-12-31, XXXX-06 or XXXX-XX-26 from numerals of either kind."""
    value = year_value(year) if year else UNSAID_YEAR
    if month is not None or day is not None:
        value += f"-{small_integer(month):02}" if month else "-XX"
    return value if day is None else f"{value}-{small_integer(day):02}"


def date(text: str, start: int, end: int, value: str, value_to: str | None = None) -> Figure:
    """Return the date that stands at [start, end)."""
    return Figure(text[start:end], start, end, "date", value, value_to)
