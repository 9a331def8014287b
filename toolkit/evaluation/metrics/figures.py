"""What became of the figures: survival, slips by their reason, bounds, invention."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.evaluation.metrics.model import Case, Metric
from toolkit.figures.model import Row


def _share(fits: Callable[[Row], bool]) -> Callable[[Case], tuple[float, ...]]:
    """Return the measurement of how many of a row's source figures fit."""

    def measure(case: Case) -> tuple[float, ...]:
        return sum(map(fits, case.check.rows)), case.check.total

    return measure


def _all_right(case: Case) -> tuple[float, ...]:
    if not case.check.rows:
        return 0, 0
    return int(case.check.count("kept") == case.check.total and not case.check.invented), 1


def _accounted(case: Case) -> tuple[float, ...]:
    """Return how many of the output's figures are kept source figures, and how many it has."""
    found = {(row.target.start, row.status) for row in case.check.rows if row.target is not None}
    kept = sum(status == "kept" for _, status in found)
    return kept, len(found) + len(case.check.invented)


def _invented(case: Case) -> tuple[float, ...]:
    return len(case.check.invented), case.check.total


def _bound_kept(case: Case) -> tuple[float, ...]:
    bound = [row for row in case.check.rows if row.source.bound != "exact" and row.status == "kept"]
    return sum(row.note is None or "bound" not in row.note for row in bound), len(bound)


def kind_survival(kind: str) -> Metric:
    """Return the survival of the figures of one kind."""

    def measure(case: Case) -> tuple[float, ...]:
        rows = [row for row in case.check.rows if row.source.kind == kind]
        return sum(row.status == "kept" for row in rows), len(rows)

    return Metric(f"survival of {kind}", measure)


SURVIVAL = Metric("survival", _share(lambda row: row.status == "kept"))
ALL_RIGHT = Metric("segments with every figure right", _all_right)
PRECISION = Metric("output figures that are kept source figures", _accounted)
CHANGED = Metric("changed", _share(lambda row: row.status == "changed"), better="low")
MISSING = Metric("missing", _share(lambda row: row.status == "missing"), better="low")
INVENTED = Metric("invented, per source figure", _invented, better="low")
POWER_OF_TEN = Metric("wrong by a power of ten", _share(lambda row: bool(row.power_of_ten)), better="low")
UNIT_SLIPS = Metric("unit slips", _share(lambda row: row.reason == "unit"), better="low")
CURRENCY_SLIPS = Metric("currency slips", _share(lambda row: row.reason == "currency"), better="low")
BOUND_KEPT = Metric("bounds kept, of kept figures with one", _bound_kept)
