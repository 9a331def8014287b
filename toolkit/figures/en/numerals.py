"""English numerals, in digits or words, as Decimals: "1,234.5", "two hundred and thirty billion"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"(\d+),(\d+)")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:[.,](\d{1,2}))?")

_NUMBERS = words()["numbers"]
SMALL: dict[str, int] = {word: value for value, word in enumerate(_NUMBERS["small"])}
TENS: dict[str, int] = {word: 20 + 10 * place for place, word in enumerate(_NUMBERS["tens"])}
SCALES: dict[str, int] = _NUMBERS["scales"]
_LETTERS: dict[str, int] = _NUMBERS["letters"]
_VAGUE = words()["vague"]
_PLURALS: dict[str, list[int]] = _VAGUE["plurals"]
_FEW: dict[str, list[int]] = _VAGUE["few"]
_DOZENS: dict[str, int] = _VAGUE["dozens"]
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": None}


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
            value=_shift(self.value, power),
            value_to=_shift(self.value_to, power),
            end=end,
            scale=self.scale + power,
        )


def is_scale(word: str) -> bool:
    """Return whether a word or letter multiplies the number before it: million, bn, K."""
    return word in _LETTERS or word.lower() in SCALES or word.lower() == "hundred"


def number_words() -> frozenset[str]:
    """Return the words that a number in words can begin with."""
    scales = {word for word in SCALES if not word.endswith("s")}
    few = {phrase.split()[0] for phrase in _FEW}
    return frozenset({"a", "an", "half", "hundred", *SMALL, *TENS, *scales, *_PLURALS, *few})


def plain(value: Decimal | None) -> str | None:
    """Return a Decimal as digits without exponent, 15 significant digits where it does not end."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def product(first: Decimal, second: Decimal) -> Decimal:
    """Return the exact product of two numbers."""
    return _EXACT.multiply(first, second)


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return the quotient of two numbers to 15 significant digits."""
    return Context(prec=15).divide(numerator, denominator)


def read_digits(text: str) -> Decimal | None:
    """Return what a token of digits means, slips of machine translation included, or None."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if match := _DECIMAL_COMMA.fullmatch(text):
        return Decimal(f"{match[1]}.{match[2]}")
    if match := _DOTTED.fullmatch(text):
        return Decimal(f"{match[1].replace('.', '')}.{match[2] or 0}")
    return None


def read_numeral(tokens: Tokens, index: int, *, money: bool = False) -> Numeral | None:
    """Return the numeral that begins at token `index`, or None.

    With `money`, a letter after a space ("RMB 5 m") and any letter stuck to the digits is a scale.
    """
    token = tokens.at(index)
    if token.number:
        return _read_digit_numeral(tokens, index, money=money)
    if not token.text:
        return None
    return _read_vague(tokens, index) or _read_spelled(tokens, index)


def _read_digit_numeral(tokens: Tokens, index: int, *, money: bool) -> Numeral | None:
    first = Numeral(read_digits(tokens[index].text), index + 1)
    numeral = _read_scales(tokens, first, money=money)
    while numeral.scale > 3 and tokens.at(numeral.end).number:
        part = _read_scales(
            tokens, Numeral(read_digits(tokens[numeral.end].text), numeral.end + 1), money=money
        )
        if not 0 < part.scale < numeral.scale:
            break
        numeral = _add(numeral, part)
    return _read_half(tokens, numeral)


def _read_scales(tokens: Tokens, numeral: Numeral, *, money: bool = False) -> Numeral:
    """Return the numeral with the scale words, or the scale letter, that follow it."""
    index = numeral.end
    word = tokens.at(index).text
    if word in _LETTERS and _is_scale_letter(tokens, index, money=money):
        return numeral.times_ten_to(_LETTERS[word], index + 1)
    while True:
        after = tokens.past_hyphen(index)
        word = tokens.word(after)
        power = 2 if word == "hundred" else SCALES.get(word, 0)
        if not power:
            return numeral
        index = after + 1
        numeral = numeral.times_ten_to(power, index)


def _is_scale_letter(tokens: Tokens, index: int, *, money: bool) -> bool:
    anywhere = tokens[index].text in _NUMBERS["letters_anywhere"]
    return money or (anywhere and tokens.glued(index))


