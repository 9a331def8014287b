"""What each rung of the lock brings: survival, BLEU and time, rung by rung, on recorded sources.

    python eval/bench/ladder.py RECORDED_FOLDER [--model zh-en-mini] [--sentences 300]

Sentences with figures of wmt18 (which has references), wmt19 and wmt20, as many of each. Times are of
the processor, all threads, as ratios to "off", the first row. Survival without the lock is of the same
outputs, checked.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from toolkit.engines import load_model
from toolkit.engines.base import Engine
from toolkit.evaluation.statistics import interval, resample
from toolkit.figures import Check, check_figures, find_figures
from toolkit.scores import Score, score, segment_statistics
from toolkit.translate.article import split_to_fit
from toolkit.translate.joining import join_pieces
from toolkit.translate.ladder import RUNGS, Ladder

METRICS: tuple[Score, ...] = ("bleu", "chrf")
SUITES = ("wmt18", "wmt19", "wmt20")


class Sentence(NamedTuple):
    """A source, and its reference where the suite has one."""

    source: str
    reference: str | None


def read(folder: Path, most: int) -> list[Sentence]:
    """Return the first `most` sentences with figures of each suite."""
    found: list[Sentence] = []
    for suite in SUITES:
        with lzma.open(folder / f"{suite}.tsv.xz", "rt", encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            pairs = (Sentence(row["zh"], row.get("reference")) for row in rows)
            found += [pair for pair in pairs if find_figures(pair.source, lang="zh")][:most]
    return found


def survival(checks: Sequence[Check]) -> str:
    """Return survival with its 95 % interval, in percent."""
    counts = np.array([[check.count("kept"), check.total] for check in checks], dtype=np.float64)
    bounds = interval(resample(counts), lambda row: row[0] / row[1])
    kept, total = counts.sum(axis=0)
    low, high = bounds or (0.0, 0.0)
    return f"{100 * kept / total:.2f} [{100 * low:.2f}, {100 * high:.2f}]"


def quality(name: Score, outputs: Sequence[str], sentences: Sequence[Sentence]) -> float:
    """Return BLEU or chrF over the sentences that have a reference."""
    rows = [
        segment_statistics(name, output, sentence.reference)
        for output, sentence in zip(outputs, sentences, strict=True)
        if sentence.reference
    ]
    return score(name, np.array(rows).sum(axis=0).tolist())


def plain(engine: Engine, sources: Sequence[str]) -> list[str]:
    """Return the engine's outputs for the bare sources."""
    return in_pieces(engine, sources, lambda texts: [found[0].text for found in engine.translate(texts)])


def locked(engine: Engine, sources: Sequence[str], rungs: Sequence[str]) -> list[str]:
    """Return the outputs with the lock, climbing `rungs`."""
    ladder = Ladder(engine, rungs=rungs)
    return in_pieces(engine, sources, lambda texts: [draft.target for draft in ladder.climb(texts)])


def in_pieces(
    engine: Engine, sources: Sequence[str], translate: Callable[[list[str]], list[str]]
) -> list[str]:
    """Return whole sentences, translated in the pieces that the model does best on."""
    pieces = [split_to_fit(source, engine) for source in sources]
    done = iter(translate([piece for group in pieces for piece in group]))
    return [join_pieces((piece, next(done)) for piece in group) for group in pieces]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recorded", type=Path)
    parser.add_argument("--model", default="zh-en-mini")
    parser.add_argument("--sentences", type=int, default=300, help="of each suite")
    options = parser.parse_args()
    engine = load_model(options.model)
    sentences = read(options.recorded, options.sentences)
    sources = [sentence.source for sentence in sentences]
    plain(engine, sources[:8])  # warm up
    settings: list[tuple[str, Callable[[], list[str]]]] = [("off", lambda: plain(engine, sources))]
    for count in range(len(RUNGS) + 1):
        name = f"+ {RUNGS[count - 1]}" if count else "lock: rendered sources"
        settings.append((name, partial(locked, engine, sources, RUNGS[:count])))
    print(f"{len(sentences)} sentences with figures, {options.model}\n")
    print("| setting | survival % | invented | all right % | BLEU | chrF | time |")
    print("|---|---|---|---|---|---|---|")
    base = 0.0
    for name, run in settings:
        started = time.process_time()
        outputs = run()
        seconds = time.process_time() - started
        base = base or seconds
        checks = [check_figures(source, output) for source, output in zip(sources, outputs, strict=True)]
        right = sum(check.count("kept") == check.total and not check.invented for check in checks) / len(
            checks
        )
        invented = sum(len(check.invented) for check in checks)
        scores = " | ".join(f"{quality(metric, outputs, sentences):.1f}" for metric in METRICS)
        print(
            f"| {name} | {survival(checks)} | {invented} | {right:.1%} | {scores} | {seconds / base:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
