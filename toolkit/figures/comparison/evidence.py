"""Words beside two figures that tell which is which: 死亡 and "killed", 进口 and "imports"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Row

_REACH_ZH = 12
_REACH_EN = 40
_CLAUSE_ZH = re.compile(r"[，。；！？、]")
_CLAUSE_EN = re.compile(r"[,.;!?](?!\d)| and | while | but |\d")


def keep_their_words(first: Row, second: Row, texts: Texts) -> bool:
    """Return whether each of two counterparts stands beside the word for what its source figure measures."""
    return all(_is_confirmed(row, other, texts) for row, other in ((first, second), (second, first)))


def took_the_others_words(first: Row, second: Row, texts: Texts) -> bool:
    """Return whether the word for what one figure measures stands beside the counterpart of the other.

    Only where the counterparts stand the other way round, as those that were exchanged do.
    """
    if first.target is None or second.target is None or second.target.end > first.target.start:
        return False
    return any(_is_denied(row, other, texts) for row, other in ((first, second), (second, first)))


def _is_denied(row: Row, other: Row, texts: Texts) -> bool:
    same = (row.source.kind, row.source.unit) == (other.source.kind, other.source.unit)
    if row.target is None or other.target is None or not same:
        return False
    between = texts.source[min(row.source.end, other.source.end) : max(row.source.start, other.source.start)]
    ours = _around(texts.source, row.source, _CLAUSE_ZH, _REACH_ZH)
    said = [(zh, en) for zh, en in _evidence() if zh.search(ours)]
    if len(said) != 1 or _CLAUSE_ZH.search(between) is None:
        return False
    zh, en = said[0]
    beside_theirs = _around(texts.source, other.source, _CLAUSE_ZH, _REACH_ZH)
    theirs = _around(texts.target, row.target, _CLAUSE_EN, _REACH_EN).lower()
    beside_other = _around(texts.target, other.target, _CLAUSE_EN, _REACH_EN).lower()
    return not zh.search(beside_theirs) and en.search(beside_other) is not None and not en.search(theirs)


def _is_confirmed(row: Row, other: Row, texts: Texts) -> bool:
    if row.target is None or other.target is None:
        return False
    ours = _around(texts.source, row.source, _CLAUSE_ZH, _REACH_ZH)
    theirs = _around(texts.target, row.target, _CLAUSE_EN, _REACH_EN).lower()
    beside_other = _around(texts.target, other.target, _CLAUSE_EN, _REACH_EN).lower()
    return any(
        zh.search(ours) and en.search(theirs) and not en.search(beside_other) for zh, en in _evidence()
    )


def _around(text: str, figure: Figure, clause: re.Pattern[str], reach: int) -> str:
    before = clause.split(text[max(0, figure.start - reach) : figure.start])[-1]
    after = clause.split(text[figure.end : figure.end + reach])[0]
    return f"{before} {after}"


@cache
def _evidence() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(row["zh"]), re.compile(row["en"])) for row in words()["evidence"]["rows"])
