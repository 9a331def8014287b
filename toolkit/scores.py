"""BLEU, chrF and TER by sacrebleu, as statistics of segments that can be summed; its only home."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

Score = Literal["bleu", "chrf", "ter"]


@cache
def _metric(name: Score, lang: str) -> Any:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "bleu":
        return BLEU(tokenize="zh" if lang == "zh" else "13a")
    return CHRF() if name == "chrf" else TER(asian_support=lang == "zh")


def segment_statistics(name: Score, output: str, reference: str, *, lang: str = "en") -> tuple[float, ...]:
    """Return the statistics of one segment; sums of them over segments make a corpus score."""
    (statistics,) = _metric(name, lang)._extract_corpus_statistics([output], [[reference]])
    return tuple(statistics)


def score(name: Score, statistics: Sequence[float], *, lang: str = "en") -> float:
    """Return the corpus score (0 to 100; TER may be more) of summed `segment_statistics`."""
    return float(_metric(name, lang)._compute_score_from_stats(list(statistics)).score)


def signature(name: Score, *, lang: str = "en") -> str:
    """Return sacrebleu's signature of the score, for one reference."""
    metric = _metric(name, lang)
    metric.num_refs = 1
    return f"{name}|{metric.get_signature()}"
