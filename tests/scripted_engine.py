"""An engine whose outputs a test writes, for translation and for summaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.cards import Card, Decoding, Lock, Task
from toolkit.engines.base import Hypothesis

Answer = Callable[[str, int, str], list[str]]


class ScriptedEngine:
    """Answers each text with what `answer(text, n_best, prefix)` returns: the outputs, best first."""

    def __init__(
        self,
        answer: Answer,
        *,
        task: Task = "translate",
        source: tuple[str, ...] = ("zh",),
        target: tuple[str, ...] = ("en",),
        lock: Lock = "numbers",
        limit: int = 200,
    ) -> None:
        self.card = Card(
            id="scripted", title="", task=task, engine="none", licence="none",
            source=source, target=target, lock=lock,
        )  # fmt: skip
        self.max_source_tokens = limit
        self._answer = answer
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
        forced = prefixes or [""] * len(texts)
        answers = [self._answer(text, n_best, prefix) for text, prefix in zip(texts, forced, strict=True)]
        return [[Hypothesis(each, -0.1 * rank) for rank, each in enumerate(found)] for found in answers]

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        return self.translate(texts, n_best=n_best, decoding=decoding)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def close(self) -> None:
        """Nothing is held."""


class ScriptedWriter(ScriptedEngine):
    """Answers each text with what `write(text)` returns; without more said, it summarises Chinese."""

    def __init__(
        self,
        write: Callable[[str], list[str]],
        *,
        task: Task = "summarise",
        source: tuple[str, ...] = ("zh",),
        target: tuple[str, ...] = ("zh",),
        limit: int = 1000,
    ) -> None:
        def answer(text: str, n_best: int, _prefix: str) -> list[str]:
            return write(text)[:n_best]

        super().__init__(answer, task=task, source=source, target=target, lock="none", limit=limit)
