"""A CTranslate2 translator at work: batches in its queue, outputs read, memory that is full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.engines.base import Decoding
from toolkit.engines.ctranslate_weights import mean_score
from toolkit.engines.memory import halve_when_full
from toolkit.engines.sequence import Batch, Output
from toolkit.errors import ModelError, reason_of


class TranslatorRunner:
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
            length_penalty=_penalty(settings),
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
            finished = pieces[-1:] == [self._end]
            mean = mean_score(score, len(pieces), _penalty(settings))
            outputs.append(Output(pieces[:-1] if finished else pieces, mean, finished))
        return outputs


def _penalty(settings: Decoding) -> float:
    return 1.0 if settings.length_penalty is None else settings.length_penalty
