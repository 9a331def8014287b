"""What a numeral measures: currency, unit, percent or classifier after it, and the bounds around it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.lexicon import currencies, units
from toolkit.figures.model import Bound, Kind
from toolkit.figures.zh.words import Phrases, words


class Measure(NamedTuple):
    """A kind with its unit (None for a count, which has a classifier); one counts `factor` units."""

    kind: Kind
    unit: str | None
    factor: Decimal = Decimal(1)
    classifier: str | None = None


_BOUNDS = words()["bounds"]
_RATES = words()["rates"]["per"]
_DIRECTIONS = words()["direction"]


def _measures() -> dict[str, Measure]:
    found = {name: Measure("count", None, classifier=name) for name in words()["classifiers"]["words"]}
    found |= {name: Measure(unit.kind, unit.code) for unit in units() for name in unit.zh}
    found |= {name: Measure("money", currency.code) for currency in currencies() for name in currency.zh}
    found |= {
        name: Measure("percent", unit, Decimal(factor)) for name, (unit, factor) in words()["percent"].items()
    }
    found["角"], found["毛钱"], found["分钱"] = (
        Measure("money", "CNY", Decimal(part)) for part in ("0.1", "0.1", "0.01")
    )
    found["美分"] = Measure("money", "USD", Decimal("0.01"))
    return found


MEASURES: Phrases[Measure] = Phrases(_measures())
_CURRENCY_BEFORE: Phrases[str] = Phrases(
    {
        name: currency.code
        for currency in currencies()
        for name in (*currency.zh, *currency.symbols)
        if name not in "元圆块"
    }
)
_BOUND_BEFORE: Phrases[Bound] = Phrases(
    {word: bound for bound, row in _BOUNDS["before"].items() for word in row}
)
_BOUND_AFTER: Phrases[Bound] = Phrases(
    {word: bound for bound, row in _BOUNDS["after"].items() for word in row}
)
_PER: Phrases[str] = Phrases({name: unit.code for unit in units() for name in unit.zh} | _RATES)
_DIRECTION = re.compile(
    "(?:(?P<up>{up})|(?P<down>{down}))(?:{between})*$".format(
        **{
            name: "|".join(sorted(row, key=len, reverse=True))
            for name, row in _DIRECTIONS.items()
            if name != "level"
        }
    )
)
_NOT_NEARLY = ("最近", "附近", "远近", "临近", "靠近", "相近")
_PERIODS = frozenset(("day", "week", "month", "quarter", "year"))


def currency_before(text: str, position: int) -> tuple[str, int] | None:
    """Return the code of a currency named just before `position`, and where its name begins."""
    end = position
    while end and text[end - 1] == " ":
        end -= 1
    found = _CURRENCY_BEFORE.before(text, end)
    return (found[1], end - len(found[0])) if found else None


def bound_before(text: str, position: int) -> tuple[Bound, int] | None:
    """Return the bound said just before `position` (近, 不少于) and where its word begins."""
    found = _BOUND_BEFORE.before(text, position)
    if found is None or (found[0] == "近" and text.endswith(_NOT_NEARLY, 0, position)):
        return None
    if found[0] == "破" and text.endswith(("打破", "侦破", "攻破"), 0, position):
        return None
    return found[1], position - len(found[0])


def bound_after(text: str, position: int) -> tuple[Bound, int] | None:
    """Return the bound said at `position` (以上, 左右, 余) and where its word ends."""
    found = _BOUND_AFTER.at(text, position)
    if found is None or (found[0] == "起" and text[position + 1 : position + 2] not in ",，。、;；"):
        return None
    return found[1], position + len(found[0])


def per_before(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit of 每吨 or 每平方米 said just before `position`, and where 每 stands."""
    found = _PER.before(text, position)
    if found is None:
        return None
    at = position - len(found[0]) - 1
    return (found[1], at) if at >= 0 and text[at] == "每" else None


def per_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit of /吨 or 每吨 said at `position`, and where it ends."""
    if text[position : position + 1] not in ("/", "每", "一"):
        return None
    found = _PER.at(text, position + 1)
    return (found[1], position + 1 + len(found[0])) if found else None


def direction_before(text: str, position: int) -> str | None:
    """Return "up" or "down" where the words before `position` say that the figure is a change."""
    match = _DIRECTION.search(text, max(0, position - 10), position)
    return None if match is None else ("up" if match["up"] else "down")


def recent(bound: Bound, word_start: int, text: str, measure: Measure) -> bool:
    """Return whether 近 before a period means "the last", not "nearly": 近3年."""
    return bound == "nearly" and measure.unit in _PERIODS and text[word_start] == "近"
