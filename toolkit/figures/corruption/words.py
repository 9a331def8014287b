"""Wrong words around right digits: scale, unit, currency, percent, bound, month, a range cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from random import Random

from toolkit.figures.comparison.han import han
from toolkit.figures.corruption.edits import NUMERAL, SCALE, Edit, any_of, replacements, table

_END = r"(?![\w-])"


def wrong_scale(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 25.02 billion -> 25.02 million."""
    yield from replacements(target, _after_number("scales"), table()["scales"], chance)


def wrong_unit(_source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 133 mu -> 133 acres."""
    yield from replacements(target, _after_number("units"), table()["units"], chance)


def wrong_currency(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 5 million yuan -> 5 million dollars, RMB 5 million -> USD 5 million."""
    choices = table()["currencies"]
    after = replacements(target, _after_number("currencies", "after"), choices["after"], chance)
    before = replacements(target, _currency_before(), choices["before"], chance)
    yield from _contradicting(source, target, "currencies", chain(after, before))


def wrong_percent(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 3 percent -> 3 percentage points, and the reverse."""
    edits = replacements(target, _percent(), table()["percent"], chance)
    yield from _contradicting(source, target, "percent", edits)


def reversed_bound(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield more than 300 -> less than 300, where the source has such a bound."""
    edits = replacements(target, _bound(), table()["bounds"], chance)
    yield from _contradicting(source, target, "bounds", edits)


def wrong_month(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield December 2022 -> August 2022, where the source has that month and not the other."""
    said = [month for number, month in enumerate(table()["dates"]["months"], 1) if _names(source, number)]
    others = [month for month in table()["dates"]["months"] if month not in said]
    for match in _month().finditer(target):
        if match[0] in said:
            yield Edit(match.start(), match.end(), chance.choice(others))


def cut_range(source: str, target: str, chance: Random) -> Iterator[Edit]:
    """Yield 3 to 5 million -> 5 million, where the source has a range."""
    if any(re.search(pattern, source) for pattern in table()["source"]["ranges"]):
        for pattern in _ranges():
            for match in pattern.finditer(target):
                yield Edit(match.start(), match.end(), match[chance.choice(("low", "high"))])


def _contradicting(source: str, target: str, what: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits whose old word the source bears out and whose new word it does not."""
    for edit in edits:
        old, new = (_borne_out(source, what, word) for word in (target[edit.start : edit.end], edit.text))
        if old and not new:
            yield edit


def _borne_out(source: str, what: str, word: str) -> bool:
    return any(word in row["words"] and re.search(row["has"], source) for row in table()["source"][what])


def _names(source: str, month: int) -> bool:
    """Return whether a Chinese text names a month of the year: 7月, 七月."""
    pattern = rf"(?<!\d)0?{month} ?(?:月|[-－~～至到、]\d{{1,2}}月)|(?<!十){han(month)}月"
    return re.search(pattern, source) is not None


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
