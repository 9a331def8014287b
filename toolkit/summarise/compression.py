"""Cutting from a sentence what a summary does not need: never a figure, never what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.figures.model import Figure
from toolkit.summarise.wording import wording

_BULLET = re.compile(r"[-*•·●○■□◆◇▪►]\s*")
_SHORTEST = 8
"""Characters that must be left: a shorter rest says too little alone."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence, `start` to `end`, with its full stop where the sentence's own was cut."""

    text: str
    start: int


def compress(sentence: str, figures: Sequence[Figure]) -> Stretch:
    """Return the stretch of `sentence` that is left without openings such as 据了解 and attributions.

    An attribution goes only where what was said is a statement of fact; nothing goes that holds one
    of the sentence's `figures`.
    """
    inner = _inside_quotation(sentence, figures)
    if inner is not None:
        return inner
    bullet = _BULLET.match(sentence)
    start = bullet.end() if bullet else 0
    while (cut := _cut_at(sentence, start)) > start:
        if any(figure.start < cut for figure in figures) or len(sentence) - cut < _SHORTEST:
            break
        start = cut
    return Stretch(sentence[start:], start)


def _cut_at(sentence: str, start: int) -> int:
    """Return where the sentence goes on after an opening or attribution at `start`, else `start`."""
    opening = wording().opening.match(sentence, start)
    if opening is not None:
        return opening.end()
    attribution = wording().attribution.match(sentence, start)
    if attribution is None or wording().opinion.search(sentence, start):
        return start
    return attribution.end()


def _inside_quotation(sentence: str, figures: Sequence[Figure]) -> Stretch | None:
    """Return what stands in the quotes when the sentence is a fact in quotes and who said it."""
    quotation = wording().quotation.fullmatch(sentence)
    if quotation is None or wording().opinion.search(quotation[1]):
        return None
    start, end = quotation.span(1)
    if end - start < _SHORTEST or any(figure.start < start or figure.end > end for figure in figures):
        return None
    return Stretch(sentence[start:end] + "。", start)
