"""Parts and whole: 百分之三十, 三分之二, 一半, 翻一番, 3比2, 3:2."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.model import Bound, Figure
from toolkit.figures.zh.measures import bound_after, bound_before, direction_before
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import Phrases, words

_WHOLE: dict[str, str] = words()["parts"]["whole"]
_HALF: Phrases[None] = Phrases(dict.fromkeys(words()["parts"]["half"]))
_OVER_HALF = frozenset(words()["parts"]["over_half"])
_NEAR_HALF = frozenset(words()["parts"]["near_half"])
_MULTIPLES: Phrases[list[str]] = Phrases(words()["multiples"])
_SCORE = re.compile(r"(\d{1,3})\s?(?:[:：∶]|比)\s?(\d{1,3})(?![\d:：.%％])")
_SPELLED_SCORE = re.compile(r"([零一二两三四五六七八九十]{1,2})比([零一二两三四五六七八九十]{1,2})")
_DASH_SCORE = re.compile(r"(\d{1,2})[-–](\d{1,2})(?=[战逼落击领横完力险告平大轻不客主，。,的胜负])")
_DIGITS = 15


def read_part(text: str, start: int, floor: int) -> Figure | None:
    """Return the percentage or fraction whose whole is named at `start` (百分之, 三分之)."""
    numeral = read_numeral(text, start)
    if numeral is None or not text.startswith("分之", numeral.end) or numeral.end + 2 >= len(text):
        return None
    part = read_numeral(text, numeral.end + 2)
    if part is None:
        return None
    end = part.end
    bound: Bound = part.bound
    if text[end : end + 1] == "多":
        bound, end = "over", end + 1
    whole = text[start : numeral.end]
    if whole in _WHOLE:
        scale = Decimal(_WHOLE[whole])
        return _widen(
            text, floor,
            Figure(text[start:end], start, end, "percent", _plain(part.low * scale),
                   None if part.high is None else _plain(part.high * scale), "%", bound),
        )  # fmt: skip
    if not numeral.low or part.low != int(part.low) or numeral.low != int(numeral.low):
        return None
    share = part.low / numeral.low
    value = (
        _plain(share.quantize(Decimal(10) ** -_DIGITS))
        if share.as_tuple().exponent < -_DIGITS
        else _plain(share)
    )  # type: ignore[operator]
    ends = value == _plain(share)
    fraction = None if ends else (int(part.low), int(numeral.low))
    return _widen(
        text,
        floor,
        Figure(text[start:end], start, end, "fraction", value, None, None, bound, fraction=fraction),
    )


def read_word(text: str, start: int, floor: int) -> Figure | None:
    """Return 一半, 过半, 翻一番, 减半 … that begins at `start`."""
    if found := _MULTIPLES.at(text, start):
        phrase, (value, direction) = found
        end = start + len(phrase)
        figure = Figure(text[start:end], start, end, "multiple", value, None, "x", direction=direction)  # type: ignore[arg-type]
        return _widen(text, floor, figure)
    if half := _HALF.at(text, start):
        end = start + len(half[0])
        bound: Bound = "over" if half[0] in _OVER_HALF else "nearly" if half[0] in _NEAR_HALF else "exact"
        return _widen(text, floor, Figure(text[start:end], start, end, "fraction", "0.5", None, None, bound))
    return None


def read_ratio(text: str, start: int) -> Figure | None:
    """Return a score or ratio: 3:2, 3比2, 三比二, 3-2 before a verb of winning."""
    match = _SCORE.match(text, start) or _DASH_SCORE.match(text, start)
    if match is not None:
        return Figure(match[0], start, match.end(), "ratio", f"{int(match[1])}:{int(match[2])}")
    match = _SPELLED_SCORE.match(text, start)
    if match is None:
        return None
    numbers = [read_numeral(match[index], 0) for index in (1, 2)]
    if any(number is None or number.high is not None for number in numbers):
        return None
    return Figure(match[0], start, match.end(), "ratio", ":".join(_plain(n.low) for n in numbers if n))


def _widen(text: str, floor: int, figure: Figure) -> Figure:
    start, end, bound = figure.start, figure.end, figure.bound
    if (before := bound_before(text, start)) and before[1] >= floor:
        bound, start = before
    if after := bound_after(text, end):
        bound, end = after
    direction = figure.direction or direction_before(text, start)
    return Figure(
        text[start:end], start, end, figure.kind, figure.value, figure.value_to, figure.unit, bound,
        fraction=figure.fraction, direction=direction,  # type: ignore[arg-type]
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
