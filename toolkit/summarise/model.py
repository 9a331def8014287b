"""What a summary is made of: sentences, each with the article sentences and figures it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.figures.model import Check, Figure, Row


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary.

    `sources` are indexes into the article's sentences. `rows` are the source figures that the
    sentence carries, `original` the Chinese sentence behind a translated one.
    """

    text: str
    sources: Sequence[int]
    rows: Sequence[Row] = ()
    original: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the sentence as the contract's JSON object."""
        return {
            "text": self.text,
            "sources": list(self.sources),
            "figures": [row.to_json() for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary; `coverage` is the share of the article's key figures that it carries, 0 to 1."""

    lang: str
    sentences: Sequence[SummarySentence]
    check: Check
    coverage: float | None
    key_figures: Sequence[Figure] = ()
    warnings: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the summary as the contract's JSON object."""
        return {
            "lang": self.lang,
            "sentences": [sentence.to_json() for sentence in self.sentences],
            "check": {**self.check.to_json(), "coverage": self.coverage},
            "warnings": list(self.warnings),
        }
