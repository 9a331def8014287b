"""BLEU and chrF of a whole test set, with the signatures that make them comparable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100 and sacreBLEU's signature of how it was computed."""

    metric: str
    value: float
    signature: str


def bleu(outputs: Sequence[str], references: Sequence[str]) -> Score:
    """Return corpus BLEU (sacreBLEU's defaults: 13a tokens, exponential smoothing; Post 2018)."""
    from sacrebleu.metrics import BLEU

    return _score("BLEU", BLEU(), outputs, references)


def chrf(outputs: Sequence[str], references: Sequence[str]) -> Score:
    """Return corpus chrF2 (character 6-grams, beta 2; Popović 2015)."""
    from sacrebleu.metrics import CHRF

    return _score("chrF", CHRF(), outputs, references)


def _score(name: str, metric: Any, outputs: Sequence[str], references: Sequence[str]) -> Score:
    if len(outputs) != len(references) or not outputs:
        raise InputError(
            f"{name} needs as many outputs as references and at least one, "
            f"not {len(outputs)} and {len(references)}"
        )
    value = metric.corpus_score(list(outputs), [list(references)]).score
    return Score(name, float(value), str(metric.get_signature()))
