"""What a numeral measures: the currency, unit, percent sign or classifier after it, and what it is per."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.lexicon import currencies, units
from toolkit.figures.model import Kind
from toolkit.figures.zh.words import Phrases, words


class Measure(NamedTuple):
    """A kind with its unit (None for a count, which has a classifier); one counts `factor` units."""

    kind: Kind
    unit: str | None
    factor: Decimal = Decimal(1)
    classifier: str | None = None


BARE = Measure("count", None)
_PIECE = Measure("count", None, classifier="个")
_CLASSIFIERS = words()["classifiers"]
_RATES = words()["rates"]
_SIGNS_ALONE = frozenset(words()["money"]["not_before"])


def _measures() -> dict[str, Measure]:
    """Return every measure word; rows of zh.toml win over names of units.toml, those over classifiers."""
    found = {
        name: Measure("count", None, classifier=name)
        for name in (*_CLASSIFIERS["spelled"], *_CLASSIFIERS["digits"])
    }
    found |= {name: Measure(unit.kind, unit.code) for unit in units() for name in unit.zh}
    found |= {name: Measure("money", currency.code) for currency in currencies() for name in currency.zh}
    for row in words()["measures"]["rows"]:
        measure = Measure(row["kind"], row["unit"], Decimal(row["factor"]))
        found |= dict.fromkeys(row["words"], measure)
    return found


_MEASURES: Phrases[Measure] = Phrases(_measures())
_NO_MEASURE = Phrases(dict.fromkeys(words()["measures"]["not_measures"], True))
_CURRENCY_BEFORE: Phrases[str] = Phrases(
    {
        name: currency.code
        for currency in currencies()
        for name in (*currency.zh, *currency.symbols)
        if name not in _SIGNS_ALONE
    }
)
_PER: Phrases[str] = Phrases({name: unit.code for unit in units() for name in unit.zh} | _RATES["per"])
_PER_BEFORE = re.compile(
    "每(?P<per>{per})(?:{between})?$".format(
        per="|".join(sorted(_PER, key=len, reverse=True)), between="|".join(_RATES["between"])
    )
)
_LONGEST_RATE = 12
_NEAR = 14
_NEAR_WORDS: Phrases[tuple[Measure, re.Pattern[str], re.Pattern[str]]] = Phrases(
    {
        row["word"]: (
            Measure(row["kind"], row["unit"], Decimal(row["factor"])),
            re.compile(row["around"]),
            re.compile(row["not_before"]),
        )
        for row in words()["measures"]["near"]
    }
)
_PER_TIME = {"每小时": "hour", "每秒": "second"}


def _speeds() -> dict[tuple[str, str], str]:
    """Return the units of speed by the length and the time they are made of."""
    lengths = {name: unit.code for unit in units() if unit.kind == "length" for name in unit.zh}
    return {
        (lengths[length], per): unit.code
        for unit in units()
        if unit.kind == "speed"
        for name in unit.zh
        for said, per in _PER_TIME.items()
        if (length := name.removesuffix(said)) in lengths
    }


_SPEEDS = _speeds()


def speed_unit(length: str, per: str) -> str | None:
    """Return the unit of a length per hour or second (km/h), or None when no such unit is known."""
    return _SPEEDS.get((length, per))


def measure_at(text: str, position: int) -> tuple[Measure, int] | None:
    """Return the measure word at `position` and where it ends."""
    found = _MEASURES.at(text, position)
    longer = _NO_MEASURE.at(text, position)
    if found is None:
        return None
    if longer and len(longer[0]) > len(found[0]):
        # 1个月球 counts moons: 个 stays what it is, whatever word follows
        return (_PIECE, position + 1) if text[position] == _PIECE.classifier else None
    end = position + len(found[0])
    return None if _goes_on(text, end) else (found[1], end)


def measure_near(text: str, position: int) -> tuple[Measure, int] | None:
    """Return what 平 of an area or 分 of a price at `position` measures, told by the words around it."""
    found = _NEAR_WORDS.at(text, position)
    if found is None:
        return None
    end = position + len(found[0])
    measure, around, not_before = found[1]
    if not_before.match(text, end) or not around.search(text, max(0, position - _NEAR), end + _NEAR):
        return None
    return measure, end


def _goes_on(text: str, end: int) -> bool:
    """Return whether a Latin name that ends at `end` is only the beginning of a word: 5 million is no 5 m."""
    around = text[end - 1 : end + 1]
    return len(around) == 2 and around.isascii() and around.isalpha()


def currency_before(text: str, position: int, floor: int) -> tuple[str, int] | None:
    """Return the code of a currency named just before `position`, and where its name begins."""
    end = position - text.endswith(" ", 0, position)
    found = _CURRENCY_BEFORE.before(text, end)
    return (found[1], end - len(found[0])) if found and end - len(found[0]) >= floor else None


def per_before(text: str, position: int, floor: int) -> tuple[str, int] | None:
    """Return the unit of 每吨 or 每股派息 said just before `position`, and where 每 stands."""
    begin = text.rfind("每", max(floor, position - _LONGEST_RATE), position)
    match = _PER_BEFORE.match(text, begin, position) if begin >= 0 else None
    found = _PER.at(match["per"], 0) if match else None
    return (found[1], begin) if found else None


def per_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit of /吨, 每吨 or 一张 said at `position`, and where it ends."""
    if text[position : position + 1] not in ("/", "每", "一"):
        return None
    found = _PER.at(text, position + 1)
    return (found[1], position + 1 + len(found[0])) if found else None
