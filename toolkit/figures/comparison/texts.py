"""Both texts of a comparison, for the figures that borrow from what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from toolkit.figures.comparison.moments import Said, said
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_WORD = re.compile(r"[ -]*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts and what their dates name, for the figures that borrow from each other."""

    source: str
    target: str
    source_said: Said
    target_said: Said
    currencies: frozenset[str]
    """that amounts of the output name"""
    lengths: tuple[int, int]
    """of the two texts, or how far their figures reach where the texts are not known"""


def texts_of(source: Sequence[Figure], target: Sequence[Figure], source_text: str, target_text: str) -> Texts:
    """Return the context in which the figures of two texts are compared."""
    lengths = (_length(source, source_text), _length(target, target_text))
    ours = said(source)
    ours = replace(ours, relatives=ours.relatives | _carried_offsets(source_text))
    currencies = frozenset(figure.unit for figure in target if figure.kind == "money" and figure.unit)
    return Texts(source_text, target_text, ours, said(target), currencies, lengths)


def _carried_offsets(text: str) -> frozenset[str]:
    """Return the offsets from today that words of a Chinese text name outside its dates: 次月, 翌日."""
    return frozenset(offset for word in _carrying().findall(text) for offset in _offsets()[word])


@cache
def _carrying() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _offsets()), key=len, reverse=True)))


@cache
def _offsets() -> dict[str, list[str]]:
    """Return the offsets that each word of more than one character carries."""
    offsets: defaultdict[str, list[str]] = defaultdict(list)
    for offset, names in words()["carried_relative"].items():
        for name in names:
            if len(name) > 1:
                offsets[name].append(offset)
    return dict(offsets)


def _length(figures: Sequence[Figure], text: str) -> int:
    return max(len(text), figures[-1].end if figures else 1, 1)


def counts_something(target: Figure, text: str) -> bool:
    """Return whether a word follows the number in the English `text`, which it then counts."""
    following = _WORD.match(text, target.end)
    return following is not None and following[1].lower() not in words()["function_words"]["words"]
