"""Times of day that slipped by half a day, in their minutes or in their hour."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.resources import read_table

_CLOCK = re.compile(r"(\d{1,2})([:.])(\d\d)(?::\d\d)?")
_OF_DAY = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")
_HALF = re.compile(r"\b([ap])(?=\.?\s?m\b)", re.IGNORECASE)
_NOON = 12


def is_time_slip(source: Figure, target: Figure) -> bool:
    """Return whether one slip explains the output's time: the half of the day, the hour or the minutes.

    A time without a word for the half of the day (9时半) may be in either.
    """
    ours, theirs = _clock(source), _clock(target)
    if ours is None or theirs is None or source.value_to or target.value_to:
        return False
    if ours == theirs:
        return True
    (hour, minute), (other_hour, other_minute) = ours, theirs
    if (hour - other_hour) % _NOON == 0 and minute == other_minute:
        halves = read_table("toolkit.translate.repairing", "repairing.toml")["times"]["halves"]
        return hour >= _NOON or any(half in source.text for half in halves)
    return hour == other_hour or (minute == other_minute != 0)


def reword_time(source: Figure, target: Figure) -> str | None:
    """Return the text of `target` with its clock, or only a.m. or p.m., put right."""
    ours, theirs = _clock(source), _clock(target)
    if ours is None or theirs is None:
        return None
    (hour, minute), (other_hour, other_minute) = ours, theirs
    text = target.text
    if (hour < _NOON) != (other_hour < _NOON):
        text = _HALF.sub(lambda match: _turned(match[0]), text)
    if ours != theirs and (hour % _NOON, minute) == (other_hour % _NOON, other_minute):
        return text
    match = _CLOCK.search(text)
    if match is None:
        return None
    spoken = hour if int(match[1]) == other_hour and other_hour > _NOON else hour % _NOON or _NOON
    return f"{text[: match.start()]}{spoken}{match[2]}{minute:02}{text[match.end() :]}"


def _turned(letter: str) -> str:
    other = "p" if letter.lower() == "a" else "a"
    return other.upper() if letter.isupper() else other


def _clock(figure: Figure) -> tuple[int, int] | None:
    """Return the hour and minute; minutes read as seconds (10:00:42 for 10:42) are minutes."""
    match = _OF_DAY.fullmatch(figure.value or "")
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    return hour, second if second and not minute else minute
