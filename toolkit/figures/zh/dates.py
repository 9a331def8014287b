"""Chinese dates as TIMEX3-like values, the same strings that the English reader gives.

2022年12月 -> 2022-12; 2月28日 -> XXXX-02-28; 4日 -> XXXX-XX-04; 上半年 -> XXXX-H1; 三季度 -> XXXX-Q3;
前三季度 -> XXXX-Q1 to XXXX-Q3; 1-6月 -> XXXX-01 to XXXX-06; 90年代 -> XX9X (1990s: 199X); 21世纪 ->
20XX; 去年 -> XXXX with relative "-1Y"; 去年12月 -> XXXX-12, "-1Y"; 昨日 -> XXXX-XX-XX, "-1D";
上月 -> XXXX-XX, "-1M". A third of a month (上旬) and "early" or "end" keep the month's value.
"""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import Phrases, words

_DATES = words()["dates"]
_YEAR = rf"(?P<year>\d{{4}}(?!\d)|[〇○零一二三四五六七八九]{{4}}(?=年|至|到))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:[-—–―~～至到]|——)"
_PART = r"(?P<part>上旬|中旬|下旬|初|底|末|中(?=[,，。、至到旬]))?"


def _again(pattern: str) -> str:
    """Return a pattern with its groups renamed for the end of a range."""
    return re.sub(r"\?P<(\w+)>", r"?P<\1_to>", pattern)


_FULL = re.compile(
    rf"{_YEAR}\s*(?P<mark>[-./年])\s*{_MONTH}\s*[-./月]\s*{_DAY}(?:日|号|(?![\d%]))"
    rf"(?:{_TO}(?:(?:{_again(_MONTH)})月)?{_again(_DAY)}(?:日|号))?"
)
_YEAR_MONTH = re.compile(
    rf"{_YEAR}年(?:度)?\s*(?:{_MONTH}(?:月份?)?{_TO})??{_again(_MONTH)}月份?(?!\d){_PART}"
)
_MONTH_DAY = re.compile(
    rf"{_MONTH}月{_DAY}(?:日|号)?{_TO}(?:{_again(_MONTH)}月)?{_again(_DAY)}(?:日|号)|{_MONTH.replace('month', 'month1')}月"
    rf"{_DAY.replace('day', 'day1')}(?:日|号|(?=[,，、\s(（至]))"
)
_MONTHS = re.compile(
    rf"(?:{_MONTH}(?:月份?)?{_TO})?{_again(_MONTH)}月(?!\d)份?{_PART}(?!票|饼|亮|球|经|薪|嫂|卡|租|供)"
)
_DAYS = re.compile(rf"{_DAY}(?:日)?{_TO}{_again(_DAY)}日|{_DAY.replace('day', 'day1')}(?:日|号)(?!\d)")
_HALF = re.compile(r"(?P<half>[上下前后])半年")
_QUARTER = re.compile(
    r"(?:第)?(?P<quarter>[一二三四1-4])(?:(?:、|至|到|-)(?P<quarter_to>[一二三四2-4]))?(?:个)?季度|前(?P<first>[二两三四2-4])(?:个)?季度"
    r"|[Qq](?P<short>[1-4])(?!\d)"
)
_FIRST_MONTHS = re.compile(r"前(?P<count>[2-9]|1[01]|[二两三四五六七八九十]|十一)个?月")
_DECADE = re.compile(
    r"(?:(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|上个?|本)世纪)?(?P<decade>\d0|[一二三四五六七八九]十|\d{3}0|一九[一二三四五六七八九]〇)年代"
)
_CENTURY = re.compile(r"(?P<century>\d{1,2}|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])世纪")
_YEARS = re.compile(
    rf"(?P<from>\d{{4}}|[〇○零一二三四五六七八九]{{4}})年?{_TO}(?P<to>\d{{4}}|\d{{2}}(?=赛季|学年|财年|年度)|[〇○零一二三四五六七八九]{{4}})(?:年度?|赛季|学年|财年)"
)
_ONE_YEAR = re.compile(
    rf"{_YEAR}(?:[-/](?P<to>\d{{2}})(?=赛季|财年|学年|年度))?\s*(?:财年|年度?|赛季|学年)(?!前的今天)"
)
_SHORT_YEAR = re.compile(
    r"(?P<year>[6-9]\d|0\d)年(?=\d{1,2}月|初|底|末|的?时候|毕业|出生|世界杯|奥运|金融危机)"
)
_BRACKETED = re.compile(r"(?<=[(（〔\[])(?P<year>(?:19|20)\d{2})(?=[)）〕\]])")
_MONTH_LIST = re.compile(r"(?:1[0-2]|[1-9])(?=(?:[、和及](?:1[0-2]|[1-9]))*[、和及](?:1[0-2]|[1-9])月)")
_RELATIVE: Phrases[list[str]] = Phrases(_DATES["relative_words"])
_YEARS_AWAY: Phrases[int] = Phrases(_DATES["relative_years"])
_DURATION_BEFORE: Phrases[None] = Phrases(dict.fromkeys(_DATES["duration_before"]))
_DURATION_AFTER: Phrases[None] = Phrases(dict.fromkeys(_DATES["duration_after"]))
_NOT_A_DAY: Phrases[None] = Phrases(dict.fromkeys(_DATES["not_a_day"]))


