"""Figures of the output that need no source: articles, idioms, bare "years" and "thousands"."""

from __future__ import annotations

import re

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.en.weak import is_weak
from toolkit.figures.model import Figure

# today and this year are the day and the year of writing
_PRESENT = frozenset({"0D", "0Y"})
# "a century", "the US dollar": units that nothing is counted in.
_COUNTS_NOTHING = re.compile(r"^(?:an? \w+|(?:\w+ )?the (?:[\w.]+ )?[a-z]+)$", re.IGNORECASE)


def is_idle(figure: Figure, texts: Texts) -> bool:
    """Return whether a figure of the output may stand there without any source figure."""
    if figure.bound == "vague" and not any(char.isdigit() for char in figure.text):
        return True
    if (
        figure.relative is not None
        and figure.value is not None
        and not any(c.isdigit() for c in figure.value)
    ):
        return figure.relative in _PRESENT or any(
            word in texts.source for word in words()["carried_relative"].get(figure.relative, ())
        )
    if figure.kind in ("money", "duration") and _COUNTS_NOTHING.search(figure.text):
        return True
    return is_weak(figure, texts.target)
