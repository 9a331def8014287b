"""Any server with LibreTranslate's interface."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options, around_blanks, require_fits
from toolkit.engines.server import Server, connect, in_parallel, post_json
from toolkit.errors import InputError, ModelError

BATCH = 16


class LibreTranslateEngine:
    """Sends texts in lists; the protocol knows no forced beginnings, scores or decode settings."""

    max_source_tokens = 2000

    def __init__(self, card: Card, server: Server, options: Options, *, key: str | None) -> None:
        self.card = card
        self._server = server
        self._options = options
        self._key = key

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        require_fits(self.count_tokens(texts), limit=self.max_source_tokens, model=self.card.id)

        def ask(batch: Sequence[str]) -> list[list[Hypothesis]]:
            return self._ask(batch, n_best)

        def search(indexes: list[int]) -> list[list[Hypothesis]]:
            chosen = [texts[index] for index in indexes]
            batches = [chosen[first : first + BATCH] for first in range(0, len(chosen), BATCH)]
            return [each for answers in in_parallel(self._server, ask, batches) for each in answers]

        return around_blanks(texts, search)

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        raise InputError(f"{self.card.id} only translates; choose another model for summaries")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def close(self) -> None:
        """No connection is kept."""

    def _ask(self, batch: Sequence[str], n_best: int) -> list[list[Hypothesis]]:
        """Return the answers to a list; a list answered with another length is asked text by text."""
        body: dict[str, Any] = {"q": list(batch), "format": "text"}
        body |= {"source": self._options.source, "target": self._options.target}
        if n_best > 1:
            body["alternatives"] = n_best - 1
        if self._key:
            body["api_key"] = self._key
        answer = post_json(self._server, "/translate", body)
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or len(texts) != len(batch):
            if len(batch) > 1:
                return [found for text in batch for found in self._ask([text], n_best)]
            if not isinstance(texts, str):
                raise ModelError(f"{self._server.url} does not answer as a LibreTranslate server")
            texts = [texts]
        others = answer.get("alternatives") or [[] for _ in texts]
        return [
            [Hypothesis(str(each), tokens=len(str(each))) for each in dict.fromkeys([text, *more])][:n_best]
            for text, more in zip(texts, others, strict=False)
        ]


def load(card: Card, options: Options) -> LibreTranslateEngine:
    """Return the engine of a LibreTranslate server; nothing is sent before the first text."""
    if card.url is None:
        raise ModelError(f"the card {card.id!r} needs a url")
    key = os.environ.get("LIBRETRANSLATE_API_KEY") or os.environ.get("TOOLKIT_API_KEY") or None
    return LibreTranslateEngine(card, connect(card.url, key=None, options=options), options, key=key)
