"""Training pairs with their figures locked, as the lock does it at run time."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.figures import Check, Figure, check_figures, render_figure
from toolkit.figures.model import Row
from toolkit.figures.render import render_number
from toolkit.train.config import Lock
from toolkit.translate.locking import lock_source, replace_spans
from toolkit.translate.symbols import SYMBOLS, close_up, is_carried, source_form

Sides = tuple[str, str]


def lock_pair(sides: Sides, lock: Lock, chance: random.Random) -> Sides:
    """Return source and target with the figures locked that both sides have."""
    if lock == "symbols":
        return carry_in_both(*sides, chance)
    return lock_as_translated(*sides), sides[1]


def carry_in_both(source: str, target: str, chance: random.Random) -> Sides:
    """Return both sides with a symbol for each figure that one place in `target` says as the source does.

    Symbols are drawn by chance, so that a model learns all of them alike.
    """
    rows = _alike(check_pair(source, target).rows)[: len(SYMBOLS)]
    drawn = chance.sample(SYMBOLS, len(rows))
    forms, symbols = [], []
    for row, symbol in zip(rows, drawn, strict=True):
        forms.append((row.source.start, row.source.end, source_form(symbol, row.source)))
        if row.target is not None:
            symbols.append((row.target.start, row.target.end, symbol))
    return replace_spans(source, forms), close_up(replace_spans(target, symbols))


def lock_as_translated(source: str, target: str) -> str:
    """Return `source` with those figures rendered in English that `target` writes the same way.

    A rendering that the human translator did not use (两成 as "a fifth") is left out: it would
    teach the model not to copy.
    """
    rows = check_pair(source, target).rows
    alike = [row.source for row in rows if _written_alike(row.source, target)]
    return lock_source(source, alike, lock="numbers").text


@lru_cache(maxsize=1)
def check_pair(source: str, target: str) -> Check:
    """Return the check of a pair, remembered: the filters ask for it just before."""
    return check_figures(source, target)


def _alike(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose figure has a place of its own in the target, with the same bound."""
    places = Counter(row.target.start for row in rows if row.target)
    return [
        row
        for row in rows
        if row.target is not None
        and row.status == "kept"
        and (row.target.kind, row.target.bound) == (row.source.kind, row.source.bound)
        and places[row.target.start] == 1
        and is_carried(row.source)
        and (row.source.kind != "name" or row.target.text == render_figure(row.source))
    ]


def _written_alike(figure: Figure, target: str) -> bool:
    """Return whether the numbers of the figure, both of a range, stand in `target` as rendered."""
    ends = [figure.value] if figure.value_to is None else [figure.value, figure.value_to]
    numbers = [render_number(replace(figure, value=value, value_to=None)) for value in ends]
    return all(_stands_in(number, target) for number in numbers)


def _stands_in(number: str, target: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", target) is not None
