"""Encoder-decoder models whatever runs them: tokenise, batch by length, search, join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit.cards import Card, Task
from toolkit.engines.base import Decoding, Hypothesis, around_blanks, merge_decoding, require_fits
from toolkit.engines.batching import batches_by_tokens
from toolkit.engines.tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources of like length, the pieces each output must begin with, and how to search.

    `decoding.max_new_tokens` is set: it holds for the longest source of the batch.
    """

    sources: Sequence[list[str]]
    starts: Sequence[list[str]]
    n_best: int
    decoding: Decoding

    def part(self, places: Sequence[int]) -> Batch:
        """Return the batch of only the sources at `places`."""
        return replace(
            self, sources=[self.sources[i] for i in places], starts=[self.starts[i] for i in places]
        )


@dataclass(frozen=True, slots=True)
class Output:
    """The pieces of one hypothesis without its end, and its mean log-probability per piece."""

    pieces: list[str]
    score: float
    finished: bool


class Runner(Protocol):
    """A runtime with the weights loaded."""

    batch_tokens: int

    def run(self, batches: Sequence[Batch]) -> list[list[list[Output]]]:
        """Return, for each batch and each of its sources, the hypotheses, best first."""
        ...

    def close(self) -> None:
        """Free the weights."""
        ...


class SequenceEngine:
    """An engine made of a tokenizer and a runner; nothing is ever cut to fit.

    `padded` False keeps texts of different lengths out of one batch. Padding moves the last bits of a
    sum, which turns a few translations in a thousand; without it none depends on its neighbours.
    """

    def __init__(self, card: Card, tokenizer: Tokenizer, runner: Runner, *, padded: bool = True) -> None:
        self.card = card
        self._tokenizer = tokenizer
        self._runner = runner
        self._padded = padded

    @property
    def max_source_tokens(self) -> int:
        return self._tokenizer.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._tokenizer.encode(text, task=self.card.task)) for text in texts]

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        starts = prefixes or [""] * len(texts)

        def search(indexes: list[int]) -> list[list[Hypothesis]]:
            chosen, forced = [texts[i] for i in indexes], [starts[i] for i in indexes]
            return self._search(chosen, forced, "translate", n_best, decoding)

        return around_blanks(texts, search)

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        def search(indexes: list[int]) -> list[list[Hypothesis]]:
            chosen = [texts[i] for i in indexes]
            return self._search(chosen, [""] * len(chosen), "summarise", n_best, decoding)

        return around_blanks(texts, search)

    def close(self) -> None:
        self._runner.close()

    def _search(
        self, texts: Sequence[str], prefixes: Sequence[str], task: Task, n_best: int, wanted: Decoding | None
    ) -> list[list[Hypothesis]]:
        sources = [self._tokenizer.encode(text, task=task) for text in texts]
        starts = [self._tokenizer.start(prefix, task=task) for prefix in prefixes]
        lengths = [len(source) for source in sources]
        require_fits(lengths, limit=self.max_source_tokens, model=self.card.id)
        settings = merge_decoding(wanted, self.card.decoding)
        forced = None if self._padded else [len(start) for start in starts]
        groups = batches_by_tokens(lengths, max_tokens=self._runner.batch_tokens, starts=forced)
        batches = [
            Batch([sources[i] for i in group], [starts[i] for i in group], n_best, settings)
            for group in groups
        ]
        results: list[list[Hypothesis]] = [[] for _ in texts]
        outputs = self._runner.run([replace(batch, decoding=self._limited(batch)) for batch in batches])
        for group, per_source in zip(groups, outputs, strict=True):
            for index, hypotheses in zip(group, per_source, strict=True):
                results[index] = [self._read(each, starts[index], prefixes[index]) for each in hypotheses]
        return results

    def _limited(self, batch: Batch) -> Decoding:
        """Return the batch's settings with an output limit that follows from its longest source.

        In 7,000 news pairs no translation had more pieces than 1.7 times its source's and 16; what goes
        on beyond the limit is a loop.
        """
        pairs = zip(batch.sources, batch.starts, strict=True)
        longest = max(2 * len(source) + len(start) for source, start in pairs) + 32
        most = min(longest, batch.decoding.max_new_tokens or longest, self._tokenizer.max_output)
        least = batch.decoding.min_new_tokens
        return replace(
            batch.decoding, max_new_tokens=most, min_new_tokens=None if least is None else min(least, most)
        )

    def _read(self, output: Output, start: list[str], prefix: str) -> Hypothesis:
        """Return the hypothesis; a forced beginning stands in its text exactly as it was given."""
        text, forced = self._tokenizer.decode(output.pieces), self._tokenizer.decode(start)
        if prefix and text.startswith(forced):
            text = prefix.rstrip() + text[len(forced) :]
        return Hypothesis(text, output.score, truncated=not output.finished, tokens=len(output.pieces))