def read_relative(text: str, start: int) -> Figure | None:
    """Return 去年, 去年12月, 今年上半年, 昨日 … that begins at `start`."""
    year = _YEARS_AWAY.at(text, start)
    if year is not None:
        offset = f"{year[1]:+}Y" if year[1] else "0Y"
        after = start + len(year[0])
        inner = read_period(text, after) or read_date(text, after, within_year=True)
        if inner is not None and inner.value and inner.value.startswith("XXXX"):
            return _date(text, start, inner.end, inner.value, inner.value_to, relative=offset)
    found = _RELATIVE.at(text, start)
    if found is None:
        return None
    value, offset = found[1]
    return _date(text, start, start + len(found[0]), value, relative=offset)


def read_period(text: str, start: int) -> Figure | None:
    """Return a half, quarter or "first N months" that begins at `start`, without its year."""
    if match := _HALF.match(text, start):
        return _date(text, start, match.end(), "XXXX-H1" if match["half"] in "上前" else "XXXX-H2")
    if match := _QUARTER.match(text, start):
        if match["first"]:
            return _date(text, start, match.end(), "XXXX-Q1", f"XXXX-Q{_small(match['first'])}")
        last = match["quarter_to"] and f"XXXX-Q{_small(match['quarter_to'])}"
        return _date(text, start, match.end(), f"XXXX-Q{_small(match['quarter'] or match['short'])}", last)
    if match := _FIRST_MONTHS.match(text, start):
        return _date(text, start, match.end(), "XXXX-01", f"XXXX-{_small(match['count']):02}")
    return None


def read_date(text: str, start: int, *, within_year: bool = False) -> Figure | None:
    """Return the date that begins with the numeral at `start`, or None."""
    return (
        _full(text, start)
        or _year_month(text, start)
        or _with_period(text, start)
        or _years(text, start)
        or _month_day(text, start)
        or _months(text, start)
        or _decade(text, start)
        or (None if within_year else _day(text, start))
    )


def _full(text: str, start: int) -> Figure | None:
    match = _FULL.match(text, start)
    if match is None:
        return None
    year = _year(match["year"])
    first = f"{year}-{_small(match['month']):02}-{_small(match['day']):02}"
    if not match["day_to"]:
        return _date(text, start, match.end(), first)
    month = match["month_to"] or match["month"]
    return _date(text, start, match.end(), first, f"{year}-{_small(month):02}-{_small(match['day_to']):02}")


def _year_month(text: str, start: int) -> Figure | None:
    match = _YEAR_MONTH.match(text, start)
    if match is None:
        return None
    year, last = _year(match["year"]), f"{_small(match['month_to']):02}"
    if not match["month"]:
        return _date(text, start, match.end(), f"{year}-{last}")
    return _date(text, start, match.end(), f"{year}-{_small(match['month']):02}", f"{year}-{last}")


