"""Measure how many corrupted figures a check notices, and how often it flags correct translations.

Usage: python eval/bench/corruptions.py PAIRS.tsv [--count 10000] [--seed 1]

PAIRS.tsv holds correct translations: a Chinese sentence, a tab, its English. Corruptions are made on the
pairs that check clean and drawn evenly over the kinds.
"""

from __future__ import annotations

import argparse
import html
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from toolkit.figures import Check, check_figures
from toolkit.figures.corrupt import Corruption, corruptions

Pair = tuple[str, str]
# one wrong digit, scale word, unit or currency
_ONE_PART = (
    "digit changed", "digit lost", "digit added", "point moved", "scale", "unit", "currency", "percent",
    "month",
)  # fmt: skip


def main() -> None:
    """Print the detection rate by kind and the share of correct pairs that are flagged."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--count", type=int, default=10_000, help="how many corruptions to check")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pairs = _read(options.pairs)
    with_figures, clean = _clean(pairs)
    flagged = with_figures - len(clean)
    print(
        f"{len(pairs)} pairs, {with_figures} with figures, {flagged} flagged ({flagged / with_figures:.2%})"
    )
    _report(_draw(clean, options.count, options.seed))


def _read(path: Path) -> list[Pair]:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(fields[0], html.unescape(fields[1])) for fields in lines if len(fields) >= 2]


def _clean(pairs: Sequence[Pair]) -> tuple[int, list[Pair]]:
    """Return how many pairs have figures at all, and those of them that are not flagged."""
    with_figures, clean = 0, []
    for source, target in pairs:
        check = check_figures(source, target)
        with_figures += bool(check.rows or check.invented)
        if check.rows and not _flags(check):
            clean.append((source, target))
    return with_figures, clean


def _flags(check: Check) -> bool:
    return bool(check.invented) or check.count("kept") < check.total


def _draw(clean: Sequence[Pair], count: int, seed: int) -> dict[str, list[tuple[str, Corruption]]]:
    """Return about `count` corruptions by kind, as many of each kind as there are, up to an even share."""
    by_kind: dict[str, list[tuple[str, Corruption]]] = defaultdict(list)
    for source, target in clean:
        for change in corruptions(source, target, seed=seed):
            by_kind[change.kind].append((source, change))
    chance, left = random.Random(seed), count
    drawn = {}
    for place, kind in enumerate(sorted(by_kind, key=lambda kind: len(by_kind[kind]))):
        share = min(len(by_kind[kind]), left // (len(by_kind) - place))
        drawn[kind] = chance.sample(by_kind[kind], share)
        left -= share
    return drawn


def _report(drawn: dict[str, list[tuple[str, Corruption]]]) -> None:
    noticed = {
        kind: sum(_flags(check_figures(source, change.target)) for source, change in changes)
        for kind, changes in drawn.items()
    }
    rows = {kind: (kind,) for kind in drawn} | {"one part": _ONE_PART, "all": tuple(drawn)}
    for name, kinds in rows.items():
        seen, made = (sum(numbers.get(kind, 0) for kind in kinds) for numbers in (noticed, _sizes(drawn)))
        print(f"{name:20} {seen:6} of {made:6}  {seen / max(made, 1):8.2%}")


def _sizes(drawn: dict[str, list[tuple[str, Corruption]]]) -> dict[str, int]:
    return {kind: len(changes) for kind, changes in drawn.items()}


if __name__ == "__main__":
    main()
