"""Fractions, discounts, ordinals and times of day."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from toolkit.figures.model import Figure
from toolkit.figures.rendering.numbers import nth
from toolkit.figures.rendering.quantities import amount
from toolkit.figures.rendering.voice import Voice

_MOST_PARTS = 1000
# Values are cut at 15 digits; arithmetic on longer ones would take minutes.
_MOST_DIGITS = 15
_PRECISION = Context(prec=_MOST_DIGITS)
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")
_NOON = 12


def fraction(figure: Figure, voice: Voice) -> str | None:
    """Return a fraction in words ("two-thirds") or over a line; a number where it is no share."""
    first, last = _as_fraction(figure.number), _as_fraction(figure.number_to)
    if figure.fraction is not None:
        first = Fraction(*figure.fraction)
    if first is None or (last is None and figure.value_to is not None):
        return amount(figure, voice)
    return voice.span(_share(first, voice), None if last is None else _share(last, voice))


def _as_fraction(value: Decimal | None) -> Fraction | None:
    """Return the fraction of small numbers that a value, perhaps cut at 15 digits, stands for."""
    if value is None or not 0 < value < 1 or len(value.as_tuple().digits) > _MOST_DIGITS:
        return None
    near = Fraction(value).limit_denominator(_MOST_PARTS)
    exact = _PRECISION.divide(Decimal(near.numerator), Decimal(near.denominator))
    return near if exact == value else None


def _share(share: Fraction, voice: Voice) -> str:
    table: dict[str, Any] = voice.words["fractions"]
    half: str = table["half"]
    if share == Fraction(1, 2):
        return half
    spelled = share.denominator < len(table["denominators"]) and 0 < share.numerator < len(
        table["numerators"]
    )
    if not spelled:
        digits: str = table["digits"]
        return digits.format(numerator=share.numerator, denominator=share.denominator)
    pattern: str = table["one" if share.numerator == 1 else "many"]
    return pattern.format(
        numerator=table["numerators"][share.numerator], denominator=table["denominators"][share.denominator]
    )


def ordinal(figure: Figure, voice: Voice) -> str | None:
    """Return a place in a row, or the span of two: "19th", "第19"."""
    first, last = figure.number, figure.number_to
    return (
        None
        if first is None
        else voice.span(_place(first, voice), None if last is None else _place(last, voice))
    )


def _place(number: Decimal, voice: Voice) -> str:
    whole = number == number.to_integral_value() and number > 0
    return nth(number) if whole and voice.lang == "en" else f"第{number:f}" if whole else f"{number:f}"


def discount(figure: Figure, voice: Voice) -> str | None:
    """Return a price cut: what is taken off in English ("20 percent off"), what is paid in Chinese (8折)."""
    if figure.off is None or figure.number is None:
        return None
    pattern: str = voice.words["off"]
    if voice.lang == "zh":
        return pattern.format(voice.number(figure.number / 10))
    return voice.spell(pattern.format(figure.off))


def clock(figure: Figure, voice: Voice) -> str | None:
    """Return a time of day or a span of two: "9:00 p.m.", 21:00, 21时."""
    first = _clock(figure.value, voice)
    last = None if figure.value_to is None else _clock(figure.value_to, voice)
    return None if first is None else voice.span(first, last)


def _clock(value: str | None, voice: Voice) -> str | None:
    match = _CLOCK.fullmatch(value or "")
    if match is None:
        return None
    table: dict[str, Any] = voice.words["clock"]
    hour, minute, second = (int(part or 0) for part in match.groups())
    pattern: str = table["seconds"] if match[3] else table["digits"]
    if not match[3] and voice.style.clock == 12 and hour < 24:
        pattern = table["minutes" if minute else "hours"][hour >= _NOON]
    return pattern.format(hour=hour, hour12=hour % 12 or 12, minute=minute, second=second)
