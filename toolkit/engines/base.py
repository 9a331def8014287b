"""The one seam every model runs behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol, runtime_checkable

from toolkit.cards import Card, Decoding
from toolkit.errors import InputError

__all__ = ["Decoding", "Engine", "Hypothesis", "Options"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of a model. `score` is the mean log-probability of its tokens (higher is better).

    A card's length penalty makes the search rank hypotheses otherwise than by this score.

    `truncated` says that the model stopped at its length limit, so text may be missing.
    """

    text: str
    score: float = 0.0
    truncated: bool = False
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a caller of `load_model` chooses; `threads` None means one for each usable core.

    `padded` False makes an output independent of the texts beside it, at some cost in small batches.
    """

    source: str = "zh"
    target: str = "en"
    device: str = "auto"
    offline: bool = False
    allow_pickle: bool = False
    threads: int | None = None
    padded: bool = True


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


def merge_decoding(wanted: Decoding | None, card: Decoding) -> Decoding:
    """Return the settings of `wanted` with what it leaves open taken from the card."""
    if wanted is None:
        return card
    given = {item.name: getattr(wanted, item.name) for item in fields(wanted)}
    return replace(card, **{name: value for name, value in given.items() if value is not None})


def require_fits(lengths: Sequence[int], *, limit: int, model: str) -> None:
    """Raise InputError when a text is longer than the model takes: nothing is cut in silence."""
    if lengths and max(lengths) > limit:
        raise InputError(
            f"a text of {max(lengths)} tokens is longer than the {limit} that {model} takes; split it first"
        )


def around_blanks(
    texts: Sequence[str], answer: Callable[[list[int]], list[list[Hypothesis]]]
) -> list[list[Hypothesis]]:
    """Return `answer(indexes)` for the texts that hold something, and an empty output for the blank ones."""
    indexes = [index for index, text in enumerate(texts) if text.strip()]
    found = dict(zip(indexes, answer(indexes), strict=True)) if indexes else {}
    return [found.get(index, [Hypothesis("")]) for index in range(len(texts))]
