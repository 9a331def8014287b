"""Whether two amounts are the same value, and if not, in which way they differ."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext

from toolkit.figures.comparison.bounds import with_bounds
from toolkit.figures.comparison.magnitude import Magnitude, as_multiples, is_open, magnitude, whole_multiple
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Reason

# A rounded value may lie this far from the true one, however few digits are shown: 2.4 is no "2".
_MOST_ROUNDING = Decimal("0.05")
# Converting units (mu into acres) rounds on its own, also beyond the digits shown.
_MOST_CONVERSION = Decimal("0.012")
# 块 counts pieces as well as yuan: 54块屏 is 54 screens.
_PIECES = "块"
# 十余 is "a dozen or so": English has no word for some ten.
_ABOUT_A_DOZEN = 10
# A vague quantity ("十几") is met by a number with a bound that lies this near its ends.
_VAGUE_SLACK = Decimal("0.2")


def compare_amounts(source: Figure, target: Figure) -> Verdict | None:
    """Return how two figures with numbers relate, or None when one has none."""
    ours, theirs = magnitude(source), magnitude(target)
    if ours is None or theirs is None:
        return None
    if {ours.dimension, theirs.dimension} == {"share", "x"}:
        ours, theirs = as_multiples(source, ours, target), as_multiples(target, theirs, source)
    if ours.dimension != theirs.dimension:
        return _across_dimensions(source, target)
    if ours.dimension == "x":
        ours = whole_multiple(source, ours, target)
    verdict = _compare_spans(ours, theirs, source, target)
    if not verdict.kept and source.unit != target.unit and _same_number(source, target):
        return Verdict(_unit_reason(source, target), distance=0.15)
    if not verdict.kept:
        return verdict
    return with_bounds(source, target, verdict)


def _same_number(source: Figure, target: Figure) -> bool:
    return source.number == target.number and (source.number_to or source.number) == (
        target.number_to or target.number
    )


def _unit_reason(source: Figure, target: Figure) -> Reason:
    money = source.kind == "money" or "money" in (source.kind, target.kind)
    return "currency" if money or _is_priced(source) else "unit"


def _is_priced(figure: Figure) -> bool:
    """Return whether the unit of a rate begins with a currency: CNY/t."""
    return figure.kind == "rate" and (figure.unit or "")[:3].isupper() and "/" in (figure.unit or "")[3:4]


def _across_dimensions(source: Figure, target: Figure) -> Verdict | None:
    """Return the verdict on figures of different dimensions: a unit lost, added or exchanged."""
    ours, theirs = _unitless(source), _unitless(target)
    if ours is None or theirs is None:
        return None
    verdict = _compare_spans(ours, theirs, source, target)
    if not verdict.kept:
        apart = 0.1 if source.kind == target.kind else 0.25
        return replace(verdict, distance=verdict.distance + apart)
    if _head(source) == _head(target) is not None:
        return with_bounds(source, target, Verdict(note=_rate_note(source, target), distance=0.1))
    if {source.unit, target.unit} == {None, "x"}:
        return with_bounds(source, target, Verdict(distance=0.2))
    if target.unit is None and source.unit is not None and target.kind == "count":
        if (source.kind in ("money", "percent") and not source.text.endswith(_PIECES)) or _is_priced(source):
            return Verdict("unit" if source.kind == "percent" else "currency", distance=0.3)
        return with_bounds(source, target, Verdict(note="unit lost", distance=0.35))
    if any(counter in source.text and target.unit == unit for counter, unit in words()["counters"].items()):
        return with_bounds(source, target, Verdict(distance=0.1))
    if source.unit is None and source.kind == "count" and source.classifier is None:
        return with_bounds(source, target, Verdict(note=f"unit added: {target.unit}", distance=0.4))
    return Verdict(_unit_reason(source, target), distance=0.35)


def _head(figure: Figure) -> str | None:
    """Return what the unit of an amount or a rate begins with: CNY of CNY/t."""
    return figure.unit.split("/")[0] if figure.unit else None


def _rate_note(source: Figure, target: Figure) -> str:
    return f"unit lost: {source.unit}" if "/" in (source.unit or "") else f"unit added: {target.unit}"


def _unitless(figure: Figure) -> Magnitude | None:
    """Return the magnitude of a figure's bare number, its unit left aside."""
    return magnitude(Figure(figure.text, 0, 0, "count", figure.value, value_to=figure.value_to))


