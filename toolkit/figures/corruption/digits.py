"""Wrong digits: one changed, lost or added, the point moved, two numbers exchanged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from toolkit.figures.corruption.edits import SCALE, Edit, Numeral, is_error, numerals
from toolkit.figures.rendering.numbers import nth

_MEASURED = re.compile(rf"\s?%|\s(?:percent|per cent|{SCALE})\b")
_DECADE = "s"
# 8 to 6, 8% and 6%, 60 years old to 64, 16+1: the same range, list or name
_ONE_FIGURE = re.compile(r"\s*%?\s*(?:[:/+–-]|to|and|or|,)\s*|[a-z ]{1,16} to ")


def changed_digit(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 14.5 -> 14.7 for every number."""
    yield from _rewritten(target, chance, _change)


def lost_digit(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 1,530 -> 150 for every number of two digits or more."""
    yield from _rewritten(target, chance, _lose)


def added_digit(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 53 -> 573 for every number."""
    yield from _rewritten(target, chance, _add)


def moved_point(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 14.5 -> 1.45 for numbers with a decimal point, and 29 percent -> 2.9 percent."""
    for numeral in numerals(target):
        digits = numeral.digits.replace(",", "")
        whole, point, decimals = digits.partition(".")
        if not point and (len(whole) < 2 or not _MEASURED.match(target, numeral.end)):
            continue
        left = not point or (len(whole) > 1 and chance.random() < 0.5)
        moved = (
            f"{whole[:-1]}.{whole[-1]}{decimals}"
            if left
            else _without_zeros(f"{whole}{decimals[0]}.{decimals[1:]}")
        )
        if is_error(numeral.value, moved):
            yield Edit(numeral.start, numeral.end, moved)


def exchanged(_source: str, target: str, _chance: Random) -> Iterator[Edit]:
    """Yield a text in which two neighbouring numbers, not of one range or list, have changed places."""
    for first, second in pairwise(numeral for numeral in numerals(target) if not numeral.suffix):
        between = target[first.end : second.start]
        if first.value != second.value and not _ONE_FIGURE.fullmatch(between):
            yield Edit(first.start, second.end, f"{second.digits}{between}{first.digits}")


def _rewritten(target: str, chance: Random, rewrite: Callable[[str, Random], str]) -> Iterator[Edit]:
    for numeral in numerals(target):
        digits = rewrite(numeral.digits.replace(",", ""), chance)
        decade = numeral.suffix == _DECADE
        if decade and (len(digits) != len(numeral.digits) or digits[-1] != "0"):
            continue  # 1973s is no word
        if digits and not digits.startswith(".") and is_error(numeral.value, digits):
            yield Edit(numeral.start, numeral.end, _like(numeral, digits))


def _change(digits: str, chance: Random) -> str:
    place = chance.choice([index for index, character in enumerate(digits) if character != "."])
    choices = [digit for digit in "123456789" if digit != digits[place]]
    return digits[:place] + chance.choice(choices) + digits[place + 1 :]


def _lose(digits: str, chance: Random) -> str:
    whole = len(digits.partition(".")[0])
    places = [index for index, character in enumerate(digits) if character != "." and (index or whole > 1)]
    if not places:
        return ""
    place = chance.choice(places)
    kept = digits[:place] + digits[place + 1 :]
    return "" if len(kept) > 1 and kept[0] == "0" and kept[1] != "." else kept.rstrip(".")


def _add(digits: str, chance: Random) -> str:
    place = chance.randrange(len(digits) + 1)
    return digits[:place] + chance.choice("123456789") + digits[place:]


def _like(numeral: Numeral, digits: str) -> str:
    """Return digits grouped and with the ending of the number they replace."""
    if numeral.suffix == _DECADE:
        return digits + _DECADE
    if numeral.suffix:
        return nth(Decimal(digits))
    whole, point, decimals = digits.partition(".")
    return (f"{int(whole):,}" if "," in numeral.digits else whole) + point + decimals


def _without_zeros(digits: str) -> str:
    return digits.rstrip(".").lstrip("0") or "0"
