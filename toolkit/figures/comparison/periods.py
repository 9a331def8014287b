"""How often an amount recurs, where words beside it say so: 每周150克 is no "150 grams a day"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_REACH = 30
# a character of every word for a period
_RECURS = re.compile(r"[每均薪]")
_CLAUSE_ZH = re.compile(r"[，。；！？]")
_CLAUSE_EN = re.compile(r"[,.;!?](?!\d)| and | while | but ")


def changed_period(source: Figure, target: Figure, texts: Texts) -> str | None:
    """Return how the period of an amount changed ("week became day"), or None when it did not.

    Only where either text says one period just beside its figure.
    """
    if _RECURS.search(texts.source, max(0, source.start - _REACH), source.end) is None:
        return None
    before = _CLAUSE_ZH.split(texts.source[max(0, source.start - _REACH) : source.start])[-1]
    ours = _named("zh", source.text) or _named("zh", before)
    if len(ours) != 1:
        return None
    after = _CLAUSE_EN.split(texts.target[target.end : target.end + _REACH])[0]
    theirs = _named("en", f"{target.unit} {after}".lower())
    if len(theirs) != 1 or ours == theirs:
        return None
    return f"{ours.pop()} became {theirs.pop()}"


def _named(lang: str, text: str) -> set[str]:
    return {period for period, pattern in _patterns(lang).items() if pattern.search(text)}


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    return {period: re.compile(row[lang]) for period, row in words()["recurring"].items()}
