"""Whether systems really differ: every pair of runs of one suite, tested on the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.metrics import find_metric
from toolkit.evaluation.model import Records
from toolkit.evaluation.scoring import documents, matrix, pair_rows
from toolkit.evaluation.statistics import Difference, cluster, compare, holm


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on one metric; `p_corrected` is Holm's p over all comparisons made together."""

    metric: str
    first: str
    second: str
    rows: int
    difference: Difference
    p_corrected: float

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as a JSON object."""
        difference = self.difference
        return {
            "metric": self.metric,
            "first": self.first,
            "second": self.second,
            "rows": self.rows,
            "difference": round(difference.value, 4),
            "low": round(difference.low, 4),
            "high": round(difference.high, 4),
            "p": round(difference.p, 4),
            "p_corrected": round(self.p_corrected, 4),
            "detectable": round(difference.detectable, 4),
        }


def compare_runs(
    runs: Mapping[str, Records], metrics: Sequence[str], *, lang: str = "en"
) -> list[Comparison]:
    """Return each pair of systems on each metric that both were measured by.

    Raises InputError when two runs have no row in common.
    """
    found = [
        (metric, first, second, *tested)
        for metric in metrics
        for first, second in combinations(runs, 2)
        if (tested := _test(runs[first], runs[second], metric, lang)) is not None
    ]
    corrected = holm([difference.p for *_, difference in found])
    return [
        Comparison(metric, first, second, rows, difference, p)
        for (metric, first, second, rows, difference), p in zip(found, corrected, strict=True)
    ]


def _test(first: Records, second: Records, metric: str, lang: str) -> tuple[int, Difference] | None:
    if not all(metric in records[0]["statistics"] for records in (first, second)):
        return None
    pairs = list(pair_rows(first, second))
    if not pairs:
        raise InputError("the runs have no row in common; compare runs of one suite")
    ours = [first[index] for index, _ in pairs]
    theirs = [second[index] for _, index in pairs]
    names = documents(ours)
    difference = compare(
        cluster(matrix(ours, metric), names),
        cluster(matrix(theirs, metric), names),
        partial(_combine, metric=metric, lang=lang),
    )
    return None if difference is None else (len(pairs), difference)


def _combine(sums: Sequence[float], *, metric: str, lang: str) -> float | None:
    return find_metric(metric).combine(sums, lang)
