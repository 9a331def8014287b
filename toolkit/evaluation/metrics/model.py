"""A metric: statistics of one row, and the score that sums of them give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.evaluation.model import Item
from toolkit.figures.model import Check


@dataclass(frozen=True, slots=True)
class Case:
    """What a metric looks at: an item, the output for it, and the check of its figures."""

    item: Item
    output: str
    check: Check
    lang: str = "en"


def ratio(sums: Sequence[float], _lang: str = "en") -> float | None:
    """Return the first sum over the second, the micro-average; None when there was nothing to count."""
    return sums[0] / sums[1] if sums[1] else None


def denominator(sums: Sequence[float], _rows: int) -> int:
    """Return what a ratio was counted over."""
    return int(sums[1])


def rows_only(_sums: Sequence[float], rows: int) -> int:
    """Return the number of rows, for scores that count n-grams."""
    return rows


@dataclass(frozen=True, slots=True)
class Metric:
    """`measure` gives a row's statistics, `combine` the score of their sums, None when undefined."""

    title: str
    measure: Callable[[Case], tuple[float, ...]]
    combine: Callable[[Sequence[float], str], float | None] = ratio
    count: Callable[[Sequence[float], int], int] = denominator
    better: Literal["high", "low", "neither"] = "high"
    percent: bool = True
    signature: Callable[[str], str] | None = None
