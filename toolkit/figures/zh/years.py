"""Years and what is made of them: 2022年, 2019年至2021年, 2015-16赛季, 上世纪九十年代, 21世纪."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.calendar import TO, YEAR, date, year_value
from toolkit.figures.zh.numerals import read_numeral, small_integer
from toolkit.figures.zh.words import words

_DATES = words()["dates"]
_NAMED = "|".join(_DATES["years"])
_TAIL = "|".join(_DATES["parts_of_year"])
_SPAN = re.compile(
    rf"{YEAR}年?{TO}(?P<last>\d{{4}}|\d{{2}}(?=年|{_NAMED})|[〇○零一二三四五六七八九]{{4}})(?:年度?|{_NAMED})(?![代级])"
)
_YEAR = re.compile(rf"{YEAR}(?:[-/](?P<last>\d{{2}})(?={_NAMED}))? ?(?:年度?|{_NAMED})(?![代级])(?:{_TAIL})?")
_SHORT = re.compile(r"(?P<year>[6-9]\d|0\d)年(?=\d{1,2}月|初|底|末|的?时候|毕业|出生|世界杯|奥运|金融危机)")
_BRACKETED = re.compile(
    r"(?<=[(（〔\[])(?P<year>(?:19|20)\d{2})(?:" + TO + r"(?P<last>(?:19|20)\d{2}))?(?= ?[)）〕\]])"
)
_DECADE = re.compile(
    r"(?:(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|上个?|本)世纪)?"
    r"(?P<decade>\d0|[一二三四五六七八九]十|(?:19|20)\d0|[一二][九〇零][一二三四五六七八九][〇零])年代"
)
# 90后 were born in the nineties
_BORN = re.compile(r"(?P<decade>[05-9]0|[五六七八九零〇][零〇])后(?![卫场排腰续果])")
_DECADES = re.compile(
    r"(?:(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|上个?|本)世纪)?"
    r"(?P<one>[一二三四五六七八])(?P<two>[二三四五六七八九])十年代"
)
_CENTURY = re.compile(
    r"(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]|上个?|本)"
    r"(?:[-—–~～至到](?P<last>\d{1,2}|[一二]?十[一二三四五六七八九]?))?世纪"
)
_ERAS: dict[str, str] = _DATES["eras"]
ERA = "|".join(_ERAS)
_ERA = re.compile(ERA)
_TO = re.compile(TO)
_YEARS_END = 10_000
_FIRST_SURE_YEAR = 1800
_LONG_AFTER, _LONG_BEFORE = tuple(_DATES["long_after"]), tuple(_DATES["long_before"])
_RELATIVE_CENTURIES: dict[str, int] = _DATES["centuries"]


def read_era(text: str, start: int) -> Figure | None:
    """Return 公元前221年 (BC0221), 公元前3世纪 (BC02XX) or 公元618年 (0618) that begins at `start`."""
    match = _ERA.match(text, start)
    if match is None:
        return None
    numeral = read_numeral(text, match.end())
    if numeral is None or numeral.low % 1 or not 0 < numeral.low < _YEARS_END:
        return None
    first = numeral.end
    if text.startswith("年", first):
        return date(text, start, first + 1, f"{_ERAS[match[0]]}{int(numeral.low):04}")
    dash = _TO.match(text, first)
    other = read_numeral(text, dash.end()) if dash else None
    last = other.end if other else first
    if text.startswith("世纪", last):
        ends = (f"{_ERAS[match[0]]}{int(end.low) - 1:02}XX" for end in (numeral, other) if end)
        return date(text, start, last + 2, *ends)
    return None


def read_years(text: str, start: int) -> Figure | None:
    """Return the year, span of years, decade or century that begins at `start`."""
    return _span(text, start) or _year(text, start) or read_century(text, start)


def _span(text: str, start: int) -> Figure | None:
    match = _SPAN.match(text, start)
    if match is None:
        return None
    first, last = year_value(match["year"]), year_value(match["last"])
    return date(text, start, match.end(), first, first[: -len(last)] + last)


def _year(text: str, start: int) -> Figure | None:
    match = _YEAR.match(text, start)
    if match and not _is_long(text, match):
        year = year_value(match["year"])
        return date(text, start, match.end(), year, match["last"] and year[:2] + match["last"])
    if match := _SHORT.match(text, start):
        return date(text, start, match.end(), ("20" if match["year"][0] == "0" else "19") + match["year"])
    if match := _BRACKETED.match(text, start):
        return date(text, start, match.end(), match["year"], match["last"])
    return None


def _is_long(text: str, match: re.Match[str]) -> bool:
    """Return whether 1300年历史 is a length of time and no year."""
    if int(year_value(match["year"])) >= _FIRST_SURE_YEAR or match["last"]:
        return False
    return text.startswith(_LONG_AFTER, match.end()) or text.endswith(_LONG_BEFORE, 0, match.start())


def read_century(text: str, start: int) -> Figure | None:
    """Return 上世纪九十年代 (199X), 90年代 (XX9X), 21世纪 (20XX) or 上世纪 (19XX) that begins at `start`."""
    if match := _DECADES.match(text, start):
        first, last = (
            f"{_century(match['century'] or '')}{small_integer(match[name])}X" for name in ("one", "two")
        )
        return date(text, start, match.end(), first, last)
    if match := _DECADE.match(text, start):
        decade = match["decade"]
        if len(decade) == 4:
            return date(text, start, match.end(), f"{year_value(decade)[:3]}X")
        century = _century(match["century"] or "")
        return date(text, start, match.end(), f"{century}{small_integer(decade) // 10}X")
    if match := _BORN.match(text, start):
        return date(text, start, match.end(), f"XX{year_value(match['decade'])[0]}X")
    if match := _CENTURY.match(text, start):
        last = match["last"] and f"{_century(match['last'])}XX"
        return date(text, start, match.end(), f"{_century(match['century'])}XX", last)
    return None


def _century(said: str) -> str:
    """Return the first two digits of a century's years: the 21st has 20, an unsaid one XX."""
    if not said:
        return "XX"
    place = _RELATIVE_CENTURIES.get(said) or small_integer(said)
    return f"{place - 1:02}"
