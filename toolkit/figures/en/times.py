"""Times of day: "10:42 p.m.", "9 pm", "21:00", "nine o'clock", "half past nine"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.phrases import Phrases, any_of
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_TIMES = words()["times"]
_DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")
_FOUR = re.compile(r"([01]\d|2[0-4])([0-5]\d)")
_BEFORE_HOURS = frozenset(_TIMES["before_hours"])
_OPENING = frozenset(_TIMES["opening"])
_TO = frozenset({"to", "-", "–", "until", "till"})
_FIXED: dict[str, str] = _TIMES["fixed"]
_MORNING, _EVENING, _EITHER, _NOON = 0, 12, -1, 13
# "11:30 noon" is before noon, "1 noon" after it
_NOON_BEGINS = 9
# "open nine to five" begins before noon
_LAST_MORNING = 12


@dataclass(frozen=True, slots=True)
class _Clock:
    """Hour, minute and second as written, the half of the day, and the index after them."""

    hour: int
    minute: int | None
    second: int | None
    end: int
    sure: bool
    """whether the digits alone are a time of day"""
    half: int | None = None

    @property
    def value(self) -> str:
        """The time as HH:MM or HH:MM:SS."""
        hour = self.hour
        if self.half == _EVENING and hour < 12:
            hour += 12
        elif self.half == _MORNING and hour == 12:
            hour = 0
        elif self.half == _NOON and hour < _NOON_BEGINS:
            hour += 12
        return f"{hour:02}:{self.minute or 0:02}" + (f":{self.second:02}" if self.second is not None else "")


def _halves() -> Phrases[int]:
    table = dict.fromkeys(_TIMES["clock"], _EITHER)
    table |= dict.fromkeys(_TIMES["noon"], _NOON)
    return Phrases(table | dict.fromkeys(_TIMES["am"], _MORNING) | dict.fromkeys(_TIMES["pm"], _EVENING))


_HALVES = _halves()
_ZONES = any_of(_TIMES["zones"])


def is_clock(tokens: Tokens, index: int) -> bool:
    """Return whether the words at token `index` say that a time of day stands before them."""
    return bool(_HALVES.match(tokens, index) or _ZONES.match(tokens, index))


def read_time(tokens: Tokens, index: int) -> Found | None:
    """Return the time of day, or the span of two, whose hour stands at token `index`."""
    lower = _read_clock(tokens, index)
    if lower is None or [tokens.word(index - 1), tokens.word(index - 2)] == ["by", tokens.word(index)]:
        return None  # "one by one at night"
    between = tokens.word(index - 1) == "between" and tokens.word(lower.end) == "and"
    joined = between or tokens.word(lower.end) in _TO
    upper = _read_clock(tokens, lower.end + 1) if joined else None
    if upper is not None and (upper.sure or upper.half is not None):
        lower = lower if lower.half is not None else replace(lower, half=upper.half)
    elif upper is not None and _is_opening(tokens, index) and upper.hour <= lower.hour < _LAST_MORNING:
        lower, upper = replace(lower, half=_MORNING), replace(upper, half=_EVENING)
    else:
        upper = None
    end = (upper or lower).end
    zone = _ZONES.match(tokens, end)
    dotted = zone is not None and lower.minute is not None  # "17.02 local time"
    if not (lower.sure or dotted) and lower.half is None:
        return None
    end = zone[1] if zone else end
    bound, first = bound_before(tokens, index)
    figure = tokens.figure(
        first, end, "time", lower.value, value_to=upper.value if upper else None, bound=bound
    )
    return figure, end


def _is_opening(tokens: Tokens, index: int) -> bool:
    """Return whether the hours at token `index` are those in which something is open: "open nine to five"."""
    first = index - (tokens.word(index - 1) in ("from", "between"))
    return tokens.word(first - 1) in _OPENING


def read_past(tokens: Tokens, index: int) -> Found | None:
    """Return "half past nine" or "a quarter to ten" at its first word."""
    minutes = _TIMES["minutes"][tokens.word(index)]
    way = tokens.word(index + 1)
    clock = _read_clock(tokens, index + 2) if way in ("past", "to") else None
    if way == "past" and (fixed := _FIXED.get(tokens.word(index + 2))):
        return tokens.figure(index, index + 3, "time", f"{fixed[:3]}{minutes}"), index + 3
    if clock is None or clock.minute is not None or (way == "to" and clock.half is None):
        return None
    hour = clock.hour - (way == "to")
    clock = replace(clock, hour=hour % 24, minute=60 - minutes if way == "to" else minutes)
    return tokens.figure(index, clock.end, "time", clock.value), clock.end


def _read_clock(tokens: Tokens, index: int) -> _Clock | None:
    """Return the time at token `index`: "10:42:05", "10.42 p.m.", "10 pm", "0900 GMT", "nine o'clock"."""
    token = tokens.at(index)
    if match := _FOUR.fullmatch(token.text):
        end = _end_of_hours(tokens, index)
        return _Clock(int(match[1]), int(match[2]), None, end, sure=True) if end else None
    if match := _DOTTED.fullmatch(token.text):
        return _with_half(tokens, _Clock(int(match[1]), int(match[2]), None, index + 1, sure=False))
    hour = SMALL.get(token.lower, 99)
    if token.number and token.text.isdecimal() and len(token.text) <= 2:
        hour = int(token.text)
    if hour > 24:
        return None
    minute, end = _sixtieth(tokens, index + 1)
    second, end = _sixtieth(tokens, end) if minute is not None else (None, index + 1)
    return _with_half(tokens, _Clock(hour, minute, second, end, sure=minute is not None))


def _end_of_hours(tokens: Tokens, index: int) -> int:
    """Return the index after "0900" (GMT) or "at 1700 hours", 0 where four digits are no time of day."""
    if _ZONES.match(tokens, index + 1):
        return index + 1
    _, first = bound_before(tokens, index)
    listed = [tokens.word(first - 2), tokens.word(first - 1)] == ["hours", "and"]
    timed = listed or tokens.word(first - 1) in _BEFORE_HOURS or tokens.word(first - 2) == "as"
    return index + 2 if timed and tokens.word(index + 1) in ("hours", "hrs") else 0


def _with_half(tokens: Tokens, clock: _Clock) -> _Clock:
    found = _HALVES.match(tokens, clock.end)
    if found is None:
        return clock
    half, end = found
    end += tokens.word(end - 1) == "m" and tokens.word(end) == "." and tokens.glued(end)
    return replace(clock, half=half, end=end)


def _sixtieth(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """Return the minutes or seconds after a colon at token `index`, and the index after them."""
    digits = tokens.at(index + 1)
    if (
        tokens.word(index) == ":"
        and digits.number
        and len(digits.text) == 2
        and digits.text.isdecimal()
        and int(digits.text) < 60
    ):
        return int(digits.text), index + 2
    return None, index


def read_fixed_time(tokens: Tokens, index: int) -> Found | None:
    """Return "noon" or "midnight" as a time."""
    value = _FIXED.get(tokens.word(index))
    return (tokens.figure(index, index + 1, "time", value), index + 1) if value else None
