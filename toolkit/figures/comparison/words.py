"""The words of the comparison, read once from comparison.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """Return comparison.toml as nested mappings."""
    return tomllib.loads(resources.files(__package__).joinpath("comparison.toml").read_text(encoding="utf-8"))
