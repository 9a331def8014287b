"""Chinese dates as TIMEX3-like values, the same strings that the English reader gives.

2022年12月 -> 2022-12; 2月28日 -> XXXX-02-28; 4日 -> XXXX-XX-04; 1-6月 -> XXXX-01 to XXXX-06; 上半年 ->
XXXX-H1; 三季度 -> XXXX-Q3; 前三季度 -> XXXX-Q1 to XXXX-Q3; 90年代 -> XX9X, 上世纪90年代 -> 199X; 21世纪 ->
20XX; 去年 -> XXXX with relative "-1Y"; 去年12月 -> XXXX-12, "-1Y"; 昨日 -> XXXX-XX-XX, "-1D"; 上月 ->
XXXX-XX, "-1M"; 上周 -> XXXX-WXX, "-1W". A third of a month (上旬), "early" and "end" keep the value of
their month or year.
"""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.calendar import DAY, MONTH, TO, YEAR, again, date, date_value
from toolkit.figures.zh.words import Phrases, words

_DATES = words()["dates"]
_PART = r"(?:{})?".format("|".join(_DATES["parts_of_month"]))
_NOT_A_MONTH = "|".join(_DATES["not_a_month"])
_FULL = re.compile(
    rf"{YEAR} ?[-./年] ?{MONTH} ?[-./月] ?{DAY}(?: ?日|号|(?![\d%]))"
    rf"(?:{TO}(?:{again(MONTH)}月)?{again(DAY)}(?:日|号))?"
)
# 2009年10以来 has lost its 月
_YEAR_MONTH = re.compile(
    rf"{YEAR} ?年(?:度)? ?(?:{MONTH}(?:月份?)?{TO})?{again(MONTH)}(?: ?月份?(?!\d){_PART}|(?=以来|以后|之后))"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])/(?P<day>[12]\d|3[01]|0?[1-9])/(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_YEAR_MONTH_DOT = re.compile(
    # alone it must not count anything: 1206.07万元 is no date
    rf"{YEAR}[.](?P<month>0[1-9]|1[0-2])"
    rf"(?:{TO}{again(YEAR)}[.](?P<month_to>0[1-9]|1[0-2])(?![\d.])|(?![\d.%％]| ?[一-鿿]))"
)
_MONTH_DAY = re.compile(
    rf"{MONTH}月{DAY}(?:日|号)?{TO}(?:{again(MONTH)}月)?{again(DAY)}(?:日|号)"
    rf"|{again(MONTH, '_alone')} ?月 ?{again(DAY, '_alone')}(?: ?日|号|(?=[,，、 (（至及和与]))"
)
_MONTHS = re.compile(
    rf"(?:{MONTH}(?:月份?)?{TO}(?:次年|翌年|第二年|来年)?)?{again(MONTH)} ?月"
    rf"(?!\d{{1,2}}(?![\d.%])|{_NOT_A_MONTH})份?{_PART}"
)
# 前一月 and 一月内 are one month long
_MONTH_LONG = re.compile(r"[前后近每整满单]一月|.?一月(?:之?内|有?余)")
_MONTH_LIST = re.compile(r"(?:1[0-2]|[1-9])(?=(?:[、和及](?:1[0-2]|[1-9])){0,11}[、和及](?:1[0-2]|[1-9])月)")
# 2日元 are yen
_DAYS = re.compile(
    rf"{DAY}[日号]?{TO}{again(DAY)}[日号]"
    rf"|{again(DAY, '_alone')} ?(?:日(?!元(?![宵旦])|圆(?!满))|号)(?!\d[夜晚天])"
)
_DURATION_BEFORE: Phrases[bool] = Phrases(dict.fromkeys(_DATES["duration_before"], True))
_DURATION_AFTER: Phrases[bool] = Phrases(dict.fromkeys(_DATES["duration_after"], True))
_AFTER_SPELLED_DAY: Phrases[bool] = Phrases(dict.fromkeys(_DATES["after_spelled_day"], True))
_PART_OF_DAY: Phrases[bool] = Phrases(
    {word: True for row in words()["times"]["parts"].values() for word in row}
)
_NOT_A_DAY: Phrases[bool] = Phrases(dict.fromkeys(_DATES["not_a_day"], True))


def read_full(text: str, start: int) -> Figure | None:
    """Return a date with its year: 2022年12月31日, 2020-07-26, 12/31/2021, 2004年8月, 2002.03-2004.05."""
    if match := _FULL.match(text, start):
        year, month = match["year"], match["month"]
        last = match["day_to"] and date_value(year, match["month_to"] or month, match["day_to"])
        return date(text, start, match.end(), date_value(year, month, match["day"]), last)
    if match := _MONTH_FIRST.match(text, start):
        return date(text, start, match.end(), date_value(match["year"], match["month"], match["day"]))
    if match := _YEAR_MONTH.match(text, start):
        first, last = (date_value(match["year"], match[name]) for name in ("month", "month_to"))
        return date(text, start, match.end(), *((first, last) if match["month"] else (last,)))
    if match := _YEAR_MONTH_DOT.match(text, start):
        last = match["month_to"] and date_value(match["year_to"], match["month_to"])
        return date(text, start, match.end(), date_value(match["year"], match["month"]), last)
    return None


def read_month(text: str, start: int) -> Figure | None:
    """Return a date that begins with its month: 2月28日, 7月3日至5日, 1-6月, 6月上旬."""
    if match := _MONTH_DAY.match(text, start):
        if match["month_alone"]:
            return date(text, start, match.end(), date_value(None, match["month_alone"], match["day_alone"]))
        last = date_value(None, match["month_to"] or match["month"], match["day_to"])
        return date(text, start, match.end(), date_value(None, match["month"], match["day"]), last)
    if match := _MONTH_LIST.match(text, start):
        return date(text, start, match.end(), date_value(None, match[0]))
    match = _MONTHS.match(text, start)
    if match and not _MONTH_LONG.match(text, max(0, start - 1)):
        first, last = (date_value(None, match[name]) for name in ("month", "month_to"))
        return date(text, start, match.end(), *((first, last) if match["month"] else (last,)))
    return None


def read_day(text: str, start: int) -> Figure | None:
    """Return 26日 as a day of the month, unless what stands around it makes it a duration or a name."""
    match = _DAYS.match(text, start)
    if match is None or _is_duration(text, start, match.end()) or not _is_day(text, match):
        return None
    return _days(text, match)


def read_day_of_month(text: str, start: int) -> Figure | None:
    """Return the day that follows its month, spelled or not: 八日 of 次月八日."""
    match = _DAYS.match(text, start)
    return _days(text, match) if match and not _NOT_A_DAY.at(text, match.end()) else None


def _days(text: str, match: re.Match[str]) -> Figure:
    start = match.start()
    if match["day_alone"]:
        return date(text, start, match.end(), date_value(None, None, match["day_alone"]))
    days = (date_value(None, None, match[name]) for name in ("day", "day_to"))
    return date(text, start, match.end(), *days)


def _is_duration(text: str, start: int, end: int) -> bool:
    if _PART_OF_DAY.at(text, end):
        return False
    return bool(_DURATION_BEFORE.before(text, start) or _DURATION_AFTER.at(text, end))


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Return whether 号 or a spelled numeral is a day: 五号下午 is, 3号楼, 长征五号 and 三日 are none."""
    numbered = match[0].endswith("号")
    if not match[0][0].isascii() and len(match[0]) == 2:
        return numbered and _AFTER_SPELLED_DAY.at(text, match.end()) is not None
    return not numbered or not _NOT_A_DAY.at(text, match.end())
