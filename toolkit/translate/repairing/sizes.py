"""Quantities of which only the size is said, and said wrong: 十几万 as "hundreds of thousands"."""

from __future__ import annotations

from toolkit.figures.model import Figure
from toolkit.resources import read_table

_MEASURED = ("count", "money")
_FAR = 100


def is_size_slip(source: Figure, target: Figure, *, lone: bool) -> bool:
    """Return whether the output has a size in words where the source has another one.

    A lone round sum of money (近亿元 as "nearly billions of dollars"), or a count far off, too. Without
    a word such as 几 in it, a Chinese size (万名干部, 千千万万) is no more than "very many".
    """
    if target.bound != "vague" or any(character.isdigit() for character in target.text):
        return False
    if source.kind not in _MEASURED or target.kind not in (source.kind, "count"):
        return False
    if source.bound != "vague":
        return lone and _is_round(source) and (source.kind == "money" or _is_far(source, target))
    signs = read_table("toolkit.translate.repairing", "repairing.toml")["sizes"]["signs"]
    return any(sign in source.text for sign in signs)


def _is_far(source: Figure, target: Figure) -> bool:
    """Return whether the sizes are so far apart that no way of speaking explains it."""
    ours, low, high = source.number, target.number, target.number_to
    if ours is None or low is None or high is None:
        return False
    return ours >= high * _FAR or low >= ours * _FAR


def _is_round(figure: Figure) -> bool:
    """Return whether the figure is one ten, hundred, thousand …"""
    return figure.number is not None and figure.number.normalize().as_tuple().digits == (1,)
