"""Times of day: "10:42 p.m.", "9 pm", "21:00", "nine o'clock", "half past nine"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.numerals import SMALL
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens, split
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_TIMES = words()["times"]
_CLOCK = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")
_FIXED: dict[str, str] = _TIMES["fixed"]
_MORNING, _EVENING, _EITHER = 0, 12, -1


@cache
def _halves() -> Phrases[int]:
    table = dict.fromkeys(_TIMES["clock"], _EITHER)
    table |= dict.fromkeys(_TIMES["am"], _MORNING) | dict.fromkeys(_TIMES["pm"], _EVENING)
    return Phrases(table, split)


@cache
def _zones() -> Phrases[bool]:
    return Phrases(dict.fromkeys(_TIMES["zones"], True), split)


def is_clock(tokens: Tokens, index: int) -> bool:
    """Return whether the words at token `index` say that a time of day stands before them."""
    return bool(_halves().match(tokens, index) or _zones().match(tokens, index))


def read_time(tokens: Tokens, index: int) -> Found | None:
    """Return the time of day whose hour stands at token `index`."""
    clock = _read_clock(tokens, index)
    if clock is None:
        return None
    hour, minute, second, end = clock
    half = _halves().match(tokens, end)
    if half is None and minute is None:
        return None
    if half is not None:
        end = half[1] + (tokens.word(half[1]) == "." and tokens.glued(half[1]))
        hour = _in_half(hour, half[0])
    elif "." in tokens[index].text:
        return None
    zone = _zones().match(tokens, end)
    end = zone[1] if zone else end
    bound, first = bound_before(tokens, index)
    value = f"{hour:02}:{minute or 0:02}" + (f":{second:02}" if second is not None else "")
    return tokens.figure(first, end, "time", value, bound=bound), end


def _in_half(hour: int, half: int) -> int:
    if half == _EVENING and hour < 12:
        return hour + 12
    return 0 if half == _MORNING and hour == 12 else hour


def _read_clock(tokens: Tokens, index: int) -> tuple[int, int | None, int | None, int] | None:
    """Return hour, minute, second and the index after "10:42:05", "10.42", "10" or "nine"."""
    token = tokens.at(index)
    if match := _CLOCK.fullmatch(token.text):
        return int(match[1]), int(match[2]), None, index + 1
    hour = SMALL.get(token.lower, 99)
    if token.number and token.text.isdecimal() and len(token.text) <= 2:
        hour = int(token.text)
    if hour > 24:
        return None
    minute, end = _sixtieth(tokens, index + 1)
    if minute is None:
        return hour, None, None, index + 1
    second, end = _sixtieth(tokens, end)
    return hour, minute, second, end


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
