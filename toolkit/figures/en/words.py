"""The English words of figures, read once from en.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """Return en.toml as nested mappings."""
    return tomllib.loads(resources.files(__package__).joinpath("en.toml").read_text(encoding="utf-8"))


_NUMBERS = words()["numbers"]
SMALL: dict[str, int] = {word: value for value, word in enumerate(_NUMBERS["small"])} | _NUMBERS[
    "small_variants"
]
"""zero to nineteen"""
TENS: dict[str, int] = {word: 20 + 10 * place for place, word in enumerate(_NUMBERS["tens"])} | _NUMBERS[
    "tens_variants"
]
"""twenty to ninety"""
