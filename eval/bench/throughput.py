"""Sentences a second of `toolkit batch` from end to end, against loops that only run the model.

Usage: python eval/bench/throughput.py SENTENCES.tsv [--count 3000] [--rounds 3] [--only ARM]

The arms take turns, each a command of its own with its children:
  batch, lock          toolkit batch: figures locked, checked, decoded again where wrong, repaired
  batch, check         toolkit batch --figures check
  raw, 512 / 1024      translate_batch over all sentences, sorted, so many tokens a batch, a worker a core
  raw, as written      translate_batch over 32 sentences at a time with CTranslate2's own threads
  transformers         generate with the float weights, on a tenth of the sentences
  argostranslate       its own pipeline around our weights, where it is installed, on a third of them
Weights, beam, penalties and limits are the same in all. A ratio is to the faster of the tuned raw loops
of the same round; "net" leaves out what the same arm takes for one sentence, starting mostly. Processor
time is that of all processes of the arm; on a busy machine its ratio says more than the clock's.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import loops
from corpus import command, read_sentences, write_corpus

from toolkit.engines.batching import usable_cores

# The raw loops cut nothing, and the model takes no more pieces than its card says.
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Arm:
    """`start` returns the command line for sentences written to a folder; it gets 1 in `share` of them."""

    start: Callable[[list[str], Path], list[str]]
    share: int = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """Sentences a second by the clock, the same without the start, and by processor time."""

    clock: float
    net: float
    processor: float


def main() -> None:
    """Print the pace of each arm, and its ratios to the faster of the tuned raw loops."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--count", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=list(ARMS))
    parser.add_argument("--loop", choices=list(LOOPS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    fitting = [text for text in read_sentences(options.sentences) if len(text) <= LONGEST][: options.count]
    if options.loop:
        LOOPS[options.loop](fitting)
        return
    names = [name for name in options.only or ARMS if _installed(name)]
    rounds = [{name: _pace(ARMS[name], fitting) for name in names} for _ in range(options.rounds)]
    print(f"{len(fitting)} sentences, {usable_cores()} cores, medians of {options.rounds} rounds")
    print(f"{'arm':18}{'sentences/s':>12}{'ratio':>7}{'net':>9}{'ratio':>7}{'per cpu s':>11}{'ratio':>7}")
    for name in names:
        cells = [_cell([_figures(each, name, key) for each in rounds]) for key in Pace.__slots__]
        print(f"{name:18}{cells[0]:>19}{cells[1]:>16}{cells[2]:>18}", flush=True)


def _figures(paces: dict[str, Pace], name: str, key: str) -> tuple[float, float]:
    """Return a pace of one round and its ratio to the faster raw loop's, NaN where none has run."""
    pace: float = getattr(paces[name], key)
    base = max((getattr(paces[each], key) for each in TUNED if each in paces), default=float("nan"))
    return pace, pace / base


def _cell(values: list[tuple[float, float]]) -> str:
    return f"{median(pace for pace, _ in values):.1f}{median(ratio for _, ratio in values):7.2f}"


def _pace(arm: Arm, sentences: list[str]) -> Pace:
    count = max(len(sentences) // arm.share, 1)
    alone, _ = _timed(arm, sentences[:1])
    seconds, processor = _timed(arm, sentences[:count])
    return Pace(count / seconds, (count - 1) / (seconds - alone), count / processor)


def _timed(arm: Arm, sentences: list[str]) -> tuple[float, float]:
    """Return the seconds that an arm takes from start to end, by the clock and of processor."""
    with TemporaryDirectory() as folder:
        program = arm.start(sentences, Path(folder))
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _batch(figures: str, sentences: list[str], folder: Path) -> list[str]:
    source = write_corpus(folder / "in.jsonl", sentences, len(sentences))
    return command(source, folder / "out.jsonl", "--figures", figures)


def _loop(name: str, sentences: list[str], folder: Path) -> list[str]:
    source = folder / "in.tsv"
    source.write_text("\n".join(sentences), encoding="utf-8")
    return [sys.executable, __file__, str(source), "--loop", name, "--count", str(len(sentences))]


def _installed(name: str) -> bool:
    there = name != "argostranslate" or importlib.util.find_spec(name) is not None
    if not there:
        print(f"{name} is left out: it is not installed; README.md says how", file=sys.stderr)
    return there


TUNED = ("raw, 512", "raw, 1024")
LOOPS: dict[str, Callable[[list[str]], int]] = {
    "raw, 512": partial(loops.raw_tuned, batch_tokens=512),
    "raw, 1024": partial(loops.raw_tuned, batch_tokens=1024),
    "raw, as written": loops.raw_as_written,
    "transformers": loops.transformers,
    "argostranslate": loops.argostranslate,
}
SHARES = {"transformers": 10, "argostranslate": 3}
ARMS = {
    "batch, lock": Arm(partial(_batch, "lock")),
    "batch, check": Arm(partial(_batch, "check")),
    **{name: Arm(partial(_loop, name), SHARES.get(name, 1)) for name in LOOPS},
}

if __name__ == "__main__":
    main()
