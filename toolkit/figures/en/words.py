"""The English words of figures, read once from en.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.resources import read_table


def words() -> Mapping[str, Any]:
    """Return en.toml as nested mappings."""
    return read_table("toolkit.figures.en", "en.toml")


_NUMBERS = words()["numbers"]
SMALL: dict[str, int] = {word: value for value, word in enumerate(_NUMBERS["small"])} | _NUMBERS[
    "small_variants"
]
"""zero to nineteen"""
TENS: dict[str, int] = {word: 20 + 10 * place for place, word in enumerate(_NUMBERS["tens"])} | _NUMBERS[
    "tens_variants"
]
"""twenty to ninety"""