def _with_period(text: str, start: int) -> Figure | None:
    """Return 2022年上半年, 2022年三季度, 2022年前三季度 and 二季度 alone."""
    match = re.compile(rf"{_YEAR}年").match(text, start)
    inner = read_period(text, match.end() if match else start)
    if inner is None or inner.value is None:
        return None
    if match is None:
        return inner
    year = _year(match["year"])
    ends = [end and end.replace("XXXX", year, 1) for end in (inner.value, inner.value_to)]
    return _date(text, start, inner.end, str(ends[0]), ends[1])


def _years(text: str, start: int) -> Figure | None:
    if match := _YEARS.match(text, start):
        first, last = _year(match["from"]), _year(match["to"])
        last = first[:2] + last if len(last) == 2 else last
        return _date(text, start, match.end(), first, last)
    if match := _ONE_YEAR.match(text, start):
        year = _year(match["year"])
        return _date(text, start, match.end(), year, year[:2] + match["to"] if match["to"] else None)
    if match := _SHORT_YEAR.match(text, start):
        year = match["year"]
        return _date(text, start, match.end(), ("20" if year[0] == "0" else "19") + year)
    if match := _BRACKETED.match(text, start):
        return _date(text, start, match.end(), match["year"])
    return None


def _month_day(text: str, start: int) -> Figure | None:
    match = _MONTH_DAY.match(text, start)
    if match is None:
        return None
    month = _small(match["month"] or match["month1"])
    first = f"XXXX-{month:02}-{_small(match['day'] or match['day1']):02}"
    if not match["day_to"]:
        return _date(text, start, match.end(), first)
    month_to = _small(match["month_to"]) if match["month_to"] else month
    return _date(text, start, match.end(), first, f"XXXX-{month_to:02}-{_small(match['day_to']):02}")


def _months(text: str, start: int) -> Figure | None:
    if match := _MONTH_LIST.match(text, start):
        return _date(text, start, match.end(), f"XXXX-{int(match[0]):02}")
    match = _MONTHS.match(text, start)
    if match is None:
        return None
    last = f"XXXX-{_small(match['month_to']):02}"
    if not match["month"]:
        return _date(text, start, match.end(), last)
    return _date(text, start, match.end(), f"XXXX-{_small(match['month']):02}", last)


def _decade(text: str, start: int) -> Figure | None:
    if match := _DECADE.match(text, start):
        decade = match["decade"]
        if len(decade) == 4:
            return _date(text, start, match.end(), f"{_year(decade)[:3]}X")
        century, tens = match["century"], str(_small(decade) // 10)
        if century in ("上", "上个", "本"):
            return _date(text, start, match.end(), ("20" if century == "本" else "19") + tens + "X")
        return _date(
            text, start, match.end(), f"{_small(century) - 1:02}{tens}X" if century else f"19{tens}X"
        )
    if match := _CENTURY.match(text, start):
        return _date(text, start, match.end(), f"{_small(match['century']) - 1:02}XX")
    return None


def _day(text: str, start: int) -> Figure | None:
    """Return 26日 as a day of the month, unless what stands around it makes it a duration or a name."""
    match = _DAYS.match(text, start)
    if match is None or _DURATION_BEFORE.before(text, start) or _DURATION_AFTER.at(text, match.end()):
        return None
    if text[start] not in "0123456789" and (len(match[0]) == 2 or text[match.end() - 1] == "号"):
        return None
    if text[match.end() - 1] == "号" and _NOT_A_DAY.at(text, match.end()):
        return None
    if match["day1"]:
        return _date(text, start, match.end(), f"XXXX-XX-{_small(match['day1']):02}")
    days = [f"XXXX-XX-{_small(match[name]):02}" for name in ("day", "day_to")]
    return _date(text, start, match.end(), days[0], days[1])


def _date(
    text: str, start: int, end: int, value: str, value_to: str | None = None, *, relative: str | None = None
) -> Figure:
    return Figure(text[start:end], start, end, "date", value, value_to, relative=relative)


def _year(digits: str) -> str:
    return "".join(
        str("零一二三四五六七八九".find(c)) if c in "零一二三四五六七八九" else ("0" if c in "〇○" else c)
        for c in digits
    )


def _small(numeral: str) -> int:
    """Return a month, day or count of at most two digits, Arabic or Chinese."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    read = read_numeral(numeral, 0)
    return int(read.low) if read else 0
