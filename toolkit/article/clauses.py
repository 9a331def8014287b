"""Cutting a sentence that is too long for a model into pieces at its clause marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from toolkit.article.brackets import outermost_pairs

_MARKS = ("；;。！？!?", "：:，,", "、 \t\n", "…—-·/")
"""Marks to cut after, the best first."""
_TOKEN = re.compile(
    r"[+-]?[0-9０-９]+(?:[.,:：/．，-]?[0-9０-９]+)*\s*[%％‰万亿千百十余多]*[元年月日时个家人吨亩项名米]?"
    r"|[零〇一二三四五六七八九十百千万亿两]{2,}[元年月日时个家人吨亩项名米]?"
    r"|[A-Za-z][A-Za-z0-9'’._@:/-]*"
)
_EDGE = 0.15
"""A cut leaves at least this share of the sentence on either side, where it can."""


def split_clauses(text: str, limit: int, count: Callable[[str], int]) -> list[str]:
    """Return pieces of `text` of at most `limit` units each, as `count` measures them.

    The pieces joined are `text` again: nothing is dropped. Cuts fall after clause marks outside
    quotes and brackets if they can, then inside them, and inside a word or number only where
    one alone is longer than the limit. Pieces come out of similar length.
    """
    if len(text) < 2 or count(text) <= limit:
        return [text]
    cut = _best_cut(text)
    return split_clauses(text[:cut], limit, count) + split_clauses(text[cut:], limit, count)


def _best_cut(text: str) -> int:
    """Return the index to cut at: the best class of mark, and of that class the nearest to the middle."""
    middle, edge = len(text) / 2, len(text) * _EDGE
    for cuts in _cut_classes(text):
        inner = [cut for cut in cuts if edge <= cut <= len(text) - edge]
        if inner:
            return min(inner, key=lambda cut: abs(cut - middle))
    return len(text) // 2


def _cut_classes(text: str) -> Iterator[list[int]]:
    """Yield lists of places to cut at, from the best class to the last resort."""
    whole = {cut for token in _TOKEN.finditer(text) for cut in range(token.start() + 1, token.end())}
    guarded = set(whole)
    for start, end in outermost_pairs(text).items():
        guarded.update(range(start + 1, end + 1))
    for kept in (guarded, whole):
        for marks in _MARKS:
            yield [cut for cut in range(1, len(text)) if text[cut - 1] in marks and cut not in kept]
    yield [cut for cut in range(1, len(text)) if cut not in guarded]
    yield [cut for cut in range(1, len(text)) if cut not in whole]
