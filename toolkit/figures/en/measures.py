"""What a number measures: the currencies, units and percent signs around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.lexicon import currencies, units
from toolkit.figures.model import Kind

_MEASURES = words()["measures"]
_DOUBTFUL = frozenset(_MEASURES["currency_if_large"])
_NO_PREFIX = _DOUBTFUL | frozenset(_MEASURES["no_prefix"])
_HEADS: Phrases[str] = Phrases(_MEASURES["per_heads"])
_BETWEEN = frozenset(_MEASURES["between"])


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of one kind; a number beside it counts `factor` of the unit."""

    kind: Kind
    unit: str
    factor: Decimal = Decimal(1)


def _spellings(name: str) -> Iterator[str]:
    """Yield a unit's name in the singular and plural, in British and American spelling."""
    forms = [name]
    for american, british in (("meter", "metre"), ("liter", "litre")):
        forms += [form.replace(american, british) for form in forms if american in form]
    for form in forms:
        yield form
        if len(form) > 2 and form[-1].isalpha() and form[-1].islower() and not form.endswith("s"):
            yield f"{form}s"


def _unit_phrases() -> Iterator[tuple[str, Measure]]:
    for unit in units():
        for name in unit.en:
            for form in _spellings(name):
                yield form, Measure(unit.kind, unit.code)
    for row in _MEASURES["rows"]:
        for name in row["words"]:
            yield name, Measure(row["kind"], row["unit"], Decimal(row["factor"]))


def _currency_phrases() -> Iterator[tuple[str, Measure]]:
    for currency in currencies():
        measure = Measure("money", currency.code)
        for name in (*currency.en, *currency.symbols):
            for form in _spellings(name):
                yield form, measure
    for row in _MEASURES["parts"]:
        for name in row["words"]:
            yield name, Measure("money", row["unit"], Decimal(row["factor"]))


@cache
def currency_codes() -> tuple[str, ...]:
    """Return the names of currencies that may be stuck to a number (RMB25,020)."""
    upper = (name for currency in currencies() for name in currency.en if name.isupper())
    return (*upper, *_MEASURES["stuck_currencies"], *_MEASURES["stuck_codes"])


@cache
def _currencies() -> Phrases[Measure]:
    return Phrases(dict(_currency_phrases()))


@cache
def _currency_prefixes() -> Phrases[Measure]:
    """Return the currency names that may stand before their number: all that are no other word too."""
    return Phrases({name: found for name, found in _currency_phrases() if name not in _NO_PREFIX})


@cache
def _units() -> Phrases[Measure]:
    return Phrases(dict(_unit_phrases()))


def currency_before(tokens: Tokens, index: int) -> tuple[Measure, int] | None:
    """Return the currency that ends just before token `index` and where its name begins."""
    if tokens.glued(index) and tokens.at(index - 1).text in _MEASURES["stuck_currencies"]:
        found = currency_at(tokens, index - 1)
        return (found[0], index - 1) if found else None
    return _currency_prefixes().match_before(tokens, index)


def currency_at(tokens: Tokens, index: int) -> tuple[Measure, int] | None:
    """Return the currency named at token `index` and the index after it."""
    return _currencies().match(tokens, index)


def measure_at(tokens: Tokens, index: int, *, large: bool = False) -> tuple[Measure, int] | None:
    """Return the currency, unit or percent sign at token `index` and the index after it.

    Some words are a currency only after a `large` number: "5 million pounds", "60,000 won".
    """
    index = tokens.past_hyphen(index)
    index += tokens.word(index) in _BETWEEN
    if _compares_periods(tokens, index):
        return None
    if tokens.word(index) in _DOUBTFUL:
        return (currency_at if large else _units().match)(tokens, index)
    return _units().match(tokens, index) or currency_at(tokens, index)


def _compares_periods(tokens: Tokens, index: int) -> bool:
    """Return whether "year on year" begins at token `index`: "up 300,000 year on year" counts no years."""
    on = tokens.past_hyphen(index + 1)
    same = tokens.word(tokens.past_hyphen(on + 1)) == tokens.word(index) != ""
    return same and tokens.word(on) in ("on", "over")


def duration_at(tokens: Tokens, index: int) -> tuple[Measure, int] | None:
    """Return the unit of time named at token `index` and the index after it."""
    found = _units().match(tokens, index)
    return found if found and found[0].kind == "duration" else None


def rate_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Return the unit of "per ton", "/kg" or "a day" at token `index` and the index after it."""
    if tokens.word(index) not in _MEASURES["per"]:
        return None
    if head := _HEADS.match(tokens, index + 1):
        return None if tokens.word(head[1]) in _MEASURES["ago"] else head  # "a year ago" is a date
    found = _units().match(tokens, index + 1)
    if found is None or found[0].kind == "percent" or tokens.word(found[1]) in _MEASURES["ago"]:
        return None
    return found[0].unit, found[1]
