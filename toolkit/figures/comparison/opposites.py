"""Words beside a figure that were turned into their opposite: 比上年多40个 is no "40 fewer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_REACH = 30


@dataclass(frozen=True, slots=True)
class _Opposite:
    """What the source says beside and in a figure, and what the output then must not say beside it."""

    note: str
    kinds: frozenset[str]
    figure: re.Pattern[str]
    zh: re.Pattern[str]
    en_before: re.Pattern[str]
    en_after: re.Pattern[str]


def turned_word(source: Figure, target: Figure, texts: Texts) -> str | None:
    """Return which word beside a figure became its opposite ("first became last"), or None when none did."""
    rows = [row for row in _opposites() if source.kind in row.kinds and row.figure.search(source.text)]
    if not rows:
        return None
    ours = texts.source[max(0, source.start - _REACH) : source.start]
    before = texts.target[max(0, target.start - _REACH) : target.start].lower()
    after = texts.target[target.end : target.end + _REACH].lower()
    return next((row.note for row in rows if _is_turned(row, ours, before, after)), None)


def _is_turned(row: _Opposite, ours: str, before: str, after: str) -> bool:
    turned = row.en_before.search(before) is not None and row.en_after.match(after) is not None
    return turned and row.zh.search(ours) is not None


@cache
def _opposites() -> Sequence[_Opposite]:
    return tuple(
        _Opposite(
            row["note"],
            frozenset(row["kinds"]),
            *(re.compile(row.get(name, "")) for name in ("figure", "zh", "en_before", "en_after")),
        )
        for row in words()["opposites"]
    )
