"""Choosing sentences: central, early, carrying key figures, readable alone, not saying the same twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from toolkit.resources import read_table
from toolkit.summarise.candidates import Candidate
from toolkit.summarise.graph import Vector, centrality, similarity, vectors
from toolkit.summarise.salience import Identity, SalientFigure, identity

# In a longer summary what comes later is no longer weighed against all that is chosen.
_MOST_WEIGHED = 100


class Selection:
    """A greedy choice by maximal marginal relevance (Carbonell and Goldstein 1998), one sentence at a time.

    A sentence's worth is its centrality and position, the salience of the key figures that no chosen
    sentence carries yet, and how near it is to the `focus`, less its penalties: see selection.toml.
    """

    def __init__(
        self, candidates: Sequence[Candidate], key: Sequence[SalientFigure], *, focus: str | None = None
    ) -> None:
        self._candidates = candidates
        found = vectors([each.text for each in candidates] + ([focus] if focus else []))
        self._vectors = found[: len(candidates)]
        self._focus = _nearness(self._vectors, found[-1]) if focus else [0.0] * len(candidates)
        self._static = [
            _static_worth(each, central, 1 - place / len(candidates))
            for place, (each, central) in enumerate(zip(candidates, centrality(self._vectors), strict=True))
        ]
        self._salience = {identity(each.figure): each.salience for each in key if each.salience > 0}
        self._carried = [each.identities & self._salience.keys() for each in candidates]
        self._most = max((self._gain(index, set()) for index in range(len(candidates))), default=0.0) or 1.0

    @property
    def focused(self) -> bool:
        """Whether any sentence has to do with the focus."""
        return any(self._focus)

    def choose(self, length: int, *, taken: Sequence[int] = (), banned: Collection[int] = ()) -> list[int]:
        """Return up to `length` indexes of candidates, best first: those `taken` and the best of the rest.

        A sentence that is `banned` is chosen only when all others are used up.
        """
        chosen = list(taken)
        nearest = [0.0] * len(self._candidates)
        for index in chosen:
            self._remember(index, nearest)
        while len(chosen) < min(length, len(self._candidates)):
            used = set(chosen)
            free = [index for index in range(len(self._candidates)) if index not in used]
            worth = self._worth(chosen, banned, nearest)
            if length >= len(self._candidates) or len(chosen) >= _MOST_WEIGHED:
                return chosen + sorted(free, key=worth, reverse=True)[: length - len(chosen)]
            best = max(free, key=worth)
            chosen.append(best)
            self._remember(best, nearest)
        return chosen

    def _worth(
        self, chosen: Sequence[int], banned: Collection[int], nearest: Sequence[float]
    ) -> Callable[[int], float]:
        weights = _weights()
        carried = {same for index in chosen for same in self._carried[index]}

        def worth(index: int) -> float:
            score = self._static[index] + weights["figures"] * self._gain(index, carried) / self._most
            score += weights["focus"] * self._focus[index] - weights["redundant"] * nearest[index]
            if self._candidates[index].leans and index - 1 not in chosen:
                score -= weights["leaning"]
            return float(score - 10 * weights["last_resort"] * (index in banned))

        return worth

    def _gain(self, index: int, carried: Collection[Identity]) -> float:
        return sum(self._salience[same] for same in self._carried[index] if same not in carried)

    def _remember(self, index: int, nearest: list[float]) -> None:
        """Update how near each sentence is to its nearest chosen one."""
        for other, vector in enumerate(self._vectors):
            nearest[other] = max(nearest[other], similarity(self._vectors[index], vector))


def _weights() -> Mapping[str, Any]:
    return read_table("toolkit.summarise", "selection.toml")


def _static_worth(candidate: Candidate, central: float, early: float) -> float:
    weights = _weights()
    length = len(candidate.text)
    score = weights["central"] * central + weights["early"] * early
    score -= weights["question"] * candidate.asks + weights["quotation"] * candidate.quotes
    score -= weights["list"] * (candidate.kind in ("list", "table"))
    score -= weights["long"] * max(0.0, length / weights["comfortable"] - 1)
    alone = candidate.kind in ("title", "heading") or length < weights["shortest"]
    return float(score - weights["last_resort"] * alone)


def _nearness(found: Sequence[Vector], focus: Vector) -> list[float]:
    """Return how near each sentence is to the focus, the nearest being 1."""
    near = [similarity(vector, focus) for vector in found]
    highest = max(near, default=0.0)
    return [each / highest for each in near] if highest else near
