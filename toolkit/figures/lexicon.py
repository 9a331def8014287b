"""Units and currencies of both languages, read once from units.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from toolkit.figures.model import Kind
from toolkit.resources import read_table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; one of it is `factor` of its `base` unit."""

    code: str
    kind: Kind
    base: str
    factor: Fraction
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code, with its names and signs."""

    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    symbols: tuple[str, ...]


@cache
def units() -> tuple[Unit, ...]:
    """Return every unit of units.toml, in its order."""
    return tuple(
        Unit(
            row["code"], row["kind"], row["base"], Fraction(row["factor"]), tuple(row["zh"]), tuple(row["en"])
        )
        for row in _tables()["unit"]
    )


@cache
def currencies() -> tuple[Currency, ...]:
    """Return every currency of units.toml, in its order."""
    return tuple(
        Currency(row["code"], tuple(row["zh"]), tuple(row["en"]), tuple(row["symbols"]))
        for row in _tables()["currency"]
    )


@cache
def units_by_code() -> dict[str, Unit]:
    """Return the units by their codes."""
    return {unit.code: unit for unit in units()}


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Return `value` of unit `source` in unit `target`, which has the same base."""
    known = units_by_code()
    factor = known[source].factor / known[target].factor
    return value * factor.numerator / factor.denominator


def _tables() -> Mapping[str, Any]:
    return read_table("toolkit.figures", "units.toml")
