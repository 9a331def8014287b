"""The written names of units and currencies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from toolkit.figures.lexicon import Currency, Unit, currencies, units_by_code
from toolkit.figures.rendering.voice import Voice

_HOME_CURRENCY = "CNY"


class Pattern(NamedTuple):
    """A number's place beside its unit ("{} tons", "¥{}")."""

    text: str
    each: bool = False
    """whether both ends of a range carry the unit"""


@cache
def _currencies() -> dict[str, Currency]:
    return {currency.code: currency for currency in currencies()}


def unit_pattern(code: str, voice: Voice, *, one: bool) -> Pattern | None:
    """Return how a number stands with a unit, or None for a code that is no unit."""
    row = "sign" if code == "%" and voice.style.percent == "%" else code
    pattern = _own(voice.words["units"], row, one=one)
    if pattern is None and code in units_by_code():
        pattern = _regular_unit(units_by_code()[code], voice.lang, one=one)
    return None if pattern is None else Pattern(voice.spell(pattern), each=row in voice.words["each"])


def currency_pattern(code: str, voice: Voice, *, one: bool) -> Pattern | None:
    """Return how a number stands with a currency, or None for a code that is no currency."""
    currency = _currencies().get(code)
    if currency is None:
        return None
    home = code == _HOME_CURRENCY
    in_words = voice.style.currency == "yuan" or not (home or code in currency.en)
    if voice.lang == "zh" or in_words:
        return Pattern(
            _own(voice.words["currencies"], code, one=one) or _regular_currency(currency, voice.lang, one=one)
        )
    if voice.style.currency == "¥" and currency.symbols:
        sign = currency.symbols[0]
        return Pattern(f"{sign} {{}}" if sign.isalpha() else f"{sign}{{}}", each=True)
    return Pattern(f"{voice.style.currency if home else code} {{}}", each=True)


def unit_name(code: str, voice: Voice) -> str:
    """Return the name of one unit, as after "per": "square meter", "吨"."""
    head: str | None = voice.words["heads"].get(code)
    if head is not None:
        return head
    pattern = unit_pattern(code, voice, one=True)
    return pattern.text.replace("{}", "").strip() if pattern else code


def _own(table: dict[str, list[str]], code: str, *, one: bool) -> str | None:
    """Return a pattern of render.toml."""
    row = table.get(code)
    return None if row is None else row[0 if one else 1]


def _regular_unit(unit: Unit, lang: str, *, one: bool) -> str:
    """Return a pattern with the unit's first name in units.toml; a name with capitals has no plural."""
    if lang == "zh":
        return f"{{}}{(unit.zh or unit.en)[0]}"
    return f"{{}} {unit.en[0]}" if one or not unit.en[0].islower() else f"{{}} {unit.en[0]}s"


def _regular_currency(currency: Currency, lang: str, *, one: bool) -> str:
    """Return a pattern with the currency's first name in units.toml."""
    if lang == "zh":
        return f"{{}}{currency.zh[0]}"
    return f"{{}} {currency.en[0]}" if one else f"{{}} {currency.en[0]}s"
