"""Numerals with what they measure: money, counts, units, percentages, ranges, rates, multiples."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.model import Bound, Figure, Kind
from toolkit.figures.zh.measures import (
    MEASURES,
    Measure,
    bound_after,
    bound_before,
    currency_before,
    direction_before,
    per_after,
    per_before,
    recent,
)
from toolkit.figures.zh.numerals import Numeral, read_numeral
from toolkit.figures.zh.words import words

_CLASSIFIERS = words()["classifiers"]
_SPELLED = frozenset(_CLASSIFIERS["spelled"])
_ARTICLE = frozenset(_CLASSIFIERS["one_is_article"])
_TO = re.compile(r"\s?(?:——|[-—–―~～至到])\s?")
_ODD = {"余": "over", "多": "over", "几": "over", "来": "about"}
_TENTHS = re.compile(r"成(?P<half>半)?(?![立为员本都长功交就果分型效品熟品千百群片年])")
_DISCOUNT = re.compile(r"折(?![合算线叠磨腾射戟旧断桂])")
_TIMES = re.compile(r"倍(?!增|速|镜|率)")
_CHANGE_KINDS = frozenset(
    (
        "percent",
        "multiple",
        "money",
        "count",
        "mass",
        "area",
        "length",
        "energy",
        "volume",
        "rate",
        "temperature",
        "fraction",
    )
)
_AFTER_HALF = ("个", "年", "小时", "天", "月")


class _End(NamedTuple):
    """A numeral with its measure, and where the two end."""

    numeral: Numeral
    measure: Measure
    end: int
    bound: Bound


def read_quantity(text: str, start: int, floor: int) -> Figure | None:
    """Return the quantity whose numeral begins at `start`; nothing before `floor` belongs to it."""
    numeral = read_numeral(text, start)
    if numeral is None:
        return None
    second = _second(text, numeral)
    first, last = (_measured(text, numeral), None) if second is None else second
    if first is None or not _is_figure(text, last or first, start):
        return None
    figure = _figure(text, start, first, last)
    return _widen(text, figure, first, last, floor)


def _second(text: str, numeral: Numeral) -> tuple[_End, _End] | None:
    """Return both ends of a range such as 420万至390万, 3至5亿, 5‰至6‰."""
    if numeral.high is not None:
        return None
    own = _measured(text, numeral)
    for end in {own.end if own else numeral.end, numeral.end}:
        dash = _TO.match(text, end)
        if dash is None or dash.end() >= len(text):
            continue
        other = read_numeral(text, dash.end())
        last = None if other is None or other.high is not None else _measured(text, other)
        if other is None or last is None or other.is_digits:
            continue
        if own is None or end == numeral.end:
            first = _End(_share_scale(numeral, other), last.measure, numeral.end, "exact")
        else:
            first = own
        if first.measure.kind == last.measure.kind:
            return first, last
    return None


def _share_scale(first: Numeral, last: Numeral) -> Numeral:
    """Return the first end of 3至5亿 as 3亿: the scale is said once."""
    if first.scaled or not last.scaled or first.spelled != last.spelled:
        return first
    scale = Decimal(1)
    for step in (10**12, 10**8, 10**7, 10**6, 10**4, 1000, 100):
        if last.low >= step:
            scale = Decimal(step)
            break
    if first.low * scale > last.low:
        return first
    return replace(first, low=first.low * scale)


def _measured(text: str, numeral: Numeral) -> _End | None:
    """Return the numeral with the unit, currency, percent sign or classifier that follows it."""
    end, bound = numeral.end, numeral.bound
    marker = text[end : end + 1]
    if marker in _ODD and bound == "exact":
        bound, end = _ODD[marker], end + 1  # type: ignore[assignment]
        if marker == "几" and not numeral.spelled:
            return None
    end += text[end : end + 1] == " "
    special = _special(text, numeral, end, bound)
    if special is not None:
        return special
    found = MEASURES.at(text, end)
    if found is None:
        return _End(numeral, Measure("count", None), numeral.end if bound == numeral.bound else end, bound)
    name, measure = found
    end += len(name)
    if measure.kind == "money" and name != "元人民币" and text.startswith("人民币", end):
        end += 3
    if measure.kind == "duration" and text[end : end + 1] == "半":
        numeral, end = _plus_half(numeral), end + 1
    elif name == "个" and text[end : end + 1] == "半" and (inner := MEASURES.at(text, end + 1)):
        numeral, measure, end = _plus_half(numeral), inner[1], end + 1 + len(inner[0])
    elif (
        name == "个" and (inner := MEASURES.at(text, end)) and inner[1].kind != "money" and len(inner[0]) > 1
    ):
        measure, end = inner[1], end + len(inner[0])
    if bound == "exact" and text[end : end + 1] in ("多", "余") and measure.kind != "money":
        bound, end = "over", end + 1
    return _End(numeral, measure, end, bound)


def _plus_half(numeral: Numeral) -> Numeral:
    return replace(numeral, low=numeral.low + Decimal("0.5"))


def _special(text: str, numeral: Numeral, end: int, bound: Bound) -> _End | None:
    """Return 三成半, 八折 and 两倍, whose words follow only a small number."""
    if match := _TENTHS.match(text, end):
        if numeral.low < 11 and (numeral.spelled or numeral.low < 10):
            half = Decimal("0.5") if match["half"] else Decimal(0)
            return _End(
                replace(numeral, low=numeral.low + half),
                Measure("percent", "%", Decimal(10)),
                match.end(),
                bound,
            )
    if (match := _DISCOUNT.match(text, end)) and numeral.low < 100:
        factor = Decimal(10) if numeral.low < 10 else Decimal(1)
        return _End(numeral, Measure("percent", "%", factor, "折"), match.end(), bound)
    if match := _TIMES.match(text, end):
        end = match.end() + (text[match.end() : match.end() + 1] in "多余" and match.end() < len(text))
        bound = "over" if end > match.end() else bound
        return _End(numeral, Measure("multiple", "x"), end, bound)
    return None


def _is_figure(text: str, end: _End, start: int) -> bool:
    """Return whether the numeral counts something: Chinese numerals often do not."""
    numeral, measure = end.numeral, end.measure
    if not numeral.spelled:
        return True
    if numeral.is_digits:
        return False
    name = measure.classifier
    if measure.kind == "count":
        if name is None:
            return numeral.scaled and (numeral.low >= 100 or numeral.bound != "exact") and numeral.low != 1
        if numeral.low == 1 and numeral.high is None:
            return name not in _ARTICLE and name in _SPELLED
        return numeral.low >= 10 or name in _SPELLED
    if measure.unit == "deg":
        return False
    return not (measure.kind == "length" and measure.unit == "li" and not numeral.scaled)


def _figure(text: str, start: int, first: _End, last: _End | None) -> Figure:
    end = last or first
    measure = end.measure
    low = _number(first.numeral.low * first.measure.factor)
    high = end.numeral.high if last is None else end.numeral.low
    kind, unit = measure.kind, measure.unit
    if unit == "deg" and first.numeral.spelled:
        kind, unit = "count", None
    discount = measure.classifier == "折"
    return Figure(
        text[start : end.end], start, end.end, kind, low,
        None if high is None else _number(high * measure.factor), unit, end.bound,
        None if discount else measure.classifier,
        off=_number(100 - first.numeral.low * measure.factor) if discount else None,
    )  # fmt: skip


def _widen(text: str, figure: Figure, first: _End, last: _End | None, floor: int) -> Figure:
    """Return the figure with the currency, bound and rate words around it."""
    start, end, kind, unit, bound = figure.start, figure.end, figure.kind, figure.unit, figure.bound
    value, value_to = figure.value, figure.value_to
    sign = text[start - 1 : start]
    if sign in "-−－﹣" and sign and start - 1 >= floor and (start < 2 or not (text[start - 2].isalnum())):
        start, value = start - 1, f"-{value}"
    elif sign == "负" and start - 1 >= floor:
        start, value = start - 1, f"-{value}"
    if (
        kind in ("count", "money")
        and figure.classifier is None
        and (found := currency_before(text, start))
        and found[1] >= floor
    ):
        if kind == "count" or unit == "CNY":
            kind, unit = "money", found[0]
        start = found[1]
    if (found_bound := bound_before(text, start)) and found_bound[1] >= floor:
        if not recent(found_bound[0], found_bound[1], text, first.measure):
            bound = found_bound[0] if bound in ("exact", "over", "vague") or bound == "about" else bound
            start = found_bound[1]
        if (
            kind == "count"
            and figure.classifier is None
            and (found := currency_before(text, start))
            and found[1] >= floor
        ):
            kind, unit, start = "money", found[0], found[1]
    if after := bound_after(text, end):
        bound = after[0] if bound == "exact" or after[0] != "about" else bound
        end = after[1]
    if kind in ("money", "mass", "volume", "energy", "count"):
        if (per := per_after(text, end)) and kind != "count":
            kind, unit, end = "rate", f"{unit}/{per[0]}", per[1]
        elif kind == "money" and (before := per_before(text, start)) and before[1] >= floor:
            kind, unit, start = "rate", f"{unit}/{before[0]}", before[1]
    direction = direction_before(text, start) if kind in _CHANGE_KINDS else None
    if bound == "vague" and value_to is None:
        bound = "about"
    return replace(
        figure, text=text[start:end], start=start, end=end, kind=kind, unit=unit, bound=bound, value=value,
        value_to=value_to, direction=direction,
    )  # fmt: skip


def _number(value: Decimal) -> str:
    """Return a Decimal as a plain decimal string of at most 15 significant digits after rounding."""
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f") if abs(value.adjusted()) < 100 else str(value)
    return text


_KIND_OF_NOTHING: Kind = "count"
