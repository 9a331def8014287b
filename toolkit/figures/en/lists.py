"""Lists whose last member alone names the unit: "22, 18 and 2 km"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.figures.model import Figure

_SEPARATORS = frozenset({",", "and", ", and", "or", "/", "、", "&"})
_VAGUE_RANGE = frozenset({"to", "or", "or even", "and even", "to even"})
_GOES_ON = re.compile(r"\d, ?\Z")
_SHARED = frozenset(
    {"money", "percent", "area", "length", "mass", "volume", "energy", "temperature", "duration"}
)


def share_units(figures: Iterable[Figure], text: str) -> list[Figure]:
    """Return the figures, the bare numbers of a list with the unit of the member after them."""
    shared: list[Figure] = []
    for figure in reversed(list(figures)):
        following = shared[-1] if shared else None
        if following is not None and _lists(figure, following, text):
            figure = replace(figure, kind=following.kind, unit=following.unit)
        shared.append(figure)
    return shared[::-1]


def _lists(figure: Figure, following: Figure, text: str) -> bool:
    if figure.bound == following.bound == "vague" and figure.kind == "count":
        return following.kind in _SHARED and text[figure.end : following.start].strip() in _VAGUE_RANGE
    bare = figure.kind == "count" and figure.classifier is None and figure.text[-1:].isdecimal()
    measured = following.kind in _SHARED and following.text[:1].isdecimal()
    between = text[figure.end : following.start].strip()
    # "fell to 21, and 960 km": only a list of three or more has a comma before its "and"
    listed = between in _SEPARATORS and (between != ", and" or _GOES_ON.search(text, 0, figure.start))
    return bare and measured and bool(listed)
