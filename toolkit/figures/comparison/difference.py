"""In which way two numbers differ: by a power of ten, or in their digits."""

from __future__ import annotations

from decimal import Decimal, localcontext

from toolkit.figures.comparison.magnitude import Magnitude
from toolkit.figures.comparison.verdict import Verdict


def power_of_ten(ours: Magnitude, theirs: Magnitude) -> int | None:
    """Return n when theirs is ours times ten to the n, n not 0."""
    if not ours.low or not theirs.low or ours.high * theirs.low != ours.low * theirs.high:
        return None
    with localcontext(prec=28):
        ratio = (theirs.low / ours.low).normalize()
    sign, digits, exponent = ratio.as_tuple()
    return int(exponent) if digits == (1,) and not sign and exponent else None


def differ(ours: Magnitude, theirs: Magnitude) -> Verdict:
    """Return the verdict "value", with a distance that grows with how different the numbers look."""
    power = power_of_ten(
        Magnitude("", ours.low, ours.low, ours.step), Magnitude("", theirs.low, theirs.low, theirs.step)
    )
    if power is not None:
        return Verdict("scale", power_of_ten=power, distance=0.3)
    return Verdict("value", distance=0.35 + 0.25 * (1 - _likeness(ours.low, theirs.low)))


def _likeness(ours: Decimal, theirs: Decimal) -> float:
    """Return which share of the leading digits two numbers have in common, from 0 to 1."""
    first, second = (_digits(value) for value in (ours, theirs))
    shared = sum(1 for one, other in zip(first, second, strict=False) if one == other)
    return shared / max(len(first), len(second), 1)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits[:12]
