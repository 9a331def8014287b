"""ROUGE F1 (Lin 2004, https://aclanthology.org/W04-1013), on words, and on characters for Chinese.

No stemming and no stop words; averaged over the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.evaluation.metrics.model import Case, Metric

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z]+|\d+(?:[.,]\d+)*")


def tokenise(text: str) -> list[str]:
    """Return the lower-cased words and numbers of `text`; each Chinese character is a token."""
    return _TOKEN.findall(text.lower())


def rouge_n(output: Sequence[str], reference: Sequence[str], n: int) -> float:
    """Return the F1 of the n-grams that the two token lists share, from 0 to 1."""
    ours, theirs = _ngrams(output, n), _ngrams(reference, n)
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(output: Sequence[str], reference: Sequence[str]) -> float:
    """Return the F1 of the longest common subsequence of the two token lists, from 0 to 1."""
    return _f1(_longest_common(output, reference), len(output), len(reference))


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    row = [0] * (len(second) + 1)
    for token in first:
        diagonal = 0
        for j, other in enumerate(second, 1):
            diagonal, row[j] = row[j], diagonal + 1 if token == other else max(row[j], row[j - 1])
    return row[-1]


def _f1(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if ours + theirs else 0.0


def _measure_n(n: int) -> Metric:
    def measure(case: Case) -> tuple[float, ...]:
        return rouge_n(tokenise(case.output), tokenise(case.item.reference or ""), n), 1

    return Metric(f"ROUGE-{n}", measure)


def _measure_l(case: Case) -> tuple[float, ...]:
    return rouge_l(tokenise(case.output), tokenise(case.item.reference or "")), 1


ROUGE1 = _measure_n(1)
ROUGE2 = _measure_n(2)
ROUGE_L = Metric("ROUGE-L", _measure_l)
