"""Encoder-decoder models on CTranslate2: the embedded model and converted checkpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options, merge_decoding, require_fits
from toolkit.engines.batching import batches_by_tokens, usable_cores
from toolkit.engines.tokenizers import END, SentencePieceTokenizer, Tokenizer
from toolkit.errors import ModelError

BATCH_TOKENS = 512
"""Source tokens in a batch: small enough that an article gives every core some batches."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A batch under way: which texts it holds and the runtime's promises of their results."""

    texts: list[int]
    results: list[Any]
    length_penalty: float


class CTranslateEngine:
    """A CTranslate2 translator with its tokenizer; sentences are batched by length, never cut."""

    def __init__(self, card: Card, translator: Any, tokenizer: Tokenizer) -> None:
        self.card = card
        self._translator = translator
        self._tokenizer = tokenizer

    @property
    def max_source_tokens(self) -> int:
        return self.card.max_source_tokens or 512

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._tokenizer.encode(text)) for text in texts]

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        sources = [self._tokenizer.encode(text) for text in texts]
        lengths = [len(source) for source in sources]
        require_fits(lengths, limit=self.max_source_tokens, model=self.card.id)
        prefixes = prefixes or [""] * len(texts)
        starts = [self._tokenizer.start(prefix) for prefix in prefixes]
        settings = merge_decoding(decoding, self.card.decoding)
        jobs = [
            self._submit(batch, sources, starts, settings, n_best)
            for batch in batches_by_tokens(lengths, max_tokens=BATCH_TOKENS)
        ]
        outputs: list[list[Hypothesis]] = [[] for _ in texts]
        for job in jobs:
            for index, promise in zip(job.texts, job.results, strict=True):
                outputs[index] = self._read(
                    promise.result(), starts[index], prefixes[index], job.length_penalty
                )
        return outputs

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        return self.translate(texts, n_best=n_best, decoding=decoding)

    def close(self) -> None:
        self._translator.unload_model()

    def _submit(
        self,
        batch: list[int],
        sources: list[list[str]],
        starts: list[list[str]],
        settings: Decoding,
        n_best: int,
    ) -> _Job:
        """Return the job of one batch, its output limit set from its longest source."""
        longest = max(len(sources[index]) + len(starts[index]) for index in batch)
        limit = min(settings.max_new_tokens or 4096, 3 * longest + 32)
        length_penalty = 1.0 if settings.length_penalty is None else settings.length_penalty
        results = self._translator.translate_batch(
            [sources[index] for index in batch],
            target_prefix=[starts[index] for index in batch] if any(starts[i] for i in batch) else None,
            asynchronous=True,
            beam_size=max(settings.beam_size or 1, n_best),
            num_hypotheses=n_best,
            length_penalty=length_penalty,
            repetition_penalty=settings.repetition_penalty or 1.0,
            no_repeat_ngram_size=settings.no_repeat_ngram_size or 0,
            max_input_length=0,
            max_decoding_length=limit,
            return_scores=True,
            return_end_token=True,
        )
        return _Job(batch, results, length_penalty)

    def _read(self, result: Any, start: list[str], prefix: str, length_penalty: float) -> list[Hypothesis]:
        """Return the hypotheses of one text, scores made mean log-probabilities per token."""
        hypotheses = []
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            tokens = max(len(pieces), 1)
            text = self._join(pieces, start, prefix)
            mean = score * tokens**length_penalty / tokens
            hypotheses.append(Hypothesis(text, mean, truncated=pieces[-1:] != [END], tokens=tokens))
        return hypotheses

    def _join(self, pieces: list[str], start: list[str], prefix: str) -> str:
        """Return the output text; a forced beginning stands in it exactly as it was given."""
        text, forced = self._tokenizer.decode(pieces), self._tokenizer.decode(start)
        return prefix.rstrip() + text[len(forced) :] if prefix and text.startswith(forced) else text


def load(card: Card, options: Options) -> CTranslateEngine:
    """Return the engine of a card whose folder holds `ctranslate2/` and `sentencepiece.model`."""
    if card.folder is None:
        raise ModelError(f"the card {card.id!r} names no folder with CTranslate2 weights")
    tokenizer = SentencePieceTokenizer(card.folder / "sentencepiece.model", prefix=card.prefix)
    return CTranslateEngine(card, open_translator(card.folder / "ctranslate2", options), tokenizer)


def open_translator(folder: Path, options: Options) -> Any:
    """Return the CTranslate2 translator of `folder`, one worker of one thread for each core."""
    import ctranslate2

    if not ctranslate2.contains_model(str(folder)):
        raise ModelError(f"{folder} holds no CTranslate2 model; convert it with 'toolkit models convert'")
    gpu = options.device == "cuda" or (options.device == "auto" and ctranslate2.get_cuda_device_count() > 0)
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
