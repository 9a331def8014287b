"""Days of the week: 周五, 上周五, 星期三, 周一至周五, 周一、三、五."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.figures.zh.calendar import TO, again, date
from toolkit.figures.zh.measures import measure_at
from toolkit.figures.zh.words import words

_WEEKDAYS = words()["weekdays"]
_PLACES: dict[str, int] = _WEEKDAYS["places"]
_SHIFTS: dict[str, str] = _WEEKDAYS["shifts"]
_WEEK = "|".join(_WEEKDAYS["weeks"])
_DAY = f"(?P<day>[{''.join(_PLACES)}])"
WEEKDAY = rf"(?:{'|'.join(_SHIFTS)})?(?:{_WEEK})[{''.join(_PLACES)}]"
_ONE = re.compile(rf"(?P<shift>{'|'.join(_SHIFTS)})?(?:{_WEEK}){_DAY}")
_LAST = re.compile(rf"{TO}(?P<week>{_WEEK})?{again(_DAY)}")
# 周一、三、五: the days after the first
_LISTED_AFTER = re.compile(rf"(?:{_WEEK})[{''.join(_PLACES)}](?:[、和及][{''.join(_PLACES)}])*[、和及]\Z")
_LISTED_NEAR = 16
# 每周五次 and 本周三场 count, 周日本 is 本周 and 日本
_COUNTS = re.compile(f"[{''.join(_WEEKDAYS['counted'])}]")
_NOT_AFTER = tuple(_WEEKDAYS["not_after"])
_NOT_ALONE = frozenset("一二三四五六七八九十百千万亿大")
_COUNTED_AFTER = (*_SHIFTS, *_WEEKDAYS["counted_after"])


def read_weekday(text: str, start: int) -> Figure | None:
    """Return the day of the week, or the span of them, that begins at `start`."""
    match = _ONE.match(text, start)
    if match is None or text.endswith(_NOT_AFTER, 0, start) or _is_count(text, match):
        return None
    last = _LAST.match(text, match.end())
    if last and not last["week"] and not _is_alone(text, last.end()):
        last = None
    end = last.end() if last else match.end()
    value_to = _value(last["day_to"]) if last else None
    figure = date(text, start, end, _value(match["day"]), value_to)
    return replace(figure, relative=_SHIFTS[match["shift"]]) if match["shift"] else figure


def read_listed_weekday(text: str, start: int) -> Figure | None:
    """Return 三 of 周一、三、五, a day of the week whose week is said before."""
    if text[start] not in _PLACES or not _LISTED_AFTER.search(text, max(0, start - _LISTED_NEAR), start):
        return None
    return date(text, start, start + 1, _value(text[start])) if _is_alone(text, start + 1) else None


def _is_alone(text: str, end: int) -> bool:
    """Return whether a day that ends at `end` counts nothing: 周一至五 is a span, 周一、三家 none."""
    return text[end : end + 1] not in _NOT_ALONE and measure_at(text, end) is None


def _value(day: str) -> str:
    return f"XXXX-WXX-{_PLACES[day]}"


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Return whether the day is a number of things in a week: 每周五次, 一周五天, 本周三场."""
    if text.startswith("本", match.end()) and match["day"] == "日":
        return True
    counted = match["shift"] is not None or text.endswith(_COUNTED_AFTER, 0, match.start())
    return counted and _COUNTS.match(text, match.end()) is not None
