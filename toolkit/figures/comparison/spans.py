"""Whether two numbers, or two spans of numbers, of one dimension are the same."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.comparison.difference import differ, power_of_ten
from toolkit.figures.comparison.magnitude import Magnitude, is_open
from toolkit.figures.comparison.vague import compare_vague
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure

# A rounded value may lie this far from the true one, however few digits are shown: 2.4 is no "2".
_MOST_ROUNDING = Decimal("0.05")
# Converting units (mu into acres) rounds on its own, also beyond the digits shown.
_MOST_CONVERSION = Decimal("0.012")
# 十余 is "a dozen or so", 二十多 "two dozen": English has no word for some ten.
_DOZEN = 12


def compare_spans(ours: Magnitude, theirs: Magnitude, source: Figure, target: Figure) -> Verdict:
    """Return how two amounts of one dimension relate; the bounds of the figures are not looked at."""
    if ours.low == theirs.low and ours.high == theirs.high:
        return Verdict(distance=0.0 if source.kind == target.kind else 0.1)
    if ours.high < 0 and theirs.high < 0:
        ours, theirs = ours.mirrored, theirs.mirrored
    if source.bound == "vague" or target.bound == "vague":
        return compare_vague(source, target, ours, theirs)
    if not ours.is_span and not theirs.is_span:
        return _compare_points(source, target, ours, theirs)
    if ours.low == -theirs.high and ours.high == -theirs.low:
        return Verdict(note="a loss told without its sign", distance=0.15)
    if _meets(source, target, ours.low, theirs.low, theirs.step) and _meets(
        source, target, ours.high, theirs.high, theirs.step
    ):
        return Verdict(note="rounded", distance=0.1)
    power = power_of_ten(ours, theirs) if ours.is_span == theirs.is_span else None
    if power is not None:
        return Verdict("scale", power_of_ten=power, distance=0.15)
    touches = theirs.low <= ours.high and ours.low <= theirs.high
    return Verdict("range", distance=0.2) if touches else differ(ours, theirs)


def _compare_points(source: Figure, target: Figure, ours: Magnitude, theirs: Magnitude) -> Verdict:
    if _meets(source, target, ours.low, theirs.low, theirs.step):
        return Verdict(note="rounded" if source.unit == target.unit else None, distance=0.1)
    if "dozen" in target.text.lower() and is_open(source) and ours.low * _DOZEN == theirs.low * 10:
        return Verdict(distance=0.15)
    if ours.low == -theirs.low:
        explained = "down" in (source.direction, target.direction)
        return Verdict(None if explained else "direction", distance=0.1)
    power = power_of_ten(ours, theirs)
    if power is not None:
        return Verdict("scale", power_of_ten=power, distance=0.15)
    return differ(ours, theirs)


def _meets(source: Figure, target: Figure, ours: Decimal, theirs: Decimal, step: Decimal) -> bool:
    """Return whether `theirs` is `ours` as rounded to the digits the output shows."""
    gap = abs(ours - theirs)
    if not gap:
        return True
    size = abs(ours)
    if (
        None not in (source.unit, target.unit)
        and source.unit != target.unit
        and source.kind == target.kind
        and gap <= size * _MOST_CONVERSION
    ):
        return True
    # Halves are rounded up: 1.65 is "1.7", never "1.6".
    nearest = gap * 2 < step or (gap * 2 == step and abs(theirs) > size)
    return nearest and gap <= size * _MOST_ROUNDING
