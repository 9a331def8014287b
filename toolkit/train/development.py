"""How well the model translates so far: BLEU and chrF of held-out pairs, run as users will run it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.cards import read_card
from toolkit.engines.base import Decoding, Options
from toolkit.engines.ctranslate import load
from toolkit.errors import InputError
from toolkit.scores import Score, score, segment_statistics
from toolkit.train.config import Config, Corpus
from toolkit.train.export import CARD, export_model
from toolkit.train.memory import threads_kept
from toolkit.train.pairs import Pair, read_pairs
from toolkit.train.tokenizer import Tokenizer
from toolkit.translate.ladder import as_read


def read_development(config: Config) -> list[Pair]:
    """Return the pairs to be scored, none when the configuration names none."""
    if config.development is None:
        return []
    path = config.resolve(config.development.path)
    pairs = [item for item in read_pairs(path, Corpus(path=str(path))) if isinstance(item, Pair)]
    if not pairs:
        raise InputError(f"{path} holds no pairs to be scored")
    return pairs[: config.development.sentences]


def score_model(model: Any, tokenizer: Tokenizer, pairs: list[Pair], config: Config) -> dict[str, float]:
    """Return BLEU and chrF of the model on `pairs`, converted to int8 in the output folder."""
    with TemporaryDirectory(dir=config.output_folder, prefix=".development-") as folder, threads_kept():
        export_model(model, tokenizer, Path(folder) / "model", lock=config.lock)
        outputs = _translate(Path(folder) / "model", [pair.source for pair in pairs])
    scored: dict[str, Score] = {"BLEU": "bleu", "chrF": "chrf"}
    return {name: _corpus_score(metric, outputs, pairs) for name, metric in scored.items()}


def _corpus_score(metric: Score, outputs: list[str], pairs: list[Pair]) -> float:
    rows = [
        segment_statistics(metric, *both)
        for both in zip(outputs, (pair.target for pair in pairs), strict=True)
    ]
    return score(metric, [sum(column) for column in zip(*rows, strict=True)])


def _translate(folder: Path, sources: list[str]) -> list[str]:
    engine = load(read_card(folder / CARD), Options(device="cpu"))
    try:
        locked = [as_read(source, engine) for source in sources]
        hypotheses = engine.translate([lock.text for lock in locked], decoding=Decoding(beam_size=1))
        return [lock.unlock(found[0].text) for lock, found in zip(locked, hypotheses, strict=True)]
    finally:
        engine.close()
