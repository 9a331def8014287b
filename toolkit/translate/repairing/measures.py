"""The unit or currency word of an English figure, exchanged for the right one in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from toolkit.figures import render_figure
from toolkit.figures.lexicon import Currency, currencies, units_by_code
from toolkit.figures.model import Figure, Kind
from toolkit.resources import read_table
from toolkit.translate.repairing.numerals import numeral_pattern


def reword_measure(source: Figure, target: Figure) -> str | None:
    """Return the text of `target` with what it measures in replaced by what `source` measures in.

    None where its unit cannot be told from the rest of its text.
    """
    if source.unit is None and target.unit in _currencies():
        return without_sign(target)
    right, wrong = _parting(source.unit, target.unit)
    numerals = list(numeral_pattern().finditer(target.text))
    if right is None or right == wrong:
        return None
    if wrong is None:
        return _behind(target.text, numerals[-1].end(), right) if numerals else None
    found = list(written(wrong).finditer(target.text))
    if not found:
        return None
    if numerals and found[0].start() < numerals[0].start():
        return _exchange_sign(target.text, wrong, right)
    name = _name(right, one=target.value == "1" and target.value_to is None)
    return written(wrong).sub(lambda match: _in_place(match, target.text, right, name), target.text)


def without_sign(target: Figure) -> str | None:
    """Return the text of a sum of money for a number without a currency, its sign left out."""
    sign = re.match(rf"(.*?)(?:{written(target.unit or '').pattern})\s*(?=\d)", target.text)
    return None if sign is None else sign[1] + target.text[sign.end() :]


def _parting(right: str | None, wrong: str | None) -> tuple[str | None, str | None]:
    """Return the two units, or of two rates for the same thing (yuan and dollars per ton) what is counted.

    None for both where they are rates of other things, or have no name.
    """
    if right is None or wrong is None or (_is_named(right) and _is_named(wrong)):
        return (right, wrong) if right is not None and _is_named(right) else (None, None)
    ours, theirs = right.partition("/"), wrong.partition("/")
    if not (_is_named(ours[0]) and _is_named(theirs[0])):
        return None, None
    if ours[1:] == theirs[1:] or not ours[1]:
        return ours[0], theirs[0]
    priced = {ours[0], theirs[0]} <= _currencies().keys() and not theirs[1]
    return (ours[0], theirs[0]) if priced else (None, None)


def _is_named(code: str) -> bool:
    return code in units_by_code() or code in _currencies() or code in _shares()


def _in_place(match: re.Match[str], text: str, code: str, name: str) -> str:
    before = text[: match.start()]
    if before.endswith("-"):
        return _name(code, one=True).replace(" ", "-")
    return name if before.endswith(" ") else f" {name}"


def _exchange_sign(text: str, wrong: str, right: str) -> str | None:
    """Return the text with a currency written before its numbers replaced: "$5" -> "5 yuan"."""
    currency = _currencies().get(right)
    known = read_table("toolkit.translate.repairing", "repairing.toml")["currency"]["signs"]
    sign = next((sign for sign in (currency.symbols if currency else ()) if sign in known), "")
    names = f"(?:{written(wrong).pattern})"
    bare = re.sub(rf"{names}\s*(?=\d)", "", text, flags=re.IGNORECASE)
    bare = re.sub(rf"\s*{names}", "", bare, flags=re.IGNORECASE)
    numerals = list(numeral_pattern().finditer(bare))
    if not numerals:
        return None
    if not sign:
        return _behind(bare, numerals[-1].end(), right)
    pieces = [f"{sign}{numeral[0]}" for numeral in numerals]
    return numeral_pattern().sub(lambda _: pieces.pop(0), bare)


def _behind(text: str, end: int, code: str) -> str:
    """Return the text with the unit's name behind the number that ends at `end`."""
    number = text[:end].rsplit(maxsplit=1)[-1]
    hyphened = re.search("-[a-z]", number) is not None or text[end:].startswith("-")
    name = _name(code, one=hyphened or number == "1")
    return text[:end] + (f"-{name.replace(' ', '-')}" if hyphened else f" {name}") + text[end:]


def _name(code: str, *, one: bool) -> str:
    """Return the name of a unit or currency as it stands behind a number."""
    number = "1" if one else "2"
    kind: Kind = "money" if code in _currencies() else "percent"
    kind = units_by_code()[code].kind if code in units_by_code() else kind
    figure = Figure(text="", start=0, end=0, kind=kind, value=number, unit=code)
    return render_figure(figure).removeprefix(number).strip()


@cache
def _currencies() -> dict[str, Currency]:
    return {currency.code: currency for currency in currencies()}


@cache
def written(code: str) -> re.Pattern[str]:
    """Return what finds a unit or currency in English, by any of its names and signs."""
    currency, unit = _currencies().get(code), units_by_code().get(code)
    names = (
        (*currency.en, *currency.symbols, code) if currency else unit.en if unit else _shares().get(code, ())
    )
    patterns = map(_any_form, sorted(names, key=len, reverse=True))
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


def _shares() -> Mapping[str, Sequence[str]]:
    """Return the names of percent and percentage points, which are no units of measure."""
    shares: Mapping[str, Sequence[str]] = read_table("toolkit.translate.repairing", "repairing.toml")[
        "shares"
    ]
    return shares


def _any_form(name: str) -> str:
    """Return a pattern for a name, British spelling, hyphens and plural included."""
    pattern = re.escape(name).replace(r"\ ", r"[\s-]")
    pattern = re.sub(r"(?<=[tl])er\b", "(?:er|re)", pattern)
    return rf"(?<![A-Za-z]){pattern}(?:s\b|\b)" if name[-1].isalpha() else pattern
