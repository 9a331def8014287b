"""Halves, quarters and first months of a year, and dates told from the day of writing: 去年12月, 昨日."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.figures.zh.calendar import UNSAID_YEAR, YEAR, date, year_value
from toolkit.figures.zh.dates import read_day_of_month, read_month
from toolkit.figures.zh.numerals import small_integer
from toolkit.figures.zh.words import Phrases, words

_DATES = words()["dates"]
_COUNT = r"[2-9]|1[01]|[二两三四五六七八九十]|十一"
_YEAR_BEFORE = re.compile(rf"{YEAR}年(?:度)?")
_HALF = re.compile(r"(?P<half>[上下后]|(?<!提)前)半年(?:度)?")
_QUARTER = re.compile(
    r"第?(?P<quarter>[一二三四1-4])(?:(?:[、至到]|-)第?(?P<quarter_to>[二三四2-4]))?(?:季度|财季|季(?=报))"
    r"|第(?P<nth>[一二三四1-4])个(?:季度|财季)|首个?(?:季度|财季)|首季(?!节)"
    r"|前(?P<first>[二两三四2-4])个?(?:季度|财季)|[Qq](?P<short>[1-4])(?!\d)"
)
# 季 without 度 is a quarter only after its year: 今年第四季, 2018年前三季
_SHORT_QUARTER = re.compile(
    r"第?(?P<quarter>[一二三四1-4])(?P<quarter_to>)季(?![度节赛播])|前(?P<first>[二两三])季(?![度节赛播])"
)
_FIRST_MONTHS = re.compile(rf"(?<![提之以])前(?P<count>{_COUNT})个?月")
_RELATIVE: Phrases[list[str]] = Phrases(_DATES["relative"])
_NOT_BEFORE: dict[str, str] = _DATES["relative_not_before"]
_YEARS_AWAY: Phrases[str] = Phrases(
    {word: shift for word, (value, shift) in _DATES["relative"].items() if value == UNSAID_YEAR}
)
_MONTHS_AWAY: Phrases[str] = Phrases(
    {word: shift for word, (value, shift) in _DATES["relative"].items() if value == f"{UNSAID_YEAR}-XX"}
)
# what may follow a year or month: 去年底, 上月末
_TAILS = {
    UNSAID_YEAR: re.compile("|".join(_DATES["parts_of_year"])),
    f"{UNSAID_YEAR}-XX": re.compile("|".join(_DATES["parts_of_month"])),
}


def relative_words() -> list[str]:
    """Return the words that a relative date begins with."""
    return list(_DATES["relative"])


def read_period(text: str, start: int) -> Figure | None:
    """Return 2022年上半年, 2019年二季度, 三季度, 前三季度 or 前八个月 that begins at `start`."""
    year = _YEAR_BEFORE.match(text, start)
    inner = _period_of_year(text, year.end()) if year else _period(text, start)
    if inner is None or year is None:
        return inner
    said = year_value(year["year"])
    ends = (end and end.replace(UNSAID_YEAR, said, 1) for end in (inner.value or "", inner.value_to))
    return date(text, start, inner.end, *map(str, filter(None, ends)))


def _period(text: str, start: int) -> Figure | None:
    if match := _HALF.match(text, start):
        return date(text, start, match.end(), f"{UNSAID_YEAR}-H{1 if match['half'] in '上前' else 2}")
    if match := _QUARTER.match(text, start):
        return _quarters(text, match)
    if match := _FIRST_MONTHS.match(text, start):
        last = f"{UNSAID_YEAR}-{small_integer(match['count'].replace('两', '二')):02}"
        return date(text, start, match.end(), f"{UNSAID_YEAR}-01", last)
    return None


def _period_of_year(text: str, start: int) -> Figure | None:
    """Return the part of a year that follows its name: 第四季 is a quarter there."""
    match = _SHORT_QUARTER.match(text, start)
    return _quarters(text, match) if match else _period(text, start)


def _quarters(text: str, match: re.Match[str]) -> Figure:
    said = match.groupdict()
    begin = said["quarter"] or said.get("nth") or said.get("short") or "1"
    end = said["quarter_to"] or said["first"]
    first, last = (f"{UNSAID_YEAR}-Q{small_integer(place)}" if place else None for place in (begin, end))
    return date(text, match.start(), match.end(), first or "", last)


def read_relative(text: str, start: int) -> Figure | None:
    """Return 去年, 去年12月, 今年上半年, 本月15日 or 昨日 that begins at `start`."""
    return (
        _within(text, start, _YEARS_AWAY, (_period_of_year, read_month))
        or _within(text, start, _MONTHS_AWAY, (read_day_of_month,))
        or _alone(text, start)
    )


def _cut_before(first: str) -> tuple[str, ...]:
    """Return the characters after which `first` begins no relative date: 之前日本 has no 前日."""
    return tuple(_DATES["relative_not_after"].get(first, ()))


def _within(
    text: str, start: int, away: Phrases[str], readers: tuple[Callable[[str, int], Figure | None], ...]
) -> Figure | None:
    found = away.at(text, start)
    if found is None:
        return None
    after = start + len(found[0])
    inner = next(filter(None, (read(text, after) for read in readers)), None)
    if inner is None:
        return None
    return replace(inner, text=text[start : inner.end], start=start, relative=found[1])


def _alone(text: str, start: int) -> Figure | None:
    found = _RELATIVE.at(text, start)
    if found is None or text[max(0, start - 1) : start] in _cut_before(text[start]):
        return None
    if text[start + len(found[0]) :][:1] in tuple(_NOT_BEFORE.get(found[0], "")):
        return None
    value, shift = found[1]
    end = start + len(found[0])
    if (tails := _TAILS.get(value)) and (tail := tails.match(text, end)):
        end = tail.end()
    return replace(date(text, start, end, value), relative=shift)
