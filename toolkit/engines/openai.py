"""Chat models behind an OpenAI-compatible server: vLLM, Ollama, llama.cpp, hosted ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options
from toolkit.engines.chat import ChatEngine, Prompt
from toolkit.engines.server import Server, connect, in_parallel, post_json
from toolkit.errors import ModelError

VARIED = 0.7
"""Temperature of the further hypotheses; the first one is the model's most likely answer."""
WINDOW, CONTEXT = 8, 3


class OpenAICompleter:
    """Sends each prompt as a chat of its own, several at once.

    The protocol cannot force how an answer begins and gives no comparable scores: the prompt asks for
    the beginning, and hypotheses that have it come first.
    """

    max_source_tokens = 2000
    forces_start = False

    def __init__(self, server: Server, model: str) -> None:
        self._server = server
        self._model = model

    def complete(
        self, prompts: Sequence[Prompt], *, n_best: int, decoding: Decoding
    ) -> list[list[Hypothesis]]:
        def ask(prompt: Prompt) -> list[Hypothesis]:
            answers = self._ask(prompt, temperature=0.0, count=1)
            if n_best > 1:
                answers += self._ask(prompt, temperature=VARIED, count=n_best - 1)
            distinct = {answer.text: answer for answer in reversed(answers)}
            kept = list(reversed(distinct.values()))
            return sorted(kept, key=lambda each: not each.text.startswith(prompt.start))[:n_best]

        return in_parallel(self._server, ask, prompts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def close(self) -> None:
        """No connection is kept."""

    def _ask(self, prompt: Prompt, *, temperature: float, count: int) -> list[Hypothesis]:
        body = {
            "model": self._model,
            "messages": [{"role": "user", "content": prompt.text}],
            "temperature": temperature,
            "max_tokens": prompt.max_new_tokens,
            "n": count,
        }
        answer = post_json(self._server, "/chat/completions", body)
        try:
            return [_read(choice) for choice in answer["choices"]]
        except (KeyError, TypeError, IndexError) as error:
            raise ModelError(
                f"{self._server.url} does not answer as an OpenAI-compatible server (no {error}); "
                "the address usually ends in /v1"
            ) from error


def _read(choice: Any) -> Hypothesis:
    text = choice["message"]["content"] or ""
    return Hypothesis(str(text), truncated=choice.get("finish_reason") == "length", tokens=len(text))


def load(card: Card, options: Options) -> ChatEngine:
    """Return the engine of a chat model behind a server; nothing is sent before the first text."""
    model = card.hub
    if card.url is None or model is None:
        raise ModelError(f"the card {card.id!r} needs a url and the model's name on the server as hub")
    server = connect(card.url, key=_key(card.url), options=options)
    if card.window == 1 and card.instruction is None:
        card = replace(card, window=WINDOW, context=CONTEXT)
    return ChatEngine(card, OpenAICompleter(server, model), options)


def _key(url: str) -> str | None:
    """Return the key from the environment; OPENAI_API_KEY is for OpenAI's own host only."""
    key = os.environ.get("TOOLKIT_API_KEY")
    if not key and urlsplit(url).hostname == "api.openai.com":
        key = os.environ.get("OPENAI_API_KEY")
        if not key:
            raise ModelError(f"{url} wants a key; set OPENAI_API_KEY or TOOLKIT_API_KEY")
    return key or None
