"""Rough sizes: 十几, hundreds of, several dozen."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.comparison.difference import differ
from toolkit.figures.comparison.magnitude import Magnitude, is_open
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure

# A vague quantity ("十几") is met by a number with a bound that lies this near its ends.
_BELOW = ("under", "at_most", "nearly")
_VAGUE_SLACK = Decimal("0.2")


def compare_vague(source: Figure, target: Figure, ours: Magnitude, theirs: Magnitude) -> Verdict:
    """Return the verdict where one side is no number but a rough size: 十几, hundreds of."""
    touches = theirs.low <= ours.high and ours.low <= theirs.high
    if source.bound == target.bound == "vague":
        return Verdict(distance=0.1) if touches and _similar(ours, theirs) else differ(ours, theirs)
    if source.bound == "vague":
        slack = ours.low * _VAGUE_SLACK
        near = ours.low - slack <= theirs.low <= ours.high
        if near and theirs.low <= ours.low and target.bound in _BELOW:
            return Verdict("bound", note=f"vague became {target.bound}", distance=0.15)
        if near and "couple" in target.text.lower():
            return Verdict(distance=0.15)
        if near and (target.bound != "exact" or "dozen" in target.text.lower()):
            return Verdict(distance=0.15)
        if near and theirs.low == ours.low and _is_power_of_ten(ours.low):
            return Verdict(note="bound lost: vague", distance=0.15)
        return Verdict("range", distance=0.25) if near else differ(ours, theirs)
    if _is_power_of_ten(ours.low) and theirs.low == 2 * ours.low:
        return Verdict(note="a round number told in the plural", distance=0.2)
    if touches and (is_open(source) or source.bound == "about"):
        return Verdict(note="value lost: vague", distance=0.2)
    return Verdict("range", distance=0.3) if touches else differ(ours, theirs)


def _similar(ours: Magnitude, theirs: Magnitude) -> bool:
    """Return whether two vague spans are of the same order: they share most of the smaller one."""
    shared = min(ours.high, theirs.high) - max(ours.low, theirs.low)
    smaller = min(ours.high - ours.low, theirs.high - theirs.low)
    return shared * 2 >= smaller


def _is_power_of_ten(value: Decimal) -> bool:
    return value > 0 and value.normalize().as_tuple().digits == (1,)
