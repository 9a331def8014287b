"""Measure a checkpoint on transformers and on CTranslate2: words a second, memory, BLEU, start-up time.

Usage: python eval/bench/engines.py CHECKPOINT PAIRS.tsv [--count 200] [--beam 4] [--rounds 2] [--also NAME]

CHECKPOINT is a transformers folder; PAIRS.tsv holds a Chinese sentence, a tab, its English. NAME is
another model to measure, as `toolkit translate --model` takes it. Every
measurement is a process of its own, and the runtimes take turns, so that a busy machine disturbs all alike.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

RUNS = ("transformers float32", "ctranslate2 float32", "ctranslate2 int8")


def main() -> None:
    """Print one line for each runtime: the medians over the rounds, and the ratio to the first one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--also", action="append", default=[], metavar="NAME")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(
            json.dumps(measure(options.run, options.checkpoint, options.pairs, options.count, options.beam))
        )
        return
    runs = [*RUNS, *options.also]
    rounds = [{run: _in_process(run) for run in runs} for _ in range(options.rounds)]
    count = min(options.count, len(options.pairs.read_text(encoding="utf-8").splitlines()))
    print(f"{platform.machine()}, {os.cpu_count()} cores; {count} sentences, beam {options.beam}")
    print("runtime               words/s  words/CPU s  ratio  peak MB   BLEU  start s")
    base = median(each[RUNS[0]]["per_cpu"] for each in rounds)
    for run in runs:
        values = {key: median(each[run][key] for each in rounds) for key in rounds[0][run]}
        print(
            f"{run:20} {values['words']:8.0f} {values['per_cpu']:12.0f} {values['per_cpu'] / base:6.1f}"
            f" {values['memory']:8.0f} {values['bleu']:6.1f} {values['start']:8.2f}"
        )


def _in_process(run: str) -> dict[str, float]:
    """Return what this script measures for `run` in a process of its own."""
    command = [sys.executable, __file__, *sys.argv[1:], "--run", run]
    result: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result


def measure(run: str, checkpoint: Path, pairs: Path, count: int, beam: int) -> dict[str, float]:
    """Return words of output a second and a processor second, peak MB, BLEU, seconds to the first sentence.

    The processor's seconds hold on a busy machine too.
    """
    from toolkit.engines import Decoding, load_model

    name = _name(run, checkpoint)
    rows = [line.split("\t")[:2] for line in pairs.read_text(encoding="utf-8").splitlines()[:count]]
    settings = Decoding(beam_size=beam)
    started = time.perf_counter()
    engine = load_model(name, device="cpu")
    engine.translate([rows[0][0]], decoding=settings)
    loaded, used = time.perf_counter(), time.process_time()
    outputs = [found[0].text for found in engine.translate([row[0] for row in rows], decoding=settings)]
    seconds, processor = time.perf_counter() - loaded, time.process_time() - used
    words = sum(len(text.split()) for text in outputs)
    return {
        "words": words / seconds,
        "per_cpu": words / processor,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bleu": _bleu(outputs, [row[1] for row in rows]),
        "start": loaded - started,
    }


def _name(run: str, checkpoint: Path) -> str:
    """Return what `load_model` takes; the conversion is another process, for it loads torch."""
    if run not in RUNS:
        return run
    runtime, kind = run.split()
    if runtime == "transformers":
        return f"transformers:{checkpoint}"
    command = [sys.executable, "-m", "toolkit", "models", "convert", str(checkpoint), "--weights", kind]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _bleu(outputs: Sequence[str], references: Sequence[str]) -> float:
    from toolkit.scores import score, segment_statistics

    rows = [segment_statistics("bleu", *pair) for pair in zip(outputs, references, strict=True)]
    return score("bleu", [sum(column) for column in zip(*rows, strict=True)])


if __name__ == "__main__":
    main()
