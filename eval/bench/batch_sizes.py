"""Measure output tokens a second against the batch size, transformers against CTranslate2.

Usage: python eval/bench/batch_sizes.py MODEL TEXTS [--device cuda] [--sizes 1,4,16,64,256]
       [--count 512] [--beam 1]

MODEL is a transformers checkpoint as `toolkit translate --model` takes it; TEXTS holds one Chinese
sentence a line, or a sentence, a tab, its English. Every runtime gets the same sentences, as many at once
as the column says, in the float type of its device. It is meant for a graphics card; a CPU does too.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from pathlib import Path

from toolkit.engines import Decoding, Engine, load_model

RUNTIMES = ("transformers", "ctranslate2")


def main() -> None:
    """Print one row of tokens a second for each runtime, a column for each batch size."""
    options = _options()
    texts = [line.split("\t")[0] for line in options.texts.read_text(encoding="utf-8").splitlines()]
    texts = texts[: options.count]
    print(f"{_hardware(options.device)}; {len(texts)} sentences, beam {options.beam}; output tokens a second")
    print(f"{'sentences at once':18}" + "".join(f"{size:>10}" for size in options.sizes))
    for runtime in RUNTIMES:
        engine = load_model(f"{runtime}:{options.model}", device=options.device)
        settings = Decoding(beam_size=options.beam)
        engine.translate(texts[:1], decoding=settings)
        speeds = [_speed(engine, texts, size, settings) for size in options.sizes]
        print(f"{runtime:18}" + "".join(f"{speed:>10.0f}" for speed in speeds))
        engine.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu", "mps"])
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")])
    parser.add_argument("--count", type=int, default=512)
    parser.add_argument("--beam", type=int, default=1)
    parser.set_defaults(sizes=[1, 4, 16, 64, 256])
    return parser.parse_args()


def _speed(engine: Engine, texts: Sequence[str], size: int, settings: Decoding) -> float:
    """Return the output tokens a second, `size` sentences in each call."""
    tokens, started = 0, time.perf_counter()
    for first in range(0, len(texts), size):
        found = engine.translate(texts[first : first + size], decoding=settings)
        tokens += sum(each[0].tokens for each in found)
    return tokens / (time.perf_counter() - started)


def _hardware(device: str) -> str:
    if device != "cuda":
        return f"{platform.machine()} {device}"
    import torch

    return str(torch.cuda.get_device_name())


if __name__ == "__main__":
    main()
