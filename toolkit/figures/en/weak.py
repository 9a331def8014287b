"""Which English mentions need no source: articles, "one", "both", idioms with "first" or "second"."""

from __future__ import annotations

import re

from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

_WEAK = words()["weak"]
_ALWAYS = frozenset(_WEAK["always"])
_UNITS_OF_ONE = frozenset(_WEAK["one"])
_IDIOMS: dict[str, list[str]] = _WEAK["idioms"]
_STRONG: dict[str, list[str]] = _WEAK["strong"]
_REACH = 24


def is_weak(figure: Figure, text: str) -> bool:
    """Return whether a figure of the English `text` may stand there without any source figure."""
    said = figure.text.lower()
    first = said.replace("-", " ").split(" ", 1)[0]
    if said in _ALWAYS or (first in _UNITS_OF_ONE and figure.value == "1"):
        return True
    if said in _STRONG:
        return not _stands_in(said, _STRONG[said], figure, text)
    return _stands_in(said, _IDIOMS.get(said, []), figure, text)


def _stands_in(said: str, phrases: list[str], figure: Figure, text: str) -> bool:
    """Return whether one of the phrases, in which `~` is the figure, is found around it."""
    before = re.sub(r"[\s-]+", " ", text[max(figure.start - _REACH, 0) : figure.start].lower())
    after = re.sub(r"[\s-]+", " ", text[figure.end : figure.end + _REACH].lower())
    for phrase in phrases:
        left, _, right = phrase.partition("~")
        if before.endswith(left) and after.startswith(right):
            return True
    return False
