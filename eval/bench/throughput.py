"""Words a second of `toolkit batch`, lock and check on, against loops that only run the model.

Usage: python eval/bench/throughput.py SENTENCES.tsv [--count 400] [--rounds 2] [--only NAME]

Each arm is a process of its own and loads its model; they take turns, so that a busy machine disturbs
all alike. The arms:
  batch            toolkit batch: figures locked, checked, decoded again where wrong, repaired
  batch, no lock   the same with --figures check
  raw, tuned       translate_batch over all sentences, sorted, 512 tokens a batch, a worker for each core
  raw, as written  translate_batch over 32 sentences at a time with CTranslate2's own threads
  transformers     generate with random float weights of the same shape, made to stop where ours stopped
Beam, length limits and weights are the same in all; ratios are of sentences a second, to `raw, tuned`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from corpus import read_sentences, run, write_corpus

from toolkit.cards import shipped_cards
from toolkit.engines.batching import usable_cores
from toolkit.engines.tokenizers import SentencePieceTokenizer

CARD = shipped_cards()["zh-en-mini"]
CHUNK = 32
# The raw loops cut nothing, and the model takes no more pieces than its card says.
LONGEST = 150
BEAM = CARD.decoding.beam_size or 1

Measured = dict[str, float]


def main() -> None:
    """Print sentences and words a second of each arm, and its ratio to the tuned raw loop."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", action="append", choices=list(ARMS))
    parser.add_argument("--arm", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.arm:
        fitting = [text for text in read_sentences(options.sentences) if len(text) <= LONGEST]
        print(json.dumps(ARMS[options.arm](fitting[: options.count])))
        return
    arms = options.only or list(ARMS)
    rounds = [{arm: _in_process(arm, options) for arm in arms} for _ in range(options.rounds)]
    print(
        f"{options.count} sentences, beam {BEAM}, {usable_cores()} cores, medians of {options.rounds} rounds"
    )
    print("arm               sentences/s  words/s  ratio  processor s")
    speeds = {arm: median(each[arm]["rows"] / each[arm]["seconds"] for each in rounds) for arm in arms}
    base = speeds.get("raw, tuned")
    for arm in arms:
        words = median(each[arm]["words"] / each[arm]["seconds"] for each in rounds)
        processor = median(each[arm]["processor"] for each in rounds)
        ratio = f"{speeds[arm] / base:6.2f}" if base else "     -"
        print(f"{arm:17} {speeds[arm]:11.1f} {words:8.0f} {ratio} {processor:12.1f}")


def _in_process(arm: str, options: argparse.Namespace) -> Measured:
    """Return what an arm measures, with the processor seconds of the whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, str(options.sentences), "--count", str(options.count), "--arm", arm]
    found: Measured = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {**found, "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def batch(sentences: list[str], *options: str) -> Measured:
    """Measure the command from end to end."""
    with TemporaryDirectory() as folder:
        source = write_corpus(Path(folder, "in.jsonl"), sentences, len(sentences))
        return run(source, Path(folder, "out.jsonl"), *options)


def raw_tuned(sentences: list[str]) -> Measured:
    """Measure the best loop that can be written by hand around the same weights."""

    def translate(sources: list[list[str]]) -> list[int]:
        translator = _translator(inter_threads=usable_cores(), intra_threads=1)
        results = translator.translate_batch(
            sources, max_batch_size=512, batch_type="tokens", **_search(sources)
        )
        return [len(result.hypotheses[0]) for result in results]

    return _timed(sentences, translate)


def raw_as_written(sentences: list[str]) -> Measured:
    """Measure the loop that the documentation of CTranslate2 leads to."""

    def translate(sources: list[list[str]]) -> list[int]:
        translator = _translator()
        lengths = []
        for start in range(0, len(sources), CHUNK):
            some = sources[start : start + CHUNK]
            lengths += [len(each.hypotheses[0]) for each in translator.translate_batch(some, **_search(some))]
        return lengths

    return _timed(sentences, translate)


def transformers(sentences: list[str]) -> Measured:
    """Measure generate on random weights; each batch ends where the int8 model's longest output did."""
    import torch

    from toolkit.train.config import Shape
    from toolkit.train.model import new_model
    from toolkit.train.tokenizer import read_tokenizer

    pieces = SentencePieceTokenizer(_folder() / "sentencepiece.model")
    sources = sorted((pieces.encode(text, task="translate") for text in sentences), key=len, reverse=True)
    outputs = [len(each.hypotheses[0]) for each in _translator().translate_batch(sources, **_search(sources))]
    torch.set_num_threads(usable_cores())
    model = new_model(Shape(), read_tokenizer(_folder() / "sentencepiece.model")).eval()
    started = time.perf_counter()
    with torch.inference_mode():
        for start in range(0, len(sources), CHUNK):
            rows = sources[start : start + CHUNK]
            ids = torch.randint(5, 1000, (len(rows), len(rows[0])))
            tokens = max(outputs[start : start + CHUNK])
            model.generate(ids, num_beams=BEAM, min_new_tokens=tokens, max_new_tokens=tokens)
    return {"seconds": time.perf_counter() - started, "rows": len(sentences), "words": 0.6 * sum(outputs)}


def _timed(sentences: list[str], translate: Callable[[list[list[str]]], Sequence[int]]) -> Measured:
    """Return the time from text to pieces of output; words are counted as 0.6 of the pieces."""
    started = time.perf_counter()
    pieces = SentencePieceTokenizer(_folder() / "sentencepiece.model")
    lengths = translate([pieces.encode(text, task="translate") for text in sentences])
    return {"seconds": time.perf_counter() - started, "rows": len(sentences), "words": 0.6 * sum(lengths)}


def _translator(**options: int) -> Any:
    import ctranslate2

    return ctranslate2.Translator(str(_folder() / "ctranslate2"), device="cpu", **options)


def _search(sources: Sequence[Sequence[str]]) -> dict[str, int]:
    longest = 2 * max(map(len, sources)) + 32
    return {"beam_size": BEAM, "max_decoding_length": min(longest, 250), "max_input_length": 0}


def _folder() -> Path:
    assert CARD.folder is not None
    return CARD.folder


ARMS: dict[str, Callable[[list[str]], Measured]] = {
    "batch": batch,
    "batch, no lock": lambda sentences: batch(sentences, "--figures", "check"),
    "raw, tuned": raw_tuned,
    "raw, as written": raw_as_written,
    "transformers": transformers,
}

if __name__ == "__main__":
    main()
