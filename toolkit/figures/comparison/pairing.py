"""Which figure of the output stands for which source figure, one to one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.figures.comparison.twins import find_twins
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure

Relate = Callable[[Figure, Figure], Verdict | None]
# Beyond this many figures only the nearest in place, and those with the same value, are looked at.
_WINDOW = 60
# How much a figure's place in its text weighs against likeness.
_PLACE_WEIGHT = 0.5
# Two figures farther apart than this are no counterparts: one is missing, the other invented.
_FARTHEST = 1.2


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible pair: its cost, the indexes of its two figures, and how they relate."""

    cost: float
    source: int
    target: int
    verdict: Verdict


@dataclass(slots=True)
class Edges:
    """Every possible pair, cheapest first."""

    kept: list[Edge] = field(default_factory=list)
    changed: list[Edge] = field(default_factory=list)


def find_edges(
    source: Sequence[Figure], target: Sequence[Figure], relate: Relate, lengths: tuple[int, int]
) -> Edges:
    """Return the possible pairs of two lists of figures in the order of their texts, `lengths` long."""
    edges = Edges()
    source_length, target_length = lengths
    twins = find_twins(source, target, lengths, nearest=len(target) > _WINDOW)
    settled = set(twins.values())
    for i, j in _candidates(source, target, source_length, target_length):
        if i in twins and j in settled and twins[i] != j:
            continue
        verdict = relate(source[i], target[j])
        if verdict is None:
            continue
        apart = abs(source[i].start / source_length - target[j].start / target_length)
        edge = Edge(verdict.distance + _PLACE_WEIGHT * apart, i, j, verdict)
        (edges.kept if verdict.kept else edges.changed).append(edge)
    edges.kept.sort(key=_order)
    edges.changed.sort(key=_order)
    return edges


def _order(edge: Edge) -> tuple[float, int, int]:
    return edge.cost, edge.source, edge.target


def _candidates(
    source: Sequence[Figure], target: Sequence[Figure], source_length: int, target_length: int
) -> Iterator[tuple[int, int]]:
    if len(target) <= _WINDOW:
        yield from ((i, j) for i in range(len(source)) for j in range(len(target)))
        return
    places = [figure.start / target_length for figure in target]
    same: defaultdict[str | None, list[int]] = defaultdict(list)
    for j, figure in enumerate(target):
        same[figure.value].append(j)
    for i, figure in enumerate(source):
        middle = bisect_left(places, figure.start / source_length)
        near = range(max(0, middle - _WINDOW // 2), min(len(target), middle + _WINDOW // 2))
        alike = same.get(figure.value, [])
        at = bisect_left(alike, middle)
        nearest = alike[max(0, at - _WINDOW // 4) : at + _WINDOW // 4]
        yield from ((i, j) for j in sorted({*near, *nearest}))


def match(edges: Sequence[Edge]) -> dict[int, Edge]:
    """Return as many pairs as possible from `edges`, cheap ones first: source index -> edge.

    Greedy by cost, then augmenting paths (Kuhn) for the figures left without a partner.
    """
    by_source: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_source[edge.source].append(edge)
    taken: dict[int, Edge] = {}
    matched: set[int] = set()
    for edge in edges:
        if edge.source not in matched and edge.target not in taken:
            taken[edge.target] = edge
            matched.add(edge.source)
    for index in by_source:
        if index not in matched and _augment(index, by_source, taken):
            matched.add(index)
    return {edge.source: edge for edge in taken.values()}


def _augment(start: int, by_source: dict[int, list[Edge]], taken: dict[int, Edge]) -> bool:
    """Find room for the source figure `start` by moving others to their other partners."""
    came_by: dict[int, Edge] = {}
    queue = [start]
    for index in queue:
        for edge in by_source[index]:
            if edge.target in came_by:
                continue
            came_by[edge.target] = edge
            if edge.target not in taken:
                _flip(edge, start, came_by, taken)
                return True
            queue.append(taken[edge.target].source)
    return False


def _flip(edge: Edge, start: int, came_by: dict[int, Edge], taken: dict[int, Edge]) -> None:
    """Give each source figure on the path to `edge` its new partner."""
    while True:
        previous = next((old.target for old in taken.values() if old.source == edge.source), None)
        taken[edge.target] = edge
        if edge.source == start or previous is None:
            return
        del taken[previous]
        edge = came_by[previous]


def match_changed(edges: Sequence[Edge], sources: set[int], targets: set[int]) -> dict[int, Edge]:
    """Return the likeliest counterparts among figures still without a partner, cheapest pairs first."""
    free_sources, free_targets = set(sources), set(targets)
    pairs: dict[int, Edge] = {}
    for edge in edges:
        if edge.cost > _FARTHEST:
            break
        if edge.source in free_sources and edge.target in free_targets:
            pairs[edge.source] = edge
            free_sources.discard(edge.source)
            free_targets.discard(edge.target)
    return pairs
