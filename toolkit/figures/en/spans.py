"""Words that are a whole figure: "half a year", "a decade", "both", "a pair"."""

from __future__ import annotations

from functools import cache

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens, split
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

_SPANS: dict[str, list[str]] = words()["measures"]["one_span"]
_COUNTED: dict[str, str] = words()["counted"]["words"]


@cache
def _spans() -> Phrases[tuple[str, str | None]]:
    spans: dict[str, tuple[str, str | None]] = {
        phrase: (value, unit) for phrase, (value, unit) in _SPANS.items()
    }
    return Phrases(spans | {word: (value, None) for word, value in _COUNTED.items()}, split)


def span_words() -> frozenset[str]:
    """Return the lower-case first words of these phrases."""
    return frozenset(_spans().starts())


def read_span(tokens: Tokens, index: int) -> tuple[Figure, int] | None:
    """Return the duration or count that a fixed phrase at token `index` names."""
    found = _spans().match(tokens, index)
    if found is None:
        return None
    (value, unit), end = found
    bound, first = bound_before(tokens, index)
    return tokens.figure(first, end, "duration" if unit else "count", value, unit=unit, bound=bound), end
