"""The Chinese words of figures, read once from their TOML files, and longest-first matching over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from toolkit.resources import read_table

Value = TypeVar("Value")


def words() -> Mapping[str, Any]:
    """Return zh.toml as nested mappings."""
    return read_table("toolkit.figures.zh", "zh.toml")


def names() -> Mapping[str, Any]:
    """Return names.toml as nested mappings."""
    return read_table("toolkit.figures.zh", "names.toml")


class Phrases(Generic[Value]):
    """A set of phrases with values, matched longest first at, or just before, a position."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        self._values = dict(phrases)
        self._by_first = _by_length(self._values, 0)
        self._by_last = _by_length(self._values, -1)

    def __iter__(self) -> Iterator[str]:
        """Return the phrases."""
        return iter(self._values)

    def at(self, text: str, position: int) -> tuple[str, Value] | None:
        """Return the longest phrase that begins at `position`, with its value."""
        for phrase in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(phrase, position):
                return phrase, self._values[phrase]
        return None

    def before(self, text: str, position: int) -> tuple[str, Value] | None:
        """Return the longest phrase that ends at `position`, with its value."""
        for phrase in self._by_last.get(text[max(0, position - 1) : position], ()):
            if text.endswith(phrase, 0, position):
                return phrase, self._values[phrase]
        return None


def _by_length(phrases: Iterable[str], index: int) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        table.setdefault(phrase[index], []).append(phrase)
    return table
