"""How one language is written in one style."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.errors import InputError
from toolkit.figures.rendering.numbers import chinese_digits, chinese_number, english_digits, english_number
from toolkit.figures.rendering.style import Style
from toolkit.resources import read_table

_NUMBERS = {"en": english_number, "zh": chinese_number}
_DIGITS: Mapping[str, Callable[[Decimal], str]] = {"en": english_digits, "zh": chinese_digits}


def _tables() -> Mapping[str, Any]:
    return read_table("toolkit.figures", "render.toml")


@dataclass(frozen=True, slots=True)
class Voice:
    """A language and a style; all words come from render.toml."""

    lang: str
    style: Style

    def __post_init__(self) -> None:
        """Raise InputError for a language that figures are not written in."""
        if self.lang not in _NUMBERS:
            raise InputError(f"figures are written in en or zh, not in {self.lang!r}")

    @property
    def words(self) -> dict[str, Any]:
        """The language's table of render.toml."""
        table: dict[str, Any] = _tables()[self.lang]
        return table

    @property
    def british(self) -> bool:
        """Whether English is spelled and dated the British way."""
        return self.lang == "en" and self.style.english == "british"

    def number(self, number: Decimal) -> str:
        """Return a number in digits and, where it is as exact, a scale word."""
        return _NUMBERS[self.lang](number)

    def numbers(self, ends: Sequence[Decimal], *, unit: str | None = None) -> list[str]:
        """Return the ends of a range, in digits where only one has a scale word: 18 to 121,000,000.

        In "18 to 121 million" the scale would be read with both. Years are grouped: 1864年 would be a date.
        """
        in_digits = english_digits if unit in self.words["grouped"] else _DIGITS[self.lang]
        digits, scaled = [in_digits(end) for end in ends], [self.number(end) for end in ends]
        are_scaled = {any(map(str.isalpha, number)) for number in scaled}
        return scaled if are_scaled == {True} else digits

    def spell(self, words: str) -> str:
        """Return `words`, written in American spelling, in the style's spelling."""
        if self.british:
            for american, british in self.words["british"].items():
                words = re.sub(american, british, words)
        return words

    def span(self, first: str, last: str | None = None) -> str:
        """Return a range of two ends, or the one end there is."""
        pattern: str = self.words["range"]
        return first if last is None else pattern.format(first, last)

    def bounded(self, written: str, bound: str, kind: str = "") -> str:
        """Return a written figure with the words of its bound; some kinds have their own."""
        patterns: dict[str, Any] = self.words["bounds"]
        pattern: str = patterns.get(kind, patterns).get(bound, patterns[bound])
        return pattern.format(written)
