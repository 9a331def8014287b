"""What a figure's bound must not do: turn round. Only dropping it leaves the figure kept."""

from __future__ import annotations

from dataclasses import replace

from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Bound, Figure

_ABOVE: frozenset[Bound] = frozenset({"over", "at_least"})
_BELOW: frozenset[Bound] = frozenset({"under", "at_most", "nearly"})
_CHANGES = frozenset({"percent", "multiple", "fraction"})


def with_bounds(source: Figure, target: Figure, verdict: Verdict) -> Verdict:
    """Return a kept verdict as it stands once the bounds and directions are looked at too."""
    if _turned(source.bound, target.bound):
        return replace(verdict, reason="bound", note=f"{source.bound} became {target.bound}")
    if _opposite(source, target):
        return replace(verdict, reason="direction", note=f"{source.direction} became {target.direction}")
    note = _bound_note(source.bound, target.bound)
    return verdict if note is None else replace(verdict, note=note, distance=verdict.distance + 0.02)


def _turned(source: Bound, target: Bound) -> bool:
    return (source in _ABOVE and target in _BELOW) or (source in _BELOW and target in _ABOVE)


def _opposite(source: Figure, target: Figure) -> bool:
    if source.kind not in _CHANGES or None in (source.direction, target.direction):
        return False
    return source.direction != target.direction


def _bound_note(source: Bound, target: Bound) -> str | None:
    if source == target or {source, target} <= _ABOVE or {source, target} <= _BELOW:
        return None
    if target == "exact":
        return f"bound lost: {source}"
    if source == "exact":
        return f"bound added: {target}"
    return f"bound changed: {source} to {target}"
