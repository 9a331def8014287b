"""Kill `toolkit batch` at random moments, let it finish, and compare every byte with an undisturbed run.

Usage: python eval/bench/kills.py SENTENCES.tsv [--kills 20] [--rows 80000] [--model echo] [--figures off]

Each kill comes at a random moment after another chunk is finished, so that the kills are spread over the run.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import command, read_sentences, write_corpus


def main() -> None:
    """Print how many kills hit, how far the run was at each, and whether the bytes are the same."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=80_000)
    parser.add_argument("--model", default="echo")
    parser.add_argument("--figures", default="off")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    chosen = ("--model", options.model, "--figures", options.figures)
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = write_corpus(folder / "in.jsonl", read_sentences(options.sentences), options.rows)
        whole, broken = folder / "whole", folder / "broken"
        whole.mkdir()
        broken.mkdir()
        started = time.monotonic()
        subprocess.run(command(source, whole / "out.jsonl", *chosen), check=True)
        length = time.monotonic() - started
        program = command(source, broken / "out.jsonl", *chosen)
        hits = [
            _kill(program, chance.uniform(0, length / options.kills), broken) for _ in range(options.kills)
        ]
        subprocess.run(program, check=True)
        same = _contents(whole) == _contents(broken)
    print(f"undisturbed {length:.1f} s; finished chunks at each kill (-1: ended before): {hits}")
    print(f"{options.kills} kills, every byte the same: {same}")
    sys.exit(not same)


def _kill(program: list[str], seconds: float, folder: Path) -> int:
    """Kill a run `seconds` after its first chunk; return how many are finished, -1 when it ended before."""
    process = subprocess.Popen(program)
    before = _finished(folder)
    while process.poll() is None and _finished(folder) == before:
        time.sleep(0.01)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return _finished(folder)
    return -1


def _finished(folder: Path) -> int:
    return len(list(folder.rglob("part-*.jsonl")))


def _contents(folder: Path) -> dict[str, str]:
    """Return a hash of each file but the report, which holds times."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".report.json")
    }


if __name__ == "__main__":
    main()
