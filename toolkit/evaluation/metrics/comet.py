"""COMET as a metric: its statistics come from outside (see `toolkit.evaluation.comet`)."""

from __future__ import annotations

from toolkit.errors import SuiteError
from toolkit.evaluation.metrics.model import Case, Metric


def _measure(_case: Case) -> tuple[float, ...]:
    raise SuiteError("COMET is not measured here; leave it out of the suite and give --comet-python PATH")


COMET = Metric("COMET", _measure, percent=False)
