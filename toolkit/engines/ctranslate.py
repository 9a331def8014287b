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
from toolkit.engines.memory import halve_when_full, is_full, told_when_full
from toolkit.engines.positions import position_count
from toolkit.engines.sequence import Batch, Output, SequenceEngine
from toolkit.engines.store import locate
from toolkit.engines.tokenizers import SentencePieceTokenizer, Tokenizer
from toolkit.errors import ModelError, reason_of

WEIGHTS = "ctranslate2"
CPU_BATCH_TOKENS = 512
"""Source tokens in a batch: small enough that an article gives every core some batches."""
GPU_BATCH_TOKENS = 16_384
"""A graphics card is busy only with much at once; what is too much for its memory is halved."""
PIECES = "sentencepiece.model"
UNNUMBERED = 512
"""The longest source and output of weights that have no table of positions."""


class CTranslateRunner:
    """A CTranslate2 translator; batches wait in its queue, one worker for each core takes them."""

    def __init__(self, translator: Any, *, end: str, batch_tokens: int) -> None:
        self._translator = translator
        self._end = end
        self.batch_tokens = batch_tokens

    def run(self, batches: Sequence[Batch]) -> list[list[list[Output]]]:
        promises = [self._submit(batch) for batch in batches]
        return [self._collect(batch, results) for batch, results in zip(batches, promises, strict=True)]

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

    def _collect(self, batch: Batch, promises: Sequence[Any]) -> list[list[Output]]:
        """Return the outputs of a batch; one that does not fit into memory is asked again in halves."""

        def run(places: Sequence[int]) -> list[list[Output]]:
            whole = len(places) == len(batch.sources)
            asked = promises if whole else self._submit(batch.part(places))
            return [self._read(promise.result(), batch.decoding) for promise in asked]

        try:
            return halve_when_full(run, range(len(batch.sources)))
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 gave up: {reason_of(error)}") from error

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
        positions = position_count(folder / WEIGHTS / "model.bin") or UNNUMBERED
        pieces = SentencePieceTokenizer(
            folder / PIECES,
            max_tokens=min(card.max_source_tokens or positions, positions),
            max_output=positions,
            prefix=card.prefix,
        )
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
    batch_tokens = GPU_BATCH_TOKENS if on_gpu(options) else CPU_BATCH_TOKENS
    with told_when_full(card.id):
        runner = CTranslateRunner(_open(weights, options), end=tokenizer.end, batch_tokens=batch_tokens)
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
        if is_full(error):
            raise
        raise ModelError(f"CTranslate2 cannot load {folder}: {error}") from error


def _holds_weights(folder: Path) -> bool:
    return (folder / "model.bin").is_file()


def _length_penalty(settings: Decoding) -> float:
    return 1.0 if settings.length_penalty is None else settings.length_penalty
