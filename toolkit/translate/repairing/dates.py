"""Dates that slipped in one part: a month that nobody said, another year, a year that was dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from toolkit.figures import render_figure
from toolkit.figures.model import Figure
from toolkit.figures.rendering.numbers import nth
from toolkit.resources import read_table

_VALUE = re.compile(r"(?P<Y>\d{4}|XXXX)(?:-(?P<M>\d\d|XX)(?:-(?P<D>\d\d))?)?")
_ORDINAL = "(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class Slip:
    """The parts, of Y, M and D, that the output's date has too many, too few or wrong."""

    way: Literal["extra", "lost", "other"]
    letters: str


def find_slip(source: Figure, target: Figure) -> Slip | None:
    """Return in which one way the two dates differ, or None when they share too little."""
    if not _may_be_compared(source, target):
        return None
    slip = _slip(_parts(source.value, source), _parts(target.value, target))
    if (source.value_to is None) != (target.value_to is None) or slip is None or source.value_to is None:
        return slip if source.value_to is None and target.value_to is None else None
    last = _slip(_parts(source.value_to, source), _parts(target.value_to, target))
    # Of a span only a part that both its ends have is surely the one that slipped.
    return slip if slip == last and (slip.way == "extra" or slip.letters == "Y") else None


def _may_be_compared(source: Figure, target: Figure) -> bool:
    """Return whether both dates count from the same: 今年六月 may well be "last June", or June 2016."""
    if source.relative == target.relative:
        return True
    dated = target.relative is None and not (target.value or "")[:4].isdigit()
    return (source.relative or "Y").endswith("Y") and (dated or "year" in target.text)


def _parts(value: str | None, figure: Figure) -> dict[str, str] | None:
    match = _VALUE.fullmatch(value or "")
    if match is None:
        return None
    parts = {letter: part for letter, part in match.groupdict().items() if part and "X" not in part}
    if figure.relative is not None and figure.relative.endswith("Y"):
        parts.setdefault("Y", figure.relative)
    return parts


def _slip(ours: dict[str, str] | None, theirs: dict[str, str] | None) -> Slip | None:
    if not ours or not theirs:
        return None
    shared = [letter for letter in "YMD" if letter in ours and letter in theirs]
    other = [letter for letter in shared if ours[letter] != theirs[letter]]
    extra = "".join(letter for letter in theirs if letter not in ours)
    lost = "".join(letter for letter in ours if letter not in theirs)
    if extra and not lost and not other:
        return Slip("extra", extra)
    if lost and not extra and not other and len(shared) > 1:
        return Slip("lost", lost)
    told = len(shared) > 1 or _is_one_digit_off(ours.get("Y", ""), theirs.get("Y", ""))
    if len(other) == 1 and told and not lost and not extra:
        return Slip("other", other[0])
    return None


def _is_one_digit_off(year: str, other: str) -> bool:
    return len(year) == len(other) == 4 and sum(map(str.__ne__, year, other)) == 1


def reword_date(source: Figure, target: Figure) -> Iterator[str]:
    """Yield the text of `target` with the part that slipped put right, or the date written anew."""
    slip = find_slip(source, target)
    ours, theirs = _parts(source.value, source) or {}, _parts(target.value, target) or {}
    text = target.text
    if slip is None:
        return
    if slip == Slip("extra", "Y"):
        yield re.sub(rf",?\s*(?:\b(?:of|in)\s+)?\b{theirs['Y']}\b", "", text)
    elif slip == Slip("extra", "D"):
        yield re.sub(rf"\b0?{int(theirs['D'])}{_ORDINAL}\b,?\s*(?:of\s+)?", "", text)
    elif slip.way == "other":
        yield _exchange(text, slip.letters, theirs[slip.letters], ours[slip.letters])
    elif slip == Slip("lost", "Y") and ours["Y"].isdigit():
        comma = "," if re.search(rf"\d{_ORDINAL}$", text) else ""
        yield f"{text}{comma} {ours['Y']}"
    yield render_figure(source)


def _exchange(text: str, letter: str, wrong: str, right: str) -> str:
    """Return the text of a date with one part replaced, written as the wrong one was."""
    if letter == "Y":
        return text.replace(wrong, right)
    if letter == "M":
        months = _words()["months"]
        written = _words()["written"][int(wrong) - 1]
        return re.sub(rf"\b(?:{written})(?!\w)", months[int(right) - 1], text, flags=re.IGNORECASE)
    day = str(int(right))
    return re.sub(
        rf"\b0?{int(wrong)}({_ORDINAL})\b",
        lambda match: nth(Decimal(day)) if match[1] else day,
        text,
        count=1,
    )


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_table("toolkit.translate.repairing", "repairing.toml")["dates"]
    return words