def _compare_spans(ours: Magnitude, theirs: Magnitude, source: Figure, target: Figure) -> Verdict:
    if ours.low == theirs.low and ours.high == theirs.high:
        return Verdict(distance=0.0 if source.kind == target.kind else 0.1)
    if source.bound == "vague" or target.bound == "vague":
        return _compare_vague(source, target, ours, theirs)
    if not ours.is_span and not theirs.is_span:
        return _compare_points(source, target, ours, theirs)
    if _meets(source, target, ours.low, theirs.low, theirs.step) and _meets(
        source, target, ours.high, theirs.high, theirs.step
    ):
        return Verdict(note="rounded", distance=0.1)
    power = _power_of_ten(ours, theirs) if ours.is_span == theirs.is_span else None
    if power is not None:
        return Verdict("scale", power_of_ten=power, distance=0.15)
    touches = theirs.low <= ours.high and ours.low <= theirs.high
    return Verdict("range", distance=0.2) if touches else _different(ours, theirs)


def _compare_points(source: Figure, target: Figure, ours: Magnitude, theirs: Magnitude) -> Verdict:
    if _meets(source, target, ours.low, theirs.low, theirs.step):
        return Verdict(note="rounded" if source.unit == target.unit else None, distance=0.1)
    if ours.low == _ABOUT_A_DOZEN and is_open(source) and "dozen" in target.text.lower():
        return Verdict(distance=0.15)
    if ours.low == -theirs.low:
        explained = "down" in (source.direction, target.direction)
        return Verdict(None if explained else "direction", distance=0.1)
    power = _power_of_ten(ours, theirs)
    if power is not None:
        return Verdict("scale", power_of_ten=power, distance=0.15)
    return _different(ours, theirs)


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


def _compare_vague(source: Figure, target: Figure, ours: Magnitude, theirs: Magnitude) -> Verdict:
    """Return the verdict where one side is no number but a rough size: 十几, hundreds of."""
    touches = theirs.low <= ours.high and ours.low <= theirs.high
    if source.bound == target.bound == "vague":
        return Verdict(distance=0.1) if touches and _similar(ours, theirs) else _different(ours, theirs)
    if source.bound == "vague":
        slack = ours.low * _VAGUE_SLACK
        near = ours.low - slack <= theirs.low <= ours.high
        if near and (target.bound != "exact" or "dozen" in target.text.lower()):
            return Verdict(distance=0.15)
        if near and theirs.low == ours.low and _is_power_of_ten(ours.low):
            return Verdict(note="bound lost: vague", distance=0.15)
        return Verdict("range", distance=0.25) if near else _different(ours, theirs)
    if _is_power_of_ten(ours.low) and theirs.low == 2 * ours.low:
        return Verdict(note="a round number told in the plural", distance=0.2)
    if touches and (is_open(source) or source.bound == "about"):
        return Verdict(note="value lost: vague", distance=0.2)
    return Verdict("range", distance=0.3) if touches else _different(ours, theirs)


def _similar(ours: Magnitude, theirs: Magnitude) -> bool:
    """Return whether two vague spans are of the same order: they share most of the smaller one."""
    shared = min(ours.high, theirs.high) - max(ours.low, theirs.low)
    smaller = min(ours.high - ours.low, theirs.high - theirs.low)
    return shared * 2 >= smaller


def _is_power_of_ten(value: Decimal) -> bool:
    return value > 0 and value.normalize().as_tuple().digits == (1,)


def _power_of_ten(ours: Magnitude, theirs: Magnitude) -> int | None:
    """Return n when theirs is ours times ten to the n, n not 0."""
    if not ours.low or not theirs.low or ours.high * theirs.low != ours.low * theirs.high:
        return None
    with localcontext(prec=28):
        ratio = (theirs.low / ours.low).normalize()
    sign, digits, exponent = ratio.as_tuple()
    return int(exponent) if digits == (1,) and not sign and exponent else None


def _different(ours: Magnitude, theirs: Magnitude) -> Verdict:
    """Return the verdict "value", with a distance that grows with how different the numbers look."""
    power = _power_of_ten(
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
