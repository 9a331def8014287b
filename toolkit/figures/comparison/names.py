"""Numerals in names: 十九大 is the 19th congress, and no nineteen of anything."""

from __future__ import annotations

import re

from toolkit.figures.comparison.han import han
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

NAME_AS_COUNT = "the number of a name became a count"
_PLACES = frozenset({"ordinal", "name", "code"})
_DIGITS = re.compile(r"\d+")
_HAN = "零一二三四五六七八九十百"


def compare_names(source: Figure, target: Figure) -> Verdict | None:
    """Return the verdict on a numeral in a name: the same number, and no count made of a place."""
    ours, theirs = _number_in(source), _number_in(target)
    if ours is None or theirs is None or (target.unit is not None and target.kind != "duration"):
        return None
    same = ours == theirs or _says(source.text, theirs)
    if target.kind == "date" and _is_another_month(source, target):
        return Verdict("date", distance=0.3)
    if not same and not (target.kind == "date" and _is_day(ours, target)):
        alike = source.kind == "name" and target.kind in _PLACES
        return Verdict("value", distance=0.5) if alike else None
    if source.kind == "name" and (
        (target.kind == "count" and _is_place(source)) or (_is_indivisible(source) and _is_bare(target))
    ):
        return Verdict("value", note=NAME_AS_COUNT, distance=0.3)
    return Verdict(distance=0.0 if source.kind == target.kind else 0.15)


def _number_in(figure: Figure) -> str | None:
    """Return the digits of a figure's value without leading zeros, or None without digits."""
    found = _DIGITS.findall(figure.value or "")
    return "".join(part.lstrip("0") or "0" for part in found) or None


def _says(name: str, number: str) -> bool:
    """Return whether a name has a number of its own besides its value: 九 is no number of 十九大."""
    if len(number) > 2:
        return False
    return re.search(rf"(?<![{_HAN}]){han(int(number))}(?![{_HAN}])", name) is not None


def _is_another_month(name: Figure, date: Figure) -> bool:
    """Return whether a date lies in another month than the name of a day: 七一 is July 1."""
    parts = (date.value or "").split("-")
    if len(parts) != 3 or not parts[1].isdecimal() or name.text not in words()["names"]["days"]:
        return False
    return not name.text.startswith(han(int(parts[1])))


def _is_day(number: str, date: Figure) -> bool:
    """Return whether a name's number is the day of a date: 九一八 is September 18."""
    parts = (date.value or "").split("-")
    return len(parts) == 3 and parts[2].lstrip("0") == number


def _is_bare(target: Figure) -> bool:
    """Return whether a figure is one number only: 八一 is August 1, and neither an eighth nor a first."""
    bare_day = target.kind == "date" and (target.value or "").startswith("XXXX-XX-")
    return bare_day or target.kind in ("count", "ordinal")


def _is_indivisible(name: Figure) -> bool:
    """Return whether only the whole English name is right: no "one way" is 一带一路."""
    return name.text in words()["names"]["indivisible"]


def _is_place(name: Figure) -> bool:
    """Return whether the number of a Chinese name counts a place in a row: 十九大 is the 19th congress."""
    return any(re.search(pattern, name.text) for pattern in words()["names"]["places"])
