"""The words and patterns of render.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(lang: str) -> dict[str, Any]:
    """Return the table of render.toml for a language, "en" or "zh", or for "british" spellings."""
    text = files("toolkit.figures").joinpath("render.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)[lang]
    return table
