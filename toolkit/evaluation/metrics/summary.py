"""What a summary carries: key figures, where its figures come from, how short it is."""

from __future__ import annotations

from toolkit.evaluation.metrics.model import Case, Metric
from toolkit.figures import find_figures
from toolkit.figures.compare import compare_figures


def _kept_ranks(case: Case) -> list[bool]:
    """Return for each key figure, in the order of rank, whether the output carries it."""
    found = find_figures(case.output, lang=case.lang)
    check = compare_figures(
        case.item.key_figures, found, source_text=case.item.source, target_text=case.output
    )
    return [row.status == "kept" for row in check.rows]


def _coverage(case: Case) -> tuple[float, ...]:
    kept = _kept_ranks(case)
    return sum(kept), len(kept)


def _weighted_coverage(case: Case) -> tuple[float, ...]:
    """Return coverage with the key figure of rank r weighing 1/r, so that the first counts most."""
    kept = _kept_ranks(case)
    weights = [1 / rank for rank in range(1, len(kept) + 1)]
    return sum(weight for weight, right in zip(weights, kept, strict=True) if right), sum(weights)


def _provenance(case: Case) -> tuple[float, ...]:
    """Return how many of the output's figures stand in the article, and how many it has."""
    targets = {row.target.start for row in case.check.rows if row.target and row.status == "kept"}
    changed = {row.target.start for row in case.check.rows if row.target and row.status == "changed"}
    return len(targets), len(targets | changed) + len(case.check.invented)


def _compression(case: Case) -> tuple[float, ...]:
    return len(case.output), len(case.item.source)


COVERAGE = Metric("key figures carried", _coverage)
WEIGHTED_COVERAGE = Metric("key figures carried, by rank", _weighted_coverage)
PROVENANCE = Metric("summary figures with a source", _provenance)
COMPRESSION = Metric("characters of summary per character", _compression, better="neither", percent=False)
