"""Amounts that slipped: by a scale, by a digit, in their unit or currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

from toolkit.figures.lexicon import currencies, units
from toolkit.figures.model import Figure, Row
from toolkit.resources import read_table
from toolkit.translate.repairing.likeness import digit_count, distance, has_same_digits, is_near
from toolkit.translate.repairing.measures import without_sign, written
from toolkit.translate.repairing.scene import Scene
from toolkit.translate.repairing.sizes import is_size_slip

_MEASURED = frozenset(
    ("money", "percent", "area", "length", "mass", "volume", "energy", "data", "speed", "temperature", "rate")
)
_COUNTED = frozenset(("count", "duration"))
# 十里 is more often in the name of a village or a film than a distance.
_UNITS_IN_NAMES = frozenset(("li",))
# Of smaller counts a word of the output may say the same in a way that no list knows.
_SMALLEST_COUNT = 100
_LARGE = 10_000
# This many digits in common are no chance, whatever is counted.
_TELLING_DIGITS = 3
_FOLLOWING = re.compile(r"[\s-]*(per cent\b|[A-Za-z]+)")
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|to))\s*", re.IGNORECASE)
# Shorter names of units are words too: "in", "ha" in "has".
_SHORTEST_NAME = 3


def is_amount_slip(row: Row, target: Figure, scene: Scene) -> bool:
    """Return whether the output's figure is the source's with one thing wrong."""
    source = row.source
    if source.kind not in _MEASURED | _COUNTED or source.unit in _UNITS_IN_NAMES or source.number is None:
        return False
    if row.reason in ("unit", "currency"):
        return _is_measure_slip(source, target, scene)
    lone = scene.is_lone(source)
    if is_size_slip(source, target, lone=lone):
        return True
    if target.unit is None and source.unit is not None and _is_measured_behind(source, target, scene):
        return False
    return _is_number_slip(source, target, lone=lone)


def _is_measure_slip(source: Figure, target: Figure, scene: Scene) -> bool:
    """Return whether only the unit or currency is another or left out, and is not said behind it."""
    if source.kind == "count" and without_sign(target) is None:
        return False
    if target.unit is None and not _may_take_currency(source, target, scene):
        return False
    if target.unit is not None and written(_counted(source)).search(target.text):
        return False  # "pounds" are a weight and a currency
    if _is_measured_behind(source, target, scene):
        return False
    return "vague" in (source.bound, target.bound) or _numbers(source) == _numbers(target)


def _counted(figure: Figure) -> str:
    """Return the unit, or of a rate what is counted."""
    return (figure.unit or "").partition("/")[0]


def _is_measured_behind(source: Figure, target: Figure, scene: Scene) -> bool:
    """Return whether a unit or currency follows that is neither the figure's own nor the source's."""
    following = _FOLLOWING.match(scene.target, target.end)
    if following is None or written(_counted(source)).match(following[1]):
        return False
    return bool({following[1], following[1].lower()} & _measure_words())


def _may_take_currency(source: Figure, target: Figure, scene: Scene) -> bool:
    """Return whether a bare number may get the source's currency: it has none that stands elsewhere.

    Torn off by a full stop ("5 billion. Yuan's centre"), the currency is missed all the same.
    """
    following = _FOLLOWING.match(scene.target, target.end)
    if source.kind != "money" or _is_shared(source, target, scene):
        return False
    if following is None:
        return True
    words = read_table("toolkit.translate.repairing", "repairing.toml")["currency"]["before"]
    return following[1].lower() in words and not _is_said_elsewhere(source, scene)


def _is_shared(source: Figure, target: Figure, scene: Scene) -> bool:
    """Return whether the next number of a list has the currency for both: "3,211 and 3,295 dong"."""
    return any(
        row.target.unit == source.unit and _LISTED.fullmatch(scene.target, target.end, row.target.start)
        for row in scene.check.rows
        if row.target is not None and row.target.start >= target.end
    )


def _is_said_elsewhere(source: Figure, scene: Scene) -> bool:
    """Return whether the currency stands apart from its number: "5 billion. Yuan's centre"."""
    spans = [row.target for row in scene.check.rows if row.target is not None]
    return any(
        not any(span.start <= found.start() < span.end for span in spans)
        for found in written(_counted(source)).finditer(scene.target)
    )


def _is_number_slip(source: Figure, target: Figure, *, lone: bool) -> bool:
    """Return whether every number of the output has the source's digits, or all but a slip of them."""
    ours, theirs = _numbers(source), _numbers(target)
    if len(ours) == 2 and len(theirs) == 1:
        # 四五十天 read as "forty-five days"
        return source.kind == target.kind and ours[0] < theirs[0] < ours[1]
    if not theirs or len(ours) != len(theirs):
        return False
    if source.kind == "percent" != target.kind:
        return _is_tenths_misread(source, target)
    pairs = list(zip(ours, theirs, strict=True))
    scaled = all(has_same_digits(one, other) for one, other in pairs)
    large = lone and min(*ours, *theirs) >= _LARGE
    if large and (scaled or (source.kind == target.kind and _shares_a_digit(pairs))):
        return True
    alike = all(has_same_digits(one, other) or is_near(one, other) for one, other in pairs)
    return alike and _is_telling(source, target, pairs, scaled=scaled, lone=lone)


def _is_telling(
    source: Figure, target: Figure, pairs: Sequence[tuple[Decimal, Decimal]], *, scaled: bool, lone: bool
) -> bool:
    """Return whether the digits in common are enough for what is counted."""
    fewest = min(digit_count(other) for _, other in pairs)
    if source.kind != target.kind and not _shares_an_end(pairs):
        bare = target.unit is None and (scaled or lone)
        return fewest >= (_TELLING_DIGITS - 1 if bare else _TELLING_DIGITS)
    if source.kind not in _COUNTED:
        return True
    return max(one for one, _ in pairs) >= (_SMALLEST_COUNT if fewest > 1 or not scaled else _LARGE)


def _is_tenths_misread(source: Figure, target: Figure) -> bool:
    """Return whether tenths (三成) became another fraction with their number: "three-quarters"."""
    if target.kind != "fraction" or source.number is None or target.number is None:
        return False
    return (
        "成" in source.text and Fraction(target.number).limit_denominator(10).numerator == source.number / 10
    )


def _shares_a_digit(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    return all(distance(one, other) < max(digit_count(one), digit_count(other)) for one, other in pairs)


def _shares_an_end(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    return len(pairs) > 1 and any(one == other for one, other in pairs)


def _numbers(figure: Figure) -> list[Decimal]:
    return [number for number in (figure.number, figure.number_to) if number is not None]


@cache
def _measure_words() -> frozenset[str]:
    """Return the words that units and currencies begin with, small, and the codes of currencies."""
    named = [name for unit in units() for name in unit.en]
    named += [name for currency in currencies() for name in currency.en]
    words = {name.split()[0].lower() for name in named}
    spelled = {word for word in words if len(word) >= _SHORTEST_NAME} | {"per cent", "percent"}
    plurals = {f"{word}s" for word in spelled}
    return frozenset(spelled | plurals | {currency.code for currency in currencies()})
