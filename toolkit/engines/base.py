"""The one seam every model runs behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from toolkit.cards import Card


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of a model. `score` is the length-normalised log-probability (higher is better).

    `truncated` says that the model stopped at its length limit, so text may be missing.
    """

    text: str
    score: float = 0.0
    truncated: bool = False
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for the output; None leaves a setting to the card."""

    beam_size: int | None = None
    length_penalty: float | None = None
    repetition_penalty: float | None = None
    no_repeat_ngram_size: int | None = None
    max_new_tokens: int | None = None


@runtime_checkable
class Engine(Protocol):
    """A loaded model. Engines split nothing and check nothing: one text in, its hypotheses out."""

    card: Card

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        """Return up to `n_best` hypotheses, best first, for each of `texts`.

        `prefixes[i]`, where not "", is English that output i must begin with; it is part of the
        returned text. Texts may come in any order and number: the engine batches by length.
        """
        ...

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        """Return hypotheses for plain text-to-text use (summarisation), without language codes."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the source length of each text in the model's own tokens, specials included."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """The longest source, in tokens, that the model takes without cutting."""
        ...

    def close(self) -> None:
        """Free what the model holds."""
        ...
