"""Two workers against two independent one-worker runs on two cores, and against one.

Usage: python eval/bench/scaling.py SENTENCES.tsv [--rows 3000] [--rounds 2]

One worker is pinned to one core. Two independent runs get half of the rows each, one core each, at the
same time; two workers get all rows and both cores. Rows a second, starting included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from corpus import command, read_sentences, write_corpus


def main() -> None:
    """Print rows a second of each way, and the ratios between them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--rows", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    cores = sorted(os.sched_getaffinity(0))[:2]
    rounds = []
    for _ in range(options.rounds):
        with TemporaryDirectory() as name:
            rounds.append(_round(Path(name), sentences, options.rows, cores))
    one, independent, two = (median(each[place] for each in rounds) for place in range(3))
    print(f"{options.rows} rows, medians of {options.rounds} rounds")
    print(f"one worker, one core             {one:7.1f} rows/s")
    print(f"two independent one-worker runs  {independent:7.1f} rows/s")
    print(
        f"two workers                      {two:7.1f} rows/s, {two / independent:.2f} of the independent ones"
    )
    print(f"two workers against one          {two / one:7.2f}")


def _round(folder: Path, sentences: list[str], rows: int, cores: list[int]) -> tuple[float, float, float]:
    whole = write_corpus(folder / "whole.jsonl", sentences, rows)
    half = len(sentences) // 2
    halves = [
        write_corpus(folder / f"half{place}.jsonl", part, rows // 2)
        for place, part in enumerate((sentences[:half], sentences[half:]))
    ]
    one = _run([(halves[0], 1, cores[:1])])
    independent = _run([(path, 1, [core]) for path, core in zip(halves, cores, strict=True)])
    two = _run([(whole, 2, cores)])
    return rows / 2 / one, rows / independent, rows / two


def _run(runs: list[tuple[Path, int, list[int]]]) -> float:
    """Return the seconds until all of the runs (input, workers, cores), begun together, have ended."""
    started = time.perf_counter()
    processes = []
    for source, workers, cores in runs:
        output = source.with_name(f"{source.stem}-{workers}-{len(runs)}.jsonl")
        processes.append(
            subprocess.Popen(
                [
                    "taskset",
                    "-c",
                    ",".join(map(str, cores)),
                    *command(source, output, "--workers", str(workers)),
                ]
            )
        )
    if any(process.wait() for process in processes):
        raise SystemExit("a run failed")
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
