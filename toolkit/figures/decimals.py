"""Exact arithmetic on Decimals of any length, and how they are written in a figure."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import overload

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_SIGNIFICANT = Context(prec=15)


@overload
def plain(value: Decimal) -> str: ...
@overload
def plain(value: None) -> None: ...
def plain(value: Decimal | None) -> str | None:
    """Return a Decimal in digits, without exponent or trailing zeros after the point; None for None."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def product(value: Decimal | None, factor: Decimal | int) -> Decimal | None:
    """Return the exact product of two numbers, None when the first is unknown."""
    return None if value is None else EXACT.multiply(value, factor)


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return the quotient of two numbers to 15 significant digits."""
    return _SIGNIFICANT.divide(numerator, denominator)


def total(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """Return the exact sum of two numbers, None when one is unknown."""
    return None if first is None or second is None else EXACT.add(first, second)


def shifted(value: Decimal | None, power: int) -> Decimal | None:
    """Return `value` times ten to the `power`, None when it is unknown."""
    return None if value is None else EXACT.scaleb(value, power)


def negated(value: Decimal | None) -> Decimal | None:
    """Return minus the value, exactly, None when it is unknown."""
    return None if value is None else value.copy_negate()
