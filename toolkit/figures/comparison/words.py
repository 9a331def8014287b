"""The words of the comparison, read once from comparison.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.resources import read_table


def words() -> Mapping[str, Any]:
    """Return comparison.toml as nested mappings."""
    return read_table("toolkit.figures.comparison", "comparison.toml")