def _read_half(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Return the numeral with "and a half" added, and the scale that may follow it."""
    index = numeral.end
    if tokens.word(index) != "and":
        return numeral
    index += 1
    count = {"a": 1, "one": 1, "three": 3}.get(tokens.word(index), 0)
    index = tokens.past_hyphen(index + 1)
    part = _HALVES.get(tokens.word(index).removesuffix("s"))
    if not count or part is None or numeral.value is None or tokens.word(index + 1) in ("of", "-"):
        return numeral
    added = _shift(part * count, numeral.scale)
    return _read_scales(tokens, replace(numeral, value=_sum(numeral.value, added), end=index + 1))


def _read_vague(tokens: Tokens, index: int) -> Numeral | None:
    """Return "tens of thousands", "several dozen", "a few hundred", "dozens" as a span of values."""
    word = tokens.word(index)
    if word in _PLURALS:
        low, high = _PLURALS[word]
        numeral = _span(low, high, index + 1)
        if tokens.word(index + 1) == "of":
            scaled = _read_scales(tokens, replace(numeral, end=index + 2))
            numeral = scaled if scaled.scale else numeral
        return numeral
    article = word in ("a", "the") and tokens.word(index + 1) in ("few", "couple")
    start = index + 1 if article else index
    few = _FEW.get(tokens.word(start)) or (_FEW["a couple of"] if tokens.word(start) == "couple" else None)
    if few is None:
        return None
    several = tokens.word(start) == "several" or article or tokens.word(start - 1) in _VAGUE["before_few"]
    after = start + 1 + (tokens.word(start + 1) == "of")
    if tokens.word(after) in _DOZENS:
        dozen = _DOZENS[tokens.word(after)]
        return _read_scales(tokens, _span(few[0] * dozen, few[1] * dozen, after + 1))
    scaled = _read_scales(tokens, _span(*few, start + 1))
    if scaled.scale:
        return scaled
    return _span(*few, after) if several else None


def _span(low: int, high: int, end: int) -> Numeral:
    return Numeral(Decimal(low), end, value_to=Decimal(high), spelled=True)


def _read_spelled(tokens: Tokens, index: int) -> Numeral | None:
    """Return a number in words, from "seven" to "two million three hundred thousand and one"."""
    numeral = _read_group(tokens, index)
    if numeral is None:
        return None
    total = _read_scales(tokens, _read_point(tokens, numeral))
    while total.scale > 2:
        after = total.end + (tokens.word(total.end) in ("and", ","))
        group = _read_group(tokens, after, article=False)
        if group is None:
            break
        part = _read_scales(tokens, group)
        if part.scale >= total.scale or (
            part.scale == 0 and after > total.end and tokens.word(after - 1) == ","
        ):
            break
        total = replace(_add(total, part), scale=part.scale)
    return _read_half(tokens, _read_point(tokens, total))


def _read_group(tokens: Tokens, index: int, *, article: bool = True) -> Numeral | None:
    """Return a number below a thousand in words; "a" counts as one before a scale or a dozen."""
    word = tokens.word(index)
    if word in ("a", "an", "half") and not article:
        return None
    if word in ("a", "an"):
        return _read_article(tokens, index)
    if word == "half":
        return _read_half_of(tokens, index)
    small = _read_small(tokens, index)
    if small is None:
        bare = word == "hundred" or (word in SCALES and not word.endswith("s"))
        small = Numeral(Decimal(1), index, spelled=True) if bare else None
    if small is None:
        return None
    after = tokens.past_hyphen(small.end)
    if tokens.word(after) in _DOZENS:
        return replace(small, value=small.value * _DOZENS[tokens.word(after)], end=after + 1)
    return _read_hundred(tokens, small)


def _read_hundred(tokens: Tokens, small: Numeral) -> Numeral:
    after = tokens.past_hyphen(small.end)
    if tokens.word(after) != "hundred":
        return small
    hundreds = replace(small, value=_shift(small.value, 2), end=after + 1, scale=2)
    after = hundreds.end + (tokens.word(hundreds.end) == "and")
    rest = _read_small(tokens, tokens.past_hyphen(after))
    return (
        replace(hundreds, value=_sum(hundreds.value, rest.value), end=rest.end, scale=0) if rest else hundreds
    )


def _read_article(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.word(index + 1)
    one = Numeral(Decimal(1), index + 1, spelled=True)
    if word in _DOZENS and word != "score":
        return Numeral(Decimal(_DOZENS[word]), index + 2, spelled=True)
    if word == "hundred":
        return _read_hundred(tokens, one)
    if word == "half" and (tokens.word(index + 2) in SCALES or tokens.word(index + 2) == "dozen"):
        return _read_half_of(tokens, index + 1)
    return one if word in SCALES else None


def _read_half_of(tokens: Tokens, index: int) -> Numeral | None:
    """Return "half a million" and "half a dozen" (the half of anything else is a fraction)."""
    after = tokens.past_hyphen(index + 1)
    after += tokens.word(after) in ("a", "of")
    if tokens.word(after) in _DOZENS:
        return Numeral(Decimal(6), after + 1, spelled=True)
    half = Numeral(_HALVES["half"], after, spelled=True)
    if tokens.word(after) == "hundred":
        return _read_hundred(tokens, half)
    return half if tokens.word(after) in SCALES else None


def _read_small(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.word(index)
    if word in TENS:
        unit = tokens.past_hyphen(index + 1)
        digit = SMALL.get(tokens.word(unit), 0)
        joined = 0 < digit < 10
        return Numeral(Decimal(TENS[word] + digit * joined), unit + 1 if joined else index + 1, spelled=True)
    if word not in SMALL:
        return None
    end = index + 1
    while SMALL.get(tokens.word(end), 10) < 10:
        end += 1
    if end - index >= 3:
        digits = "".join(str(SMALL[tokens.word(place)]) for place in range(index, end))
        return Numeral(Decimal(digits), end, spelled=True) if SMALL[word] < 10 else None
    return Numeral(Decimal(SMALL[word]), index + 1, spelled=True)


def _read_point(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Return the numeral with its spoken decimals: "point five", "point one two"."""
    if tokens.word(numeral.end) != "point" or numeral.value is None:
        return numeral
    end, digits = numeral.end + 1, ""
    while SMALL.get(tokens.word(end), 10) < 10:
        digits += str(SMALL[tokens.word(end)])
        end += 1
    if not digits:
        return numeral
    return replace(numeral, value=_sum(numeral.value, Decimal(f"0.{digits}")), end=end)


def _add(numeral: Numeral, part: Numeral) -> Numeral:
    return replace(numeral, value=_sum(numeral.value, part.value), end=part.end)


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else _EXACT.add(first, second)


def _shift(value: Decimal | None, power: int) -> Decimal | None:
    return None if value is None else _EXACT.scaleb(value, power)
