"""Ranges and vague amounts: 420万至390万, 3至5亿, 5‰至6‰, 几年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from toolkit.figures.zh import spelled
from toolkit.figures.zh.amounts import Amount, amount_of
from toolkit.figures.zh.bounds import direction_before
from toolkit.figures.zh.measures import BARE
from toolkit.figures.zh.numerals import Numeral, read_numeral
from toolkit.figures.zh.words import words

_SEVERAL = words()["several"]
_NOT_SEVERAL = tuple(_SEVERAL["not_after"])
_SEVERAL_OF = re.compile(
    "({words})(?=(?:{measures}))".format(
        **{name: "|".join(sorted(_SEVERAL[name], key=len, reverse=True)) for name in ("words", "measures")}
    )
)
_SIGNS = re.compile("|".join(words()["negative"]["both"]))
_SCALE = re.compile("[百千万亿兆]+$")
_TO = re.compile(r" ?(?:——|[-—–―~～至到]|或(?=[\d一二两三四五六七八九])) ?")


def read_amounts(text: str, start: int) -> tuple[Amount, Amount] | None:
    """Return the amount that begins at `start`, or both ends of a range; one amount is both its ends."""
    numeral = _read_several(text, start) or read_numeral(text, start)
    if numeral is None:
        return None
    return _range(text, numeral) or (amount := amount_of(text, numeral), amount)


def _read_several(text: str, start: int) -> Numeral | None:
    """Return 几 or 数 before a measure (几年, 数月) as two to nine."""
    match = _SEVERAL_OF.match(text, start)
    if match is None or text.endswith(_NOT_SEVERAL, 0, match.end(1)):
        return None
    low, high = map(Decimal, _SEVERAL["ends"])
    return Numeral(start, match.end(1), low, high, bound="vague", spelled=True)


def _range(text: str, numeral: Numeral) -> tuple[Amount, Amount] | None:
    """Return both ends of a range such as 420万至390万, 3至5亿, 5‰至6‰."""
    if numeral.high is not None or numeral.is_digits:
        return None
    for first in _first_ends(text, numeral):
        dash = _TO.match(text, first.end)
        if dash and _is_change(text, first, dash[0]):
            return None
        other = read_numeral(text, _past_sign(text, dash.end())) if dash else None
        if other is None or other.high is not None or other.is_digits:
            continue
        if dash and "或" in dash[0] and other.low != numeral.low + 1:
            continue  # 三或四天 is a range, 5或10个 are two choices
        last = amount_of(text, other)
        if first.measure is BARE and (last.measure is not BARE or first.end == numeral.end):
            first = Amount(_share_scale(text, numeral, other), last.measure, numeral.end, first.bound)
        if first.measure[:2] == last.measure[:2]:
            return first, last
    return None


def _past_sign(text: str, position: int) -> int:
    """Return where the number begins in 零下5到零下10度: the sign is read at the first end."""
    sign = _SIGNS.match(text, position)
    return sign.end() if sign else position


def _is_change(text: str, first: Amount, dash: str) -> bool:
    """Return whether 上涨2.5元至30元 tells a change and a level, no range."""
    said = dash.strip() in ("至", "到") and first.measure is not BARE
    return said and direction_before(text, first.numeral.start) is not None


def _first_ends(text: str, numeral: Numeral) -> Iterator[Amount]:
    """Yield the first end of a range with its own measure, and without one."""
    own = amount_of(text, numeral)
    yield own
    if own.end != numeral.end:
        yield Amount(numeral, BARE, numeral.end, numeral.bound)


def _share_scale(text: str, first: Numeral, last: Numeral) -> Numeral:
    """Return the first end of 3至5亿 as 3亿: the scale is said once, at the end of the last."""
    scale = _SCALE.search(text, last.start, last.end)
    if first.scaled or first.spelled != last.spelled or scale is None:
        return first
    return replace(first, low=first.low * spelled.product(scale[0]))
