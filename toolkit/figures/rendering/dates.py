"""Dates and spans of dates, from their TIMEX values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.figures.model import Figure
from toolkit.figures.rendering.eras import era, weekday
from toolkit.figures.rendering.numbers import nth
from toolkit.figures.rendering.voice import Voice

_VALUE = re.compile(
    r"(?P<Y>\d{4})?(?P<X>\d{3}X)?(?P<Z>XX\dX)?(?P<C>\d\dXX)?(?:XXXX)?"
    r"(?:-H(?P<H>[12])|-Q(?P<Q>[1-4])|-(?:(?P<M>\d\d)|XX)(?:-(?:(?P<D>\d\d)|XX))?|-WXX|-QX)?"
)
_YEARS = "RY"
# months and years, said by their number or from the day of writing
_DIVIDED = ("M", "Y", "R")
# a decade is divided only into those who were born in it
_DECADE, _BORN = ("Z",), "后"


@dataclass(frozen=True, slots=True)
class _Date:
    """What a date says, by the letters of render.toml's keys."""

    parts: dict[str, str]

    @property
    def key(self) -> str:
        """The letters of what it says."""
        return "".join(self.parts)

    def without(self, letters: str) -> _Date:
        """Return the date without some of its parts."""
        return _Date({letter: part for letter, part in self.parts.items() if letter not in letters})


def date(figure: Figure, voice: Voice) -> str | None:
    """Return a date or a span of dates in words, or None for a value that has no pattern."""
    if (said := weekday(figure, voice) or era(figure, voice)) is not None:
        return said
    first = _read(figure.value, figure.relative)
    last = _read(figure.value_to, figure.relative)
    if first is None:
        return None
    if figure.value_to is None:
        return _part(figure.text, first, voice)
    return None if last is None else _span(first, last, voice)


def _part(text: str, date: _Date, voice: Voice) -> str | None:
    """Return the date, with the part of it that its text names: 6月上旬 -> "early June".

    The value of a month does not hold its part, so only the text knows it.
    """
    written = _write(date, voice)
    if written is None or date.key[-1:] not in (_DECADE if text.endswith(_BORN) else _DIVIDED):
        return written
    parts: dict[str, str] = voice.words["dates"]["parts"]
    pattern = next((pattern for sign, pattern in parts.items() if sign in text.lower()), "{}")
    return pattern.format(written)


def _read(value: str | None, relative: str | None) -> _Date | None:
    match = _VALUE.fullmatch(value or "")
    if match is None:
        return None
    parts = {"R": relative, **match.groupdict()}
    if relative is not None:
        parts["Y"] = None
    return _Date({letter: part for letter, part in parts.items() if part})


def _span(first: _Date, last: _Date, voice: Voice) -> str | None:
    together = _together(first, last, voice)
    if together is not None:
        return together
    shared = "".join(
        letter for letter in _YEARS if letter in first.parts and first.parts[letter] == last.parts.get(letter)
    )
    if shared and len(first.parts) > len(shared):
        if voice.words["dates"]["said_in"] == "last":
            first = first.without(shared)
        else:
            last = last.without(shared)
    start, end = _write(first, voice), _write(last, voice)
    return None if start is None or end is None else voice.span(start, end)


def _together(first: _Date, last: _Date, voice: Voice) -> str | None:
    """Return a span that says its shared parts once: "February 3 to 5", "the first three quarters"."""
    letter = first.key[-1:]
    same = first.without(letter).parts == last.without(letter).parts
    if not same or (letter == "Q" and first.parts["Q"] != "1"):
        return None
    return _write(first, voice, key=f"{first.key}-{letter}", last=last)


def _write(date: _Date, voice: Voice, *, key: str | None = None, last: _Date | None = None) -> str | None:
    table: dict[str, Any] = voice.words["dates"]
    patterns = table | table["british"] if voice.british else table
    pattern: str | None = patterns.get(key or date.key)
    if pattern is None:
        return None
    fields = _fields(date, table)
    if last is not None:
        fields["day_to"] = last.parts.get("D", "").lstrip("0")
        fields["count"] = table["counts"][int(last.parts.get("Q", 0))]
    return pattern.format(**fields)


def _fields(date: _Date, table: dict[str, Any]) -> dict[str, str]:
    """Return every way a pattern may name a part of the date; parts it does not say are empty."""
    said = {letter: date.parts.get(letter, "") for letter in "RYXZCHQMD"}
    century = int((said["C"] or said["X"])[:2] or 0) + 1
    return {
        "relative": table["relative"].get(said["R"], said["R"]),
        "year": said["Y"],
        "decade_year": said["X"].replace("X", "0"),
        "decade": (said["X"] or said["Z"])[2:].replace("X", "0"),
        "century": str(century),
        "nth": nth(Decimal(said["D"] or century)),
        "half": table["halves"][int(said["H"] or 0)],
        "quarter": table["quarters"][int(said["Q"] or 0)],
        "month": table["months"][int(said["M"] or 1) - 1],
        "day": said["D"].lstrip("0"),
    }
