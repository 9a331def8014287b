"""A figure's amount in base units, so that mu and hectares, or half a year and six months, meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache

from toolkit.figures.comparison.words import words
from toolkit.figures.lexicon import units_by_code
from toolkit.figures.model import Figure

_NUMERAL = re.compile(r"\d(?:[\d,]*\d)?(\.\d+)?")
_OPEN_ENDED = frozenset({"vague", "over", "at_least"})
_DIGITS = 60
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A span of values from `low` to `high` of one dimension, in its base unit.

    `step` is the last digit shown in the text, also in base units: what rounding can hide.
    """

    dimension: str
    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def is_span(self) -> bool:
        """Whether the magnitude is a range or a vague quantity, no single value."""
        return self.low != self.high

    @property
    def mirrored(self) -> Magnitude:
        """The same magnitude on the other side of zero."""
        return replace(self, low=-self.high, high=-self.low)


@lru_cache(maxsize=4096)
def magnitude(figure: Figure) -> Magnitude | None:
    """Return the amount of `figure`, or None when it has no number (a date, a score, a code)."""
    low = figure.number
    if low is None or not low.is_finite() or figure.kind in ("date", "time", "ratio"):
        return None
    high = figure.number_to
    high = low if high is None or not high.is_finite() else high
    dimension, factor, shift = _scale(figure)
    step = shown_step(figure.text, low)
    if figure.fraction is not None and figure.value_to is None:
        low = high = _divide(*figure.fraction)
    with localcontext(prec=_DIGITS):
        low, high = low * factor + shift, high * factor + shift
        return Magnitude(dimension, min(low, high), max(low, high), abs(step * factor))


def _divide(numerator: int, denominator: int) -> Decimal:
    with localcontext(prec=_DIGITS):
        return Decimal(numerator) / Decimal(denominator)


def shown_step(text: str, value: Decimal) -> Decimal:
    """Return what one unit of the last digit shown in `text` is worth; 0 without digits.

    "25.02 billion" shows hundredths of a billion; trailing zeros ("50,000") count as digits shown. Of the
    two numerals of a range the one that shows `value`, by a power of ten, is looked at.
    """
    shown = [
        (Decimal(found[0].replace(",", "")), len(found[1] or ".") - 1) for found in _NUMERAL.finditer(text)
    ]
    with localcontext(prec=_DIGITS):
        scales = [((abs(value) / number).normalize(), decimals) for number, decimals in shown if number]
        if not scales or not value:
            return Decimal(0)
        steps = [scale.scaleb(-decimals) for scale, decimals in scales]
        of_value = [
            step for step, (scale, _) in zip(steps, scales, strict=True) if scale.as_tuple().digits == (1,)
        ]
        return min(of_value) if of_value else steps[0]


def _scale(figure: Figure) -> tuple[str, Decimal, Decimal]:
    """Return the dimension of a figure's unit, and the factor and shift to its base unit."""
    if figure.kind in ("percent", "fraction") and figure.unit != "pp":
        return "share", Decimal("0.01") if figure.kind == "percent" else _ONE, Decimal(0)
    if figure.kind == "ordinal":
        return "place", _ONE, Decimal(0)
    if figure.unit is None:
        return "", _ONE, Decimal(0)
    return _unit_scale(figure.unit)


@cache
def _unit_scale(code: str) -> tuple[str, Decimal, Decimal]:
    temperature = words()["temperature"].get(code)
    if temperature is not None:
        return "temperature", _decimal(Fraction(temperature["factor"])), Decimal(temperature["shift"])
    if code in units_by_code():
        base, exact = _base(code)
        return base, _decimal(exact), Decimal(0)
    head, *rest = (_base(part) for part in code.split("/"))
    factor = head[1]
    for _, divisor in rest:
        factor /= divisor
    dimension = "/".join([head[0], *(base for base, _ in rest)])
    return words()["rate_bases"].get(dimension, dimension), _decimal(factor), Decimal(0)


@cache
def _base(code: str) -> tuple[str, Fraction]:
    """Return the base unit and the factor of one plain unit; an unknown unit is its own base."""
    if code in words()["clock"]:
        return "second", Fraction(words()["clock"][code])
    unit = units_by_code().get(code)
    return (code, Fraction(1)) if unit is None else (unit.base, unit.factor)


def _decimal(exact: Fraction) -> Decimal:
    return _divide(exact.numerator, exact.denominator)


def is_open(figure: Figure) -> bool:
    """Return whether the figure says that the value may be larger than its number."""
    return figure.bound in _OPEN_ENDED


def as_multiples(figure: Figure, amount: Magnitude, other: Figure) -> Magnitude:
    """Return a share as the multiple it is: half is 0.5 times, a rise by 100 % is 2 times."""
    risen = figure.direction == "up" and other.direction == "up" and figure.kind == "percent"
    base = _ONE if risen and amount.dimension == "share" else Decimal(0)
    return Magnitude("x", amount.low + base, amount.high + base, amount.step)


def whole_multiple(source: Figure, amount: Magnitude, target: Figure) -> Magnitude:
    """Return a Chinese increase by so many times (增长两倍) as the whole that "tripled" tells."""
    table = words()["multiples"]
    grows = source.direction == "up" and not any(word in source.text for word in table["whole_zh"])
    # 高一倍 is twice as high: nothing is ever "one time" as high.
    told_whole = any(word in target.text.lower() for word in table["whole"])
    risen = target.kind == "percent" and target.direction == "up"
    # 扩大两倍 is to three times the size
    told_times = target.kind == "multiple" and target.number == amount.low + 1
    if not ((grows or amount.low == 1) and told_whole) and not (grows and (risen or told_times)):
        return amount
    return Magnitude("x", amount.low + 1, amount.high + 1, amount.step)
