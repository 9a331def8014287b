"""Measure the speed of the figure engine on a file of translations, and beside Recognizers-Text.

Usage: python eval/bench/figures.py PAIRS.tsv [--limit 2000]

PAIRS.tsv holds a Chinese sentence, a tab and its English on each line. Times are processor seconds of one
core, the best of three passes. Recognizers-Text (the dependency group `bench`: recognizers-text-suite with
emoji==1.7.0) is timed in the same run, on the first sentences, when it is installed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from toolkit.figures import check_figures, find_figures

Pair = tuple[str, str]
_PASSES = 3
_OTHERS_SENTENCES = 60


def main() -> None:
    """Print pairs checked and sentences read per second, and the ratio to Recognizers-Text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--limit", type=int, default=2000, help="how many pairs to read")
    options = parser.parse_args()
    pairs = _read(options.pairs)[: options.limit]
    checking = _seconds(lambda: [check_figures(source, target) for source, target in pairs])
    print(f"check: {len(pairs) / checking:,.0f} pairs/s")
    sentences = [source for source, _ in pairs]
    ours = _seconds(lambda: _find_all(sentences)) / len(sentences)
    print(f"extract (zh): {1 / ours:,.0f} sentences/s")
    if find_spec("recognizers_suite") is None:
        print("Recognizers-Text: not installed (pip install --group bench)")
        return
    few = sentences[:_OTHERS_SENTENCES]
    ours, theirs = (_seconds(lambda read=read: read(few), passes=1) for read in (_find_all, _recognise_all))
    print(f"Recognizers-Text: {len(few) / theirs:,.1f} sentences/s, {theirs / ours:,.0f} times as long")


def _read(path: Path) -> list[Pair]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) > 1]


def _seconds(work: Callable[[], object], *, passes: int = _PASSES) -> float:
    """Return the processor seconds of the fastest pass of `work`; one more pass before warms the caches."""
    work()
    times = []
    for _ in range(passes):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def _find_all(sentences: Sequence[str]) -> list[Any]:
    return [find_figures(sentence, lang="zh") for sentence in sentences]


def _recognise_all(sentences: Sequence[str]) -> list[Any]:
    """Return what Recognizers-Text finds: numbers, percentages, ordinals, currencies, units, ages, dates."""
    import recognizers_suite as suite

    readers = (
        suite.recognize_number, suite.recognize_percentage, suite.recognize_ordinal,
        suite.recognize_currency, suite.recognize_dimension, suite.recognize_age,
        suite.recognize_temperature, suite.recognize_datetime,
    )  # fmt: skip
    return [read(sentence, suite.Culture.Chinese) for sentence in sentences for read in readers]


if __name__ == "__main__":
    main()
