"""Which English mentions need no source: articles, "one", idioms with "first"."""

from __future__ import annotations

from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

_WEAK = frozenset(words()["weak"]["words"])


def is_weak(figure: Figure, text: str) -> bool:
    """Return whether a figure of the English `text` may stand there without any source figure."""
    first = text[figure.start : figure.end].lower().replace("-", " ").split(" ", 1)[0]
    return first in _WEAK
