"""Whether two times of day are the same."""

from __future__ import annotations

import re

from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure

_CLOCK = re.compile(r"[ap]\.?\s?m\b|morning|afternoon|evening|night|noon", re.IGNORECASE)


def compare_times(source: Figure, target: Figure, *, in_evening: bool = False) -> Verdict:
    """Return how two times of day relate; "10:42" for 22:42 has only lost its half of the day.

    `in_evening`: words before the source's time say that it is after noon.
    """
    ours, theirs = _clock(source.value), _clock(target.value)
    if (ours, _clock(source.value_to)) == (theirs, _clock(target.value_to)):
        return Verdict()
    if ours is None or theirs is None or (source.value_to is None) != (target.value_to is None):
        return Verdict("value", distance=0.5)
    if ours[1:] == theirs[1:] and (ours[0] - theirs[0]) % 12 == 0 and not _CLOCK.search(target.text):
        return Verdict(note="half of the day lost", distance=0.1)
    if in_evening and ours[1:] == theirs[1:] and theirs[0] == ours[0] + 12:
        return Verdict(distance=0.1)
    return Verdict("value", distance=0.4)


def _clock(value: str | None) -> tuple[int, int, int] | None:
    """Return hours, minutes and seconds of "21:00" or "20:26:01"."""
    parts = (value or "").split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts):
        return None
    hour, minute, second = (*map(int, parts), 0)[:3]
    return hour % 24, minute, second
