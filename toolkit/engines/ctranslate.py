"""The CTranslate2 runtime: the embedded model, and checkpoints converted on first use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Options, merge_decoding
from toolkit.engines.batching import usable_cores
from toolkit.engines.devices import on_gpu
from toolkit.engines.sequence import Batch, Output, SequenceEngine
from toolkit.engines.store import locate
from toolkit.engines.tokenizers import SentencePieceTokenizer, Tokenizer
from toolkit.errors import ModelError

WEIGHTS = "ctranslate2"
PIECES = "sentencepiece.model"


class CTranslateRunner:
    """A CTranslate2 translator; batches wait in its queue, one worker for each core takes them."""

    batch_tokens = 512
    """Source tokens in a batch: small enough that an article gives every core some batches."""

    def __init__(self, translator: Any, *, end: str) -> None:
        self._translator = translator
        self._end = end

    def run(self, batches: Sequence[Batch]) -> list[list[list[Output]]]:
        promises = [self._submit(batch) for batch in batches]
        return [
            [self._read(promise.result(), batch.decoding) for promise in results]
            for batch, results in zip(batches, promises, strict=True)
        ]

    def close(self) -> None:
        self._translator.unload_model()

    def _submit(self, batch: Batch) -> list[Any]:
        settings = batch.decoding
        promises: list[Any] = self._translator.translate_batch(
            batch.sources,
            target_prefix=batch.starts if any(batch.starts) else None,
            asynchronous=True,
            beam_size=max(settings.beam_size or 1, batch.n_best),
            num_hypotheses=batch.n_best,
            length_penalty=_length_penalty(settings),
            repetition_penalty=settings.repetition_penalty or 1.0,
            no_repeat_ngram_size=settings.no_repeat_ngram_size or 0,
            min_decoding_length=settings.min_new_tokens or 1,
            max_decoding_length=settings.max_new_tokens,
            max_input_length=0,
            return_scores=True,
            return_end_token=True,
        )
        return promises

    def _read(self, result: Any, settings: Decoding) -> list[Output]:
        """Return the outputs of one source, scores made mean log-probabilities per piece."""
        outputs = []
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            length = max(len(pieces), 1)
            finished = pieces[-1:] == [self._end]
            mean = score * length ** _length_penalty(settings) / length
            outputs.append(Output(pieces[:-1] if finished else pieces, mean, finished))
        return outputs


def load(card: Card, options: Options) -> SequenceEngine:
    """Return the engine of a card: from CTranslate2 weights, or converting a checkpoint first."""
    folder = locate(card)
    if (folder / PIECES).is_file() and _holds_weights(folder / WEIGHTS):
        pieces = SentencePieceTokenizer(folder / PIECES, prefix=card.prefix)
        return _engine(card, pieces, folder / WEIGHTS, options)
    # A folder of the toolkit's own kind, as the embedded model is, needs none of what follows.
    _require_parts(folder)
    from toolkit.engines.checkpoint import read_checkpoint
    from toolkit.engines.convert import converted
    from toolkit.engines.hub_tokenizer import HubTokenizer

    checkpoint = read_checkpoint(folder)
    card = replace(card, decoding=merge_decoding(card.decoding, checkpoint.decoding))
    tokenizer = HubTokenizer(card, checkpoint, options)
    weights = folder / WEIGHTS
    if not _holds_weights(weights):
        weights = converted(checkpoint, tokenizer.family, options) / WEIGHTS
    return _engine(card, tokenizer, weights, options)


def _require_parts(folder: Path) -> None:
    """Raise ModelError naming what is missing when a folder is neither of our kind nor a checkpoint."""
    missing = [part for part in (PIECES, f"{WEIGHTS}/model.bin") if not (folder / part).is_file()]
    if missing and not (folder / "config.json").is_file():
        raise ModelError(
            f"the model in {folder} is not whole: no {' and no '.join(missing)}; copy or pull it again"
        )


def _engine(card: Card, tokenizer: Tokenizer, weights: Path, options: Options) -> SequenceEngine:
    runner = CTranslateRunner(_open(weights, options), end=tokenizer.end)
    return SequenceEngine(card, tokenizer, runner, padded=options.padded)


def _open(folder: Path, options: Options) -> Any:
    """Return the translator, on the CPU with one worker of one thread for each core."""
    import ctranslate2

    gpu = on_gpu(options)
    try:
        return ctranslate2.Translator(
            str(folder),
            device="cuda" if gpu else "cpu",
            compute_type="auto" if gpu else "default",
            inter_threads=1 if gpu else options.threads or usable_cores(),
            intra_threads=1,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"CTranslate2 cannot load {folder}: {error}") from error


def _holds_weights(folder: Path) -> bool:
    return (folder / "model.bin").is_file()


def _length_penalty(settings: Decoding) -> float:
    return 1.0 if settings.length_penalty is None else settings.length_penalty
