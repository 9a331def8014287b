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


SMALL: dict[str, int] = {word: value for value, word in enumerate(words()["numbers"]["small"])}
"""zero to nineteen"""
TENS: dict[str, int] = {word: 20 + 10 * place for place, word in enumerate(words()["numbers"]["tens"])}
"""twenty to ninety"""
