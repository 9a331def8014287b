"""Source figures told in another shape: a PMI of 49.3% as 49.3, 每三人中有一人 as one in three."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, localcontext

from toolkit.figures.comparison.magnitude import magnitude
from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.words import words
from toolkit.figures.decimals import plain
from toolkit.figures.model import Figure

_BESIDE = 30
_DIGITS = 60
_TEN = 10
# A repeating fraction is told to 15 decimals.
_EXACT = Decimal("1e-9")


def as_shaped(source: Figure, target: Figure, texts: Texts) -> Figure:
    """Return a figure of the source in the shape of its counterpart, or as it is."""
    text = texts.source
    if source.unit == "%" and target.kind == "count" and target.unit is None:
        bare = _stands(source, text, "index", either=True)
        return replace(source, kind="count", unit=None) if bare else source
    if source.kind == "count" and target.kind == "fraction" and _is_one_of(source, target):
        share = _stands(source, text, "one_of", either=False)
        return replace(target, bound=source.bound) if share else source
    if source.kind == "money" and target.unit == f"{source.unit}/share" and source.number is not None:
        of_ten = _stands(source, text, "ten_shares", either=False)
        share_of_it = plain(source.number / _TEN)
        return replace(source, kind="rate", value=share_of_it, unit=target.unit) if of_ten else source
    return target if _is_most_of(source, target, texts.target) else source


def _is_most_of(source: Figure, target: Figure, text: str) -> bool:
    """Return whether "the better part of a year" tells 大半年."""
    row = words()["shapes"]["most_of"]
    if target.kind != "duration" or not source.text.startswith(row["zh"]):
        return False
    half, whole = magnitude(source), magnitude(target)
    said = re.search(row["en"], text[max(0, target.start - _BESIDE) : target.start], re.IGNORECASE)
    if half is None or whole is None or half.dimension != whole.dimension:
        return False
    return said is not None and half.low * 2 == whole.low


def _is_one_of(source: Figure, target: Figure) -> bool:
    """Return whether a fraction is one of as many as the source figure counts."""
    whole, part = source.number, target.number
    if whole is None or part is None or source.value_to is not None or target.value_to is not None:
        return False
    with localcontext(prec=_DIGITS):
        return abs(whole * part - 1) < _EXACT


def _stands(figure: Figure, text: str, shape: str, *, either: bool) -> bool:
    """Return whether the words before and after a figure (or either of them) are those of a shape."""
    row = words()["shapes"][shape]
    before = re.search(row["before"], text[max(0, figure.start - _BESIDE) : figure.start]) is not None
    after = re.match(row["after"], text[figure.end : figure.end + _BESIDE]) is not None
    return (before or after) if either else (before and after)
