"""Words beside a figure that were turned into their opposite: 比上年多40个 is no "40 fewer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_REACH = 40


@dataclass(frozen=True, slots=True)
class _Opposite:
    """What the source says beside and in a figure, and what the output then must not say beside it."""

    note: str
    kinds: frozenset[str]
    figure: re.Pattern[str]
    zh: re.Pattern[str]
    zh_after: re.Pattern[str]
    en_before: re.Pattern[str]
    en_after: re.Pattern[str]


def turned_word(source: Figure, target: Figure, texts: Texts) -> str | None:
    """Return which word beside a figure became its opposite ("first became last"), or None when none did."""
    rows = [row for row in _opposites() if source.kind in row.kinds and row.figure.search(source.text)]
    if not rows:
        return None
    ours, theirs = _around(source, texts.source), _around(target, texts.target)
    return next((row.note for row in rows if _is_turned(row, ours, theirs)), None)


def _around(figure: Figure, text: str) -> tuple[str, str]:
    return text[max(0, figure.start - _REACH) : figure.start], text[figure.end : figure.end + _REACH]


def _is_turned(row: _Opposite, ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    turned = (
        row.en_before.search(theirs[0].lower()) is not None
        and row.en_after.match(theirs[1].lower()) is not None
    )
    return turned and row.zh.search(ours[0]) is not None and row.zh_after.match(ours[1]) is not None


@cache
def _opposites() -> Sequence[_Opposite]:
    return tuple(
        _Opposite(
            row["note"],
            frozenset(row["kinds"]),
            *(
                re.compile(row.get(name, ""))
                for name in ("figure", "zh", "zh_after", "en_before", "en_after")
            ),
        )
        for row in words()["opposites"]
    )
