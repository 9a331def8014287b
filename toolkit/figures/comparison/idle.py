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
_NAMED_AFTER = re.compile(r" [A-Z]")
_NAMED_BEFORE = re.compile(r"[a-z,] ?[A-Z][a-z]+[ -]$")
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
    months = words()["implied_month"]
    if figure.text in months["short"] or (figure.text in months["given"] and _is_name(figure, texts.target)):
        return True
    if figure.kind in ("money", "duration") and _COUNTS_NOTHING.search(figure.text):
        return True
    return is_weak(figure, texts.target)


def _is_name(figure: Figure, text: str) -> bool:
    """Return whether a month stands beside a word with a capital letter, as in "June Carter"."""
    named_before = _NAMED_BEFORE.search(text[max(0, figure.start - 20) : figure.start])
    return named_before is not None or _NAMED_AFTER.match(text, figure.end) is not None
