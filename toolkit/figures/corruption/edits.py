"""One change of a text, and the numerals that changes are made at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, NamedTuple

from toolkit.resources import read_table

NUMERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"thousand|million|billion|trillion"
_NUMERAL = re.compile(rf"(?<![\w.,#])(?P<digits>{NUMERAL})(?![.,]?\d)(?P<suffix>st|nd|rd|th|s\b)?")


class Edit(NamedTuple):
    """A replacement of text[start:end]."""

    start: int
    end: int
    text: str


Corrupter = Callable[[str, str, Random], Iterator[Edit]]
"""source, target and a source of chance -> single changes of the target"""


class Numeral(NamedTuple):
    """A number in digits in a text; `suffix` is that of an ordinal or a decade."""

    start: int
    end: int
    digits: str
    suffix: str

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.digits.replace(",", ""))


def table() -> Mapping[str, Any]:
    """Return corrupt.toml."""
    return read_table("toolkit.figures", "corrupt.toml")


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of a text that stand by themselves, ordinals and decades included."""
    for match in _NUMERAL.finditer(text):
        yield Numeral(match.start(), match.end(), match["digits"], match["suffix"] or "")


def is_error(before: Decimal, after: str) -> bool:
    """Return whether digits put in a number's place are another number, and not a rounding of it."""
    value = Decimal(after.replace(",", ""))
    return value != before and before.quantize(value, ROUND_HALF_UP) != value


def replacements(
    text: str, pattern: re.Pattern[str], choices: dict[str, list[str]], chance: Random
) -> Iterator[Edit]:
    """Yield one replacement for each match of `pattern`, whose group "word" is a key of `choices`."""
    for match in pattern.finditer(text):
        yield Edit(match.start("word"), match.end("word"), chance.choice(choices[match["word"]]))


def any_of(words: dict[str, list[str]]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
