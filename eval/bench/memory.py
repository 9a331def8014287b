"""Peak memory of `toolkit batch` over inputs of growing size: parent and workers together.

Usage: python eval/bench/memory.py SENTENCES.tsv [--rows 1000 10000] [--echo-rows 10000 1000000]

With the embedded model figures are locked; with `echo` they are off, so that a million rows take
minutes. The sum of the resident sizes of all processes is read five times a second.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import command, read_sentences, write_corpus

INTERVAL_S = 0.2


def main() -> None:
    """Print the peak for each size, and its ratio to the first size of the same model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--echo-rows", type=int, nargs="*", default=[10_000, 1_000_000])
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    _report("zh-en-mini", options.rows, sentences, [])
    _report("echo", options.echo_rows, sentences, ["--model", "echo", "--figures", "off"])


def _report(name: str, sizes: list[int], sentences: list[str], model: list[str]) -> None:
    base = 0.0
    for rows in sizes:
        with TemporaryDirectory() as folder:
            source = write_corpus(Path(folder, "in.jsonl"), sentences, rows)
            started = time.monotonic()
            peak = _peak_of(command(source, Path(folder, "out.jsonl"), "--workers", "1", *model))
        base = base or peak
        seconds = time.monotonic() - started
        print(f"{name:11} {rows:9} rows  {peak:7.0f} MB  {peak / base:5.2f}  {seconds:6.0f} s", flush=True)


def _peak_of(program: list[str]) -> float:
    """Return the largest sum of resident memory, in MB, of a command and all its descendants."""
    process = subprocess.Popen(program)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, _family(process.pid))))
        time.sleep(INTERVAL_S)
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    return peak / 1024


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> int:
    """Return the resident size of a process in KB, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    main()
