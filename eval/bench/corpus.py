"""A corpus for the benchmarks of `toolkit batch`: sentences of a file, as often as is asked for."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path


def read_sentences(path: Path, count: int | None = None) -> list[str]:
    """Return the distinct sentences in the first column of a .tsv or .tsv.xz file, `count` at most."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        sentences = [line.rstrip("\n").split("\t")[0] for line in stream]
    return list(dict.fromkeys(text for text in sentences if text.strip() and text != "zh"))[:count]


def write_corpus(path: Path, sentences: list[str], rows: int) -> Path:
    """Write `rows` rows of one sentence, beginning again at the first when they run out."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            text = sentences[number % len(sentences)]
            stream.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    return path


def command(source: Path, output: Path, *options: str) -> list[str]:
    """Return the command line of a run over `source`."""
    return [sys.executable, "-m", "toolkit", "batch", str(source), str(output), "--quiet", *options]


def run(source: Path, output: Path, *options: str) -> dict[str, float]:
    """Run `toolkit batch` and return seconds, rows and words of the run, starting included."""
    subprocess.run(command(source, output, *options), check=True)
    report = json.loads(output.with_name(output.name + ".report.json").read_text(encoding="utf-8"))
    return {key: report["this_run"][key] for key in ("seconds", "rows", "words")}
