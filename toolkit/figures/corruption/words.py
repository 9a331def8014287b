"""Wrong words around right digits: scale, unit, currency, percent, bound, month, a range cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random

from toolkit.figures.corruption.edits import NUMERAL, SCALE, Edit, any_of, replacements, table

_END = r"(?![\w-])"


def wrong_scale(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 25.02 billion -> 25.02 million."""
    yield from replacements(target, _after_number("scales"), table()["scales"], chance)


def wrong_unit(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 133 mu -> 133 acres."""
    yield from replacements(target, _after_number("units"), table()["units"], chance)


def wrong_currency(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 5 million yuan -> 5 million dollars, RMB 5 million -> USD 5 million."""
    choices = table()["currencies"]
    yield from replacements(target, _after_number("currencies", "after"), choices["after"], chance)
    yield from replacements(target, _currency_before(), choices["before"], chance)


def wrong_percent(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 3 percent -> 3 percentage points, and the reverse."""
    yield from replacements(target, _percent(), table()["percent"], chance)


def reversed_bound(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield more than 300 -> less than 300, where the source has a bound."""
    if _shows(source, "bounds"):
        yield from replacements(target, _bound(), table()["bounds"], chance)


def wrong_month(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield December 2022 -> August 2022."""
    months: list[str] = table()["dates"]["months"]
    for match in _month().finditer(target):
        others = [month for month in months if month != match[0]]
        yield Edit(match.start(), match.end(), chance.choice(others))


def cut_range(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 3 to 5 million -> 5 million, where the source has a range."""
    if _shows(source, "ranges"):
        for pattern in _ranges():
            for match in pattern.finditer(target):
                yield Edit(match.start(), match.end(), match[chance.choice(("low", "high"))])


def _shows(source: str, what: str) -> bool:
    return any(re.search(pattern, source) for pattern in table()["source"][what])


@cache
def _after_number(name: str, part: str | None = None) -> re.Pattern[str]:
    words = table()[name][part] if part else table()[name]
    return re.compile(rf"(?<![\w.])(?:{NUMERAL})(?:[ -](?:{SCALE}))?[ -](?P<word>{any_of(words)}){_END}")


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{NUMERAL}) ?(?P<word>{any_of(table()['percent'])})(?![\w-])")


@cache
def _currency_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])(?P<word>{any_of(table()['currencies']['before'])}) ?(?=\d)")


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<word>{any_of(table()['bounds'])})(?= (?:RMB ?|[¥$])?\d)")


@cache
def _month() -> re.Pattern[str]:
    dates = table()["dates"]
    sure = "|".join(month for month in dates["months"] if month not in ("May", "March"))
    return re.compile(rf"\b(?:(?:{sure})|{dates['beside']}(?:May|March))\b")


@cache
def _ranges() -> tuple[re.Pattern[str], ...]:
    low, high = f"(?P<low>{NUMERAL})", f"(?P<high>{NUMERAL})"
    return (
        re.compile(rf"(?<!from )(?<![\w.,-]){low}(?: to |-){high}(?![\w,-])"),
        re.compile(rf"\bbetween {low} and {high}(?!\w)"),
    )
