"""Text to a model's pieces and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from toolkit.cards import Task
from toolkit.errors import ModelError


class Tokenizer(Protocol):
    """Cuts sources and forced output beginnings into a model's pieces, and joins its output.

    `max_tokens` is the longest source, as the card or the model says and its positions allow, and
    `max_output` the longest output; `end` ends an output.
    """

    max_tokens: int
    max_output: int
    end: str

    def encode(self, text: str, *, task: Task) -> list[str]:
        """Return the pieces of a source, with every special piece the model expects."""
        ...

    def start(self, prefix: str, *, task: Task) -> list[str]:
        """Return the pieces that the output is made to begin with, language tag included."""
        ...

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of output pieces, special pieces left out."""
        ...


class SentencePieceTokenizer:
    """One sentencepiece model for both languages, source ended by `</s>`."""

    end = "</s>"

    def __init__(self, path: Path, *, max_tokens: int, max_output: int, prefix: str = "") -> None:
        from sentencepiece import SentencePieceProcessor

        if not path.is_file():
            raise ModelError(f"the tokenizer {path} is missing; pull or reinstall the model")
        try:
            self._pieces = SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{path} is no sentencepiece model or is damaged: {error}") from error
        self._prefix = prefix
        self.max_tokens = max_tokens
        self.max_output = max_output

    def encode(self, text: str, *, task: Task) -> list[str]:
        return [*self._pieces.encode(self._prefix + text, out_type=str), self.end]

    def start(self, prefix: str, *, task: Task) -> list[str]:
        return list(self._pieces.encode(prefix, out_type=str)) if prefix else []

    def decode(self, pieces: Sequence[str]) -> str:
        return str(self._pieces.decode(list(pieces)))
