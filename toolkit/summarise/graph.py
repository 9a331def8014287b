"""How central a sentence is: PageRank over similarities (Mihalcea and Tarau 2004; Erkan and Radev 2004)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_DAMPING = 0.85
_ROUNDS = 30
_MOST_SENTENCES = 200
_WORDS = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]+")

Vector = dict[str, float]


def vectors(sentences: Sequence[str]) -> list[Vector]:
    """Return a tf-idf vector of unit length for each sentence: character pairs for Chinese, words else."""
    counts = [Counter(terms(sentence)) for sentence in sentences]
    frequency = Counter(term for count in counts for term in count)
    total = len(sentences)
    return [
        _unit({term: n * math.log(1 + total / frequency[term]) for term, n in count.items()})
        for count in counts
    ]


def similarity(left: Vector, right: Vector) -> float:
    """Return the cosine of two vectors of unit length, 0 to 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(term, 0.0) for term, weight in left.items())


def centrality(found: Sequence[Vector]) -> list[float]:
    """Return the centrality of each sentence, the most central being 1."""
    if len(found) > _MOST_SENTENCES:
        # A graph of a huge document would take quadratic time; its centroid says almost the same.
        return _to_centroid(found)
    edges = [
        [0.0 if i == j else similarity(left, right) for j, right in enumerate(found)]
        for i, left in enumerate(found)
    ]
    return _scale(_page_rank(edges))


def terms(sentence: str) -> list[str]:
    """Return what a sentence is compared by: pairs of Chinese characters, words of other scripts."""
    found: list[str] = []
    for run in _WORDS.findall(sentence):
        if run[0].isascii():
            found.append(run.lower())
        else:
            found += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    return found


def _unit(weights: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _page_rank(edges: list[list[float]]) -> list[float]:
    count = len(edges)
    outgoing = [sum(row) or 1.0 for row in edges]
    ranks = [1.0 / count] * count if count else []
    for _ in range(_ROUNDS):
        shares = [rank / total for rank, total in zip(ranks, outgoing, strict=True)]
        ranks = [
            (1 - _DAMPING) / count
            + _DAMPING * sum(share * edge for share, edge in zip(shares, row, strict=True))
            for row in edges
        ]
    return ranks


def _to_centroid(found: Sequence[Vector]) -> list[float]:
    total: Counter[str] = Counter()
    for vector in found:
        total.update(vector)
    centroid = _unit(dict(total))
    return _scale([similarity(vector, centroid) for vector in found])


def _scale(scores: list[float]) -> list[float]:
    highest = max(scores, default=0.0)
    return [score / highest for score in scores] if highest else scores
