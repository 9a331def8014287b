"""A numeral that is being read, and the scale words after it: "2.5 billion", "10K", "two and a half"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.figures.decimals import shifted, total
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words

_NUMBERS = words()["numbers"]
_POWERS: dict[str, int] = {**_NUMBERS["scales"], "hundred": 2}
_LETTERS: dict[str, int] = _NUMBERS["letters"]
_LETTERS_ANYWHERE = frozenset(_NUMBERS["letters_anywhere"])
_PARTS = {name: Decimal(part) for name, part in _NUMBERS["parts"].items()}
_INITIALS = 3
_PART_COUNTS = {"a": 1, "one": 1, "three": 3}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the index of the token after it; `value` is None when the digits make no sense."""

    value: Decimal | None
    end: int
    value_to: Decimal | None = None
    scale: int = 0
    """the power of ten of its last scale word, 0 without one"""
    spelled: bool = False

    @property
    def large(self) -> bool:
        """Whether it is a sum of money rather than a weight when "pounds" follow it."""
        return self.scale >= 6 or (self.value is not None and self.value >= 10_000)

    @property
    def vague(self) -> bool:
        """Whether the words stand for a span of values, as "several hundred" does."""
        return self.value_to is not None

    def times_ten_to(self, power: int, end: int) -> Numeral:
        """Return the numeral with a further scale word, which ends before `end`."""
        return replace(
            self,
            value=shifted(self.value, power),
            value_to=shifted(self.value_to, power),
            end=end,
            scale=self.scale + power,
        )


SCALES: dict[str, int] = _NUMBERS["scales"]
"""scale words above a hundred, as powers of ten"""


def is_scale(word: str) -> bool:
    """Return whether a word or letter multiplies the number before it: million, bn, K."""
    return word in _LETTERS or word.lower() in _POWERS


def read_scales(tokens: Tokens, numeral: Numeral, *, money: bool = False) -> Numeral:
    """Return the numeral with the scale words, or the scale letter, that follow it."""
    index = numeral.end
    if tokens.word(index) == "+" and tokens.glued(index) and is_scale(tokens.word(index + 1)):
        index += 1  # "$300+ billion"
    letter = tokens.at(index).text
    if letter in _LETTERS and (money or (letter in _LETTERS_ANYWHERE and tokens.glued(index))):
        return numeral.times_ten_to(_LETTERS[letter], index + 1)
    while True:
        after = tokens.past_hyphen(index)
        power = _POWERS.get(tokens.word(after), 0)
        initials = numeral.spelled and len(word := tokens.at(after).text) <= _INITIALS and word.isupper()
        if not power or initials:  # "three BN parties" counts no billions
            return numeral
        index = after + 1
        numeral = numeral.times_ten_to(power, index)


def read_half(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Return the numeral with "and a half" added, and the scale that may follow it."""
    index = tokens.past_hyphen(numeral.end)
    if tokens.word(index) != "and":
        return numeral
    hyphenated = index > numeral.end  # "two-and-a-half-year"
    index = tokens.past_hyphen(index + 1)
    count = _PART_COUNTS.get(tokens.word(index), 0)
    index = tokens.past_hyphen(index + 1)
    part = _PARTS.get(tokens.word(index).removesuffix("s"))
    if not count or part is None or numeral.value is None or tokens.word(index + 1) == "of":
        return numeral
    if tokens.word(index + 1) == "-" and not hyphenated:
        return numeral
    added = shifted(part * count, numeral.scale)
    return read_scales(tokens, replace(numeral, value=total(numeral.value, added), end=index + 1))


def joined(numeral: Numeral, part: Numeral) -> Numeral:
    """Return the numeral with a smaller part added: "2 million" and "300 thousand"."""
    return replace(numeral, value=total(numeral.value, part.value), end=part.end)
