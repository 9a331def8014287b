"""Times of day: 21时, 晚上10点42分, 20:26:01, 9点半, 9:00-17:30."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Bound, Figure
from toolkit.figures.zh.bounds import bound_after, bound_before
from toolkit.figures.zh.numerals import small_integer
from toolkit.figures.zh.words import Phrases, words

_TIMES = words()["times"]
_DAY_PARTS: Phrases[str] = Phrases({word: part for part, row in _TIMES["parts"].items() for word in row})
_ABOUT: list[str] = _TIMES["about"]
_NOT_AFTER = tuple(_TIMES["not_after_hour"])
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}|[两零]"
_MINUTE = r"[0-5]?\d|零[一二三四五六七八九]|[二三四五]?十?[一二三四五六七八九十]"
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?(?![\d:：])"
)
_SPOKEN = re.compile(
    rf"(?P<hour>{_SMALL}) ?(?P<mark>时|点钟|点)"
    rf"(?:(?P<minute>{_MINUTE})分(?!之|钟)(?:(?P<second>[0-5]?\d)秒)?|(?P<half>半)|(?P<quarter>[一三])刻"
    rf"|(?P<sharp>整|(?= ?[-—–~～至到] ?\d{{1,2}} ?[点时:：]|{'|'.join(_TIMES['sharp_before'])})))?"
)
_BEGINS = re.compile(r"(?:\d{1,2}|[零一二两三四五六七八九十]{1,3}) ?[时点:：]")
_TO = re.compile(r" ?[-—–~～至到] ?")
_NOON, _DAY = 12, 24
_NIGHT_ENDS = 6


def read_time(text: str, start: int, floor: int) -> Figure | None:
    """Return the time of day whose numeral begins at `start`; its day part (晚上) is in the span."""
    if not _BEGINS.match(text, start):
        return None
    begin, part = _day_part(text, start, floor)
    first = _time_at(text, start, part)
    if first is None:
        return None
    value, end = first
    dash = _TO.match(text, end)
    last = _time_at(text, dash.end(), part, certain=True) if dash else None
    end = last[1] if last else end
    about = begin < start and text.endswith(tuple(_ABOUT), begin, start)
    bound: Bound = "about" if about else "exact"
    figure = Figure(text[begin:end], begin, end, "time", value, last[0] if last else None, bound=bound)
    return _bounded(text, figure, floor)


def _time_at(text: str, start: int, part: str | None, *, certain: bool = False) -> tuple[str, int] | None:
    """Return the time in digits that begins at `start`, and where it ends."""
    match = _CLOCK.match(text, start) or _spoken(text, start, certain=certain or part is not None)
    if match is None:
        return None
    said = match.groupdict()
    hour = _hour(small_integer((said["hour"] or "").replace("两", "二")), part)
    minute = _minute(said)
    second = f":{said['second']:>02}" if said["second"] else ""
    return f"{hour:02}:{minute:02}{second}", match.end()


def _spoken(text: str, start: int, *, certain: bool) -> re.Match[str] | None:
    match = _SPOKEN.match(text, start)
    if match is None or text.startswith(_NOT_AFTER, match.end()):
        return None
    if small_integer(match["hour"].replace("两", "二")) > _DAY:
        return None
    certain = certain or any(match[name] is not None for name in ("minute", "half", "quarter", "sharp"))
    whole_hour = match["mark"] == "点钟" or (
        match["mark"] == "时" and (match["hour"].isascii() or match["hour"] == "零")
    )
    return match if certain or whole_hour else None


def _day_part(text: str, start: int, floor: int) -> tuple[int, str | None]:
    about = next((word for word in _ABOUT if text.endswith(word, 0, start)), "")
    end = start - len(about)
    found = _DAY_PARTS.before(text, end)
    if found is None or end - len(found[0]) < floor:
        return start, None
    return end - len(found[0]), found[1]


def _hour(hour: int, part: str | None) -> int:
    """Return the hour of 24: 晚上10点 is 22, 深夜两点 is 2, 晚上12点 is 0."""
    if part == "night" and (hour < _NIGHT_ENDS or hour == _NOON):
        return hour % _NOON
    if part in ("afternoon", "night") and hour < _NOON:
        return hour + _NOON
    if part == "noon" and hour < _NIGHT_ENDS:
        return hour + _NOON
    return 0 if hour == _DAY else hour


def _minute(said: dict[str, str | None]) -> int:
    if said.get("half"):
        return 30
    if quarter := said.get("quarter"):
        return 15 * small_integer(quarter)
    return small_integer(said["minute"] or "0")


def _bounded(text: str, figure: Figure, floor: int) -> Figure:
    start, end, bound = figure.start, figure.end, figure.bound
    if before := bound_before(text, start, floor):
        bound, start = before
    if after := bound_after(text, end):
        bound, end = after
    return replace(figure, text=text[start:end], start=start, end=end, bound=bound)
