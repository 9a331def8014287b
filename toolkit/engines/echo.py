"""The engine that gives every text back unchanged: for documentation, tests and trying things out."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options

CARD = Card(id="echo", title="Gives the source back", task="translate", engine="echo", licence="Apache-2.0")


class EchoEngine:
    """Answers each text with itself, after the forced beginning where there is one."""

    card = CARD
    max_source_tokens = 1_000_000

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        starts = prefixes or [""] * len(texts)
        return [
            [Hypothesis(start + text, tokens=len(text))] for start, text in zip(starts, texts, strict=True)
        ]

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        return self.translate(texts, n_best=n_best, decoding=decoding)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def close(self) -> None:
        """Nothing is held."""


def load(card: Card, options: Options) -> EchoEngine:
    """Return the echo engine; it needs nothing of `options`."""
    return EchoEngine()
