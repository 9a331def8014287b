"""Overlap with a reference translation: BLEU, chrF and TER."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from toolkit import scores
from toolkit.evaluation.metrics.model import Case, Metric, rows_only


def _metric(name: scores.Score, title: str, *, better: Literal["high", "low"] = "high") -> Metric:
    def measure(case: Case) -> tuple[float, ...]:
        return scores.segment_statistics(name, case.output, case.item.reference or "", lang=case.lang)

    def combine(sums: Sequence[float], lang: str) -> float | None:
        return scores.score(name, sums, lang=lang)

    def signature(lang: str) -> str:
        return scores.signature(name, lang=lang)

    return Metric(title, measure, combine, rows_only, better, percent=False, signature=signature)


BLEU = _metric("bleu", "BLEU")
CHRF = _metric("chrf", "chrF")
TER = _metric("ter", "TER", better="low")
