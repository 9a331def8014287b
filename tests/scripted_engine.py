"""An engine whose outputs a test writes, for translation and for summaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.cards import Card, Decoding, Task
from toolkit.engines.base import Hypothesis


class ScriptedWriter:
    """Answers each text with what `write(text)` returns: the outputs, best first."""

    def __init__(
        self,
        write: Callable[[str], list[str]],
        *,
        task: Task = "summarise",
        source: tuple[str, ...] = ("zh",),
        target: tuple[str, ...] = ("zh",),
        limit: int = 1000,
    ) -> None:
        self.card = Card(
            id="scripted", title="", task=task, engine="none", licence="none", source=source, target=target
        )
        self.max_source_tokens = limit
        self._write = write
        self.read: list[str] = []

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        self.read += texts
        return [
            [Hypothesis(each, -0.1 * rank) for rank, each in enumerate(self._write(text)[:n_best])]
            for text in texts
        ]

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        return self.translate(texts, n_best=n_best, decoding=decoding)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def close(self) -> None:
        """Nothing is held."""
