"""Figures that changed places: "from 3 to 5" for 由5到3 has every number and is wrong twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure, Row


@cache
def _order(lang: str) -> re.Pattern[str]:
    return re.compile(words()["order"][lang])


def with_swaps(rows: Mapping[int, Row], source: Sequence[Figure], texts: Texts) -> dict[int, Row]:
    """Return changed rows for neighbours in a list whose counterparts stand in the opposite order."""
    swapped: dict[int, Row] = {}
    for i in range(len(source) - 1):
        first, second = rows.get(i), rows.get(i + 1)
        if first is None or second is None or i in swapped or not _are_swapped(first, second, texts):
            continue
        for place, row, other in ((i, first, second), (i + 1, second, first)):
            swapped[place] = replace(
                row, target=other.target, status="changed", reason="value", note="swapped"
            )
    return swapped


def _are_swapped(first: Row, second: Row, texts: Texts) -> bool:
    ours, theirs = (first.source, second.source), (second.target, first.target)
    if theirs[0] is None or theirs[1] is None or theirs[0].end > theirs[1].start:
        return False
    alike = ours[0].kind == ours[1].kind and ours[0].unit == ours[1].unit and ours[0].value != ours[1].value
    if not alike or ours[0].kind in ("date", "time"):
        return False
    between = texts.source[ours[0].end : ours[1].start].strip()
    target_between = texts.target[theirs[0].end : theirs[1].start].strip().lower()
    return bool(_order("zh").fullmatch(between) and _order("en").fullmatch(target_between))
