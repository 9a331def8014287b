"""What is measured: a table of names, each a file's Metric, imported when it is asked for."""

from __future__ import annotations

from toolkit.errors import SuiteError
from toolkit.evaluation.metrics.model import Case, Metric
from toolkit.lookup import resolve

__all__ = ["METRICS", "Case", "Metric", "default_metrics", "find_metric"]

METRICS = {
    "survival": "toolkit.evaluation.metrics.figures:SURVIVAL",
    "all_right": "toolkit.evaluation.metrics.figures:ALL_RIGHT",
    "precision": "toolkit.evaluation.metrics.figures:PRECISION",
    "changed": "toolkit.evaluation.metrics.figures:CHANGED",
    "missing": "toolkit.evaluation.metrics.figures:MISSING",
    "invented": "toolkit.evaluation.metrics.figures:INVENTED",
    "power_of_ten": "toolkit.evaluation.metrics.figures:POWER_OF_TEN",
    "unit_slips": "toolkit.evaluation.metrics.figures:UNIT_SLIPS",
    "currency_slips": "toolkit.evaluation.metrics.figures:CURRENCY_SLIPS",
    "bound_kept": "toolkit.evaluation.metrics.figures:BOUND_KEPT",
    "bleu": "toolkit.evaluation.metrics.overlap:BLEU",
    "chrf": "toolkit.evaluation.metrics.overlap:CHRF",
    "comet": "toolkit.evaluation.metrics.comet:COMET",
    "ter": "toolkit.evaluation.metrics.overlap:TER",
    "rouge1": "toolkit.evaluation.metrics.rouge:ROUGE1",
    "rouge2": "toolkit.evaluation.metrics.rouge:ROUGE2",
    "rougeL": "toolkit.evaluation.metrics.rouge:ROUGE_L",
    "coverage": "toolkit.evaluation.metrics.summary:COVERAGE",
    "weighted_coverage": "toolkit.evaluation.metrics.summary:WEIGHTED_COVERAGE",
    "provenance": "toolkit.evaluation.metrics.summary:PROVENANCE",
    "compression": "toolkit.evaluation.metrics.summary:COMPRESSION",
    "length_ratio": "toolkit.evaluation.metrics.fluency:LENGTH_RATIO",
    "omissions": "toolkit.evaluation.metrics.fluency:OMISSIONS",
    "sentences_lost": "toolkit.evaluation.metrics.fluency:SENTENCES_LOST",
    "repetition": "toolkit.evaluation.metrics.fluency:REPETITION",
    "leftover": "toolkit.evaluation.metrics.fluency:LEFTOVER",
}

_FIGURES = (
    "survival", "all_right", "precision", "changed", "missing", "invented", "power_of_ten",
    "unit_slips", "currency_slips", "bound_kept",
)  # fmt: skip
_FLUENCY = ("length_ratio", "omissions", "sentences_lost", "repetition", "leftover")


def find_metric(name: str) -> Metric:
    """Return the metric `name`; raise SuiteError naming the nearest one."""
    metric: Metric = resolve(METRICS, name, what="metric", error=SuiteError)
    return metric


def default_metrics(*, references: bool) -> tuple[str, ...]:
    """Return what a suite of translations is measured by when it names nothing."""
    return (*_FIGURES, *(("bleu", "chrf") if references else ()), *_FLUENCY)
