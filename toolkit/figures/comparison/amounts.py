"""Whether two amounts are the same in value, unit and currency, and if not, in which way they differ."""

from __future__ import annotations

from dataclasses import replace

from toolkit.figures.comparison.bounds import with_bounds
from toolkit.figures.comparison.magnitude import Magnitude, as_multiples, magnitude, whole_multiple
from toolkit.figures.comparison.spans import compare_spans
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Reason

# 块 counts pieces as well as yuan: 54块屏 is 54 screens.
_PIECES = "块"
_SCALES = ("万", "亿")
_RATE_DECIMALS = 3
_QUARTERS = 4


def compare_amounts(source: Figure, target: Figure) -> Verdict | None:
    """Return how two figures with numbers relate, or None when one has none."""
    ours, theirs = magnitude(source), magnitude(target)
    if ours is None or theirs is None:
        return None
    if {ours.dimension, theirs.dimension} == {"share", "x"}:
        ours, theirs = as_multiples(source, ours, target), as_multiples(target, theirs, source)
    if source.unit == "quarter" and "quarter" in target.text and source.number == theirs.low * _QUARTERS:
        return Verdict(distance=0.2)  # 一个季度: "a quarter" reads like a share
    if ours.dimension != theirs.dimension:
        return _across_dimensions(source, target)
    if ours.dimension == "x":
        ours = whole_multiple(source, ours, target)
    verdict = compare_spans(ours, theirs, source, target)
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
    verdict = compare_spans(ours, theirs, source, target)
    if not verdict.kept:
        apart = 0.1 if source.kind == target.kind else 0.25
        return replace(verdict, distance=verdict.distance + apart)
    if _head(source) == _head(target) is not None and not _is_per_another(source, target):
        return with_bounds(source, target, Verdict(note=_rate_note(source, target), distance=0.1))
    if {source.unit, target.unit} == {None, "x"}:
        return with_bounds(source, target, Verdict(distance=0.2))
    if target.unit is None and source.unit is not None and target.kind == "count":
        if (source.kind in ("money", "percent") and not _may_stand_bare(source)) or _is_priced(source):
            return Verdict("unit" if source.kind == "percent" else "currency", distance=0.3)
        return with_bounds(source, target, Verdict(note="unit lost", distance=0.35))
    if _head(target) in words()["stands_for"].get(_head(source), ()):
        return with_bounds(source, target, Verdict(distance=0.1))
    if any(counter in source.text and target.unit in units for counter, units in words()["counters"].items()):
        return with_bounds(source, target, Verdict(distance=0.1))
    if source.unit is None and source.kind == "count" and source.classifier is None:
        return with_bounds(source, target, Verdict(note=f"unit added: {target.unit}", distance=0.4))
    return Verdict(_unit_reason(source, target), distance=0.35)


def _may_stand_bare(figure: Figure) -> bool:
    """Return whether an amount of money needs no currency: an exchange rate (7.1315), or 块 for pieces."""
    unsaid = figure.unit == "CNY" and figure.text.endswith(_SCALES)  # 贷款240万: its 元 is left out
    return (
        unsaid
        or figure.bound == "vague"
        or figure.text.endswith(_PIECES)
        or len((figure.value or "").partition(".")[2]) >= _RATE_DECIMALS
    )


def _head(figure: Figure) -> str | None:
    """Return what the unit of an amount or a rate begins with: CNY of CNY/t."""
    return figure.unit.split("/")[0] if figure.unit else None


def _is_per_another(source: Figure, target: Figure) -> bool:
    """Return whether both are rates, of the same thing but per something else: yuan per liter, per tonne."""
    ours, theirs = ((figure.unit or "").partition("/")[2] for figure in (source, target))
    alike = (ours in words()["recurring"]) == (theirs in words()["recurring"])
    return "" not in (ours, theirs) and ours != theirs and alike


def _rate_note(source: Figure, target: Figure) -> str:
    return f"unit lost: {source.unit}" if "/" in (source.unit or "") else f"unit added: {target.unit}"


def _unitless(figure: Figure) -> Magnitude | None:
    """Return the magnitude of a figure's bare number, its unit left aside."""
    return magnitude(Figure(figure.text, 0, 0, "count", figure.value, value_to=figure.value_to))
