"""Days of the week: 周五, 上周五, 星期三, 周一至周五."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.figures.zh.calendar import TO, again, date
from toolkit.figures.zh.words import words

_WEEKDAYS = words()["weekdays"]
_PLACES: dict[str, int] = _WEEKDAYS["places"]
_SHIFTS: dict[str, str] = _WEEKDAYS["shifts"]
_WEEK = "|".join(_WEEKDAYS["weeks"])
_DAY = f"(?P<day>[{''.join(_PLACES)}])"
WEEKDAY = rf"(?:{'|'.join(_SHIFTS)})?(?:{_WEEK})[{''.join(_PLACES)}]"
_ONE = re.compile(rf"(?P<shift>{'|'.join(_SHIFTS)})?(?:{_WEEK}){_DAY}")
_LAST = re.compile(rf"{TO}(?:{_WEEK}){again(_DAY)}")
# 每周五次 and 本周三场 count, 周日本 is 本周 and 日本
_COUNTS = re.compile(f"[{''.join(_WEEKDAYS['counted'])}]")
_NOT_AFTER = tuple(_WEEKDAYS["not_after"])
_COUNTED_AFTER = (*_SHIFTS, *_WEEKDAYS["counted_after"])


def read_weekday(text: str, start: int) -> Figure | None:
    """Return the day of the week, or the span of them, that begins at `start`."""
    match = _ONE.match(text, start)
    if match is None or text.endswith(_NOT_AFTER, 0, start) or _is_count(text, match):
        return None
    last = _LAST.match(text, match.end())
    end = last.end() if last else match.end()
    value_to = _value(last["day_to"]) if last else None
    figure = date(text, start, end, _value(match["day"]), value_to)
    return replace(figure, relative=_SHIFTS[match["shift"]]) if match["shift"] else figure


def _value(day: str) -> str:
    return f"XXXX-WXX-{_PLACES[day]}"


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Return whether the day is a number of things in a week: 每周五次, 一周五天, 本周三场."""
    if text.startswith("本", match.end()) and match["day"] == "日":
        return True
    counted = match["shift"] is not None or text.endswith(_COUNTED_AFTER, 0, match.start())
    return counted and _COUNTS.match(text, match.end()) is not None
