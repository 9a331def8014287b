"""Which pairs are no good to learn from, and why."""

from __future__ import annotations

import re

from toolkit.article import count_chinese
from toolkit.train.config import Filters
from toolkit.train.locking import check_pair
from toolkit.train.pairs import Pair

_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff]")
_WORD = re.compile(r"[A-Za-z0-9][\w.,'’%-]*")

_SHORTEST_JUDGED = 8
"""Chinese characters below which the length ratio says nothing: 是 may be "That is right"."""


def fault(pair: Pair, filters: Filters, *, trusted: bool = False) -> str | None:
    """Return what is wrong with the pair, or None; the figures of a `trusted` corpus are not checked."""
    han = count_chinese(pair.source)
    words = len(_WORD.findall(pair.target))
    if filters.languages and not _languages_fit(pair, han, words):
        return "wrong language"
    if han >= _SHORTEST_JUDGED and not filters.min_ratio <= words / han <= filters.max_ratio:
        return "length ratio"
    if filters.figures and not trusted and not figures_agree(pair):
        return "figures disagree"
    return None


def figures_agree(pair: Pair) -> bool:
    """Return whether our own check finds every source figure kept and none invented."""
    check = check_pair(pair.source, pair.target)
    return not check.invented and all(row.status == "kept" for row in check.rows)


def _languages_fit(pair: Pair, han: int, words: int) -> bool:
    if count_chinese(pair.target) or _OTHER_SCRIPT.search(pair.source + pair.target):
        return False
    return han > 0 and words > 0
