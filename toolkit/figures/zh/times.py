"""Times of day: 21时, 晚上10点42分, 20:26:01, 9点半."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import Phrases, words

_TIMES = words()["times"]
_BEFORE: Phrases[int] = Phrases(_TIMES["before"])
_SMALL = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:：])")
_SPOKEN = re.compile(
    rf"(?P<hour>{_SMALL})(?P<mark>时|点钟|点)(?:(?P<minute>[0-5]?\d|[零二三四五]?十?[一二三四五六七八九十]?)分(?!之|钟)|(?P<half>半)|(?P<quarter>[一三])刻|(?P<sharp>整|许))?"
    rf"(?:(?P<second>[0-5]?\d)秒)?"
)
_NOT_AFTER = tuple(_TIMES["not_after_hour"])


def read_time(text: str, start: int) -> Figure | None:
    """Return the time of day whose numeral begins at `start`; its day part (晚上) is in the span."""
    begin, afternoon = _day_part(text, start)
    if match := _CLOCK.match(text, start):
        return _time(text, begin, match.end(), int(match[1]), int(match[2]), match[3], afternoon)
    match = _SPOKEN.match(text, start)
    if match is None or not match["hour"]:
        return None
    hour = read_numeral(match["hour"], 0)
    if hour is None or hour.high is not None or hour.low > 24 or text.startswith(_NOT_AFTER, match.end()):
        return None
    certain = begin < start or any(match[name] for name in ("minute", "half", "quarter", "sharp", "second"))
    if not certain and (match["mark"] == "点" or not match["hour"].isdigit()):
        return None
    return _time(text, begin, match.end(), int(hour.low), _minute(match), match["second"], afternoon)


def _day_part(text: str, start: int) -> tuple[int, int]:
    found = _BEFORE.before(text, start)
    return (start - len(found[0]), found[1]) if found else (start, 0)


def _minute(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"] == "一" else 45
    if not match["minute"]:
        return 0
    read = read_numeral(match["minute"].lstrip("零") or "零", 0)
    return int(read.low) if read else 0


def _time(
    text: str, start: int, end: int, hour: int, minute: int, second: str | None, afternoon: int
) -> Figure:
    if (
        afternoon
        and hour < 12
        and not (afternoon == 12 and hour in (10, 11) and text.startswith(("中午", "午间"), start))
    ):
        hour += 12
    value = f"{hour % 24 if hour > 24 else hour:02}:{minute:02}" + (f":{second}" if second else "")
    return Figure(text[start:end], start, end, "time", value)
