"""A count told as its share of another: 三万人，其中一万人 is "30,000, a third of them"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.figures.comparison.magnitude import magnitude
from toolkit.figures.model import Figure

_NEAR = Decimal("0.0005")


def is_share(source: Sequence[Figure], index: int, target: Figure) -> bool:
    """Return whether `target` is the share that the count at `index` has in an earlier count."""
    part, share = source[index], magnitude(target)
    if (
        part.kind != "count"
        or part.number is None
        or share is None
        or share.dimension != "share"
        or share.is_span
    ):
        return False
    wholes = (other.number for other in source[:index] if other.kind == "count")
    return any(
        whole is not None and whole > part.number and abs(share.low * whole - part.number) <= whole * _NEAR
        for whole in wholes
    )
