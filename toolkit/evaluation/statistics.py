"""Intervals and tests by resampling: numbers that say how far a score can be trusted.

Rows of a document are drawn together, since their errors are not independent. All draws come
from one seeded generator, so that the same rows give the same intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 20_240_601
RESAMPLES = 1000
CONFIDENCE = 0.95
# Enough draws that a p of 0.0001 can be told: Holm's correction multiplies it by the comparisons made.
_RANDOMISATIONS = 10_000
_BLOCK = 500
_PLAINLY = 50
# Two-sided test at 5 % with a power of 80 %: 1.96 + 0.84 standard errors.
_DETECTABLE = 2.80

Matrix = NDArray[np.float64]
Combine = Callable[[Sequence[float]], float | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """Second system less first: the interval, the two-sided p, and what this many rows could detect."""

    value: float
    low: float
    high: float
    p: float
    detectable: float


def cluster(statistics: Matrix, documents: Sequence[str | None]) -> Matrix:
    """Return the sums of `statistics` (rows x numbers) by document; rows without one stand alone."""
    names = [name if name is not None else f"\0{index}" for index, name in enumerate(documents)]
    numbers = {name: index for index, name in enumerate(dict.fromkeys(names))}
    sums = np.zeros((len(numbers), statistics.shape[1]))
    np.add.at(sums, [numbers[name] for name in names], statistics)
    return sums


def resample(sums: Matrix) -> Matrix:
    """Return the totals (RESAMPLES x numbers) of documents drawn with replacement."""
    generator = np.random.default_rng(SEED)
    size = len(sums)
    totals = np.empty((RESAMPLES, sums.shape[1]))
    for index in range(RESAMPLES):
        drawn = np.bincount(generator.integers(size, size=size), minlength=size)
        totals[index] = drawn.astype(np.float64) @ sums
    return totals


def interval(totals: Matrix, combine: Combine) -> tuple[float, float] | None:
    """Return the percentile interval (Efron 1979) of the score over resampled totals, None if undefined."""
    scores = [combine(row) for row in totals.tolist()]
    found = np.array([score for score in scores if score is not None])
    return _percentiles(found) if len(found) else None


def _percentiles(scores: Matrix) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2 * 100
    low, high = np.percentile(scores, [tail, 100 - tail])
    return float(low), float(high)


def compare(first: Matrix, second: Matrix, combine: Combine) -> Difference | None:
    """Return how two systems differ on the same documents (rows of `first` and `second`).

    The interval is a paired bootstrap (Koehn 2004), p is approximate randomisation (Riezler and
    Maxwell 2005): how often exchanging the systems' outputs at random gives as large a difference.
    """
    ours, theirs = combine(first.sum(axis=0).tolist()), combine(second.sum(axis=0).tolist())
    if ours is None or theirs is None:
        return None
    totals = resample(np.hstack([first, second]))
    width = first.shape[1]
    pairs = [(combine(row[:width]), combine(row[width:])) for row in totals.tolist()]
    deltas = np.array([b - a for a, b in pairs if a is not None and b is not None])
    low, high = _percentiles(deltas)
    return Difference(
        value=theirs - ours,
        low=low,
        high=high,
        p=_randomised(first, second, combine, abs(theirs - ours)),
        detectable=_DETECTABLE * float(deltas.std()),
    )


def _randomised(first: Matrix, second: Matrix, combine: Combine, observed: float) -> float:
    """Return p; drawing stops early once it is plainly large (Besag and Clifford 1991)."""
    generator = np.random.default_rng(SEED)
    theirs_alone, gap = second.sum(axis=0), first - second
    both = first.sum(axis=0) + theirs_alone
    as_large = drawn = 0
    while drawn < _RANDOMISATIONS and as_large < _PLAINLY:
        keep = generator.integers(0, 2, size=(_BLOCK, len(first)), dtype=np.int8).astype(np.float64)
        totals = theirs_alone + keep @ gap
        for row, rest in zip(totals.tolist(), (both - totals).tolist(), strict=True):
            ours, theirs = combine(row), combine(rest)
            as_large += ours is not None and theirs is not None and abs(theirs - ours) >= observed - 1e-12
        drawn += _BLOCK
    return (as_large + 1) / (drawn + 1)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p values corrected for their number (Holm 1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        corrected[index] = largest
    return corrected
