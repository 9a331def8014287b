"""Numbers in words: "seven", "a dozen", "half a million", "two million three hundred thousand and one"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolkit.figures.decimals import product, shifted, total
from toolkit.figures.en.scales import SCALES, Numeral, joined, read_half, read_scales
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, TENS, words

_DOZENS: dict[str, int] = words()["vague"]["dozens"]
_BARE = frozenset(words()["numbers"]["bare"])
_HALF = Decimal("0.5")


def read_spelled(tokens: Tokens, index: int) -> Numeral | None:
    """Return a number in words, from "seven" to "two million three hundred thousand and one"."""
    numeral = _read_group(tokens, index)
    if numeral is None:
        return None
    whole = read_scales(tokens, _read_point(tokens, numeral))
    while whole.scale > 2:
        comma = tokens.word(whole.end) == ","
        group = _read_group(tokens, whole.end + (comma or tokens.word(whole.end) == "and"), article=False)
        part = read_scales(tokens, group) if group else None
        if part is None or part.scale >= whole.scale or (comma and part.scale == 0):
            break
        whole = replace(joined(whole, part), scale=part.scale)
    return read_half(tokens, _read_point(tokens, whole))


def _read_group(tokens: Tokens, index: int, *, article: bool = True) -> Numeral | None:
    """Return a number below a thousand in words; "a" counts as one before a scale or a dozen."""
    word = tokens.word(index)
    if word in ("a", "an", "half") and not article:
        return None
    if word in ("a", "an"):
        return _read_article(tokens, index)
    if word == "half":
        return _read_half_of(tokens, index)
    bare = word in _BARE
    small = Numeral(Decimal(1), index, spelled=True) if bare else _read_small(tokens, index)
    if small is None:
        return None
    after = tokens.past_hyphen(small.end)
    if tokens.word(after) in _DOZENS:
        return replace(small, value=product(small.value, _DOZENS[tokens.word(after)]), end=after + 1)
    return _read_hundred(tokens, small)


def _read_hundred(tokens: Tokens, small: Numeral) -> Numeral:
    after = tokens.past_hyphen(small.end)
    if tokens.word(after) != "hundred":
        return small
    hundreds = replace(small, value=shifted(small.value, 2), end=after + 1, scale=2)
    after = hundreds.end + (tokens.word(hundreds.end) == "and")
    rest = _read_small(tokens, tokens.past_hyphen(after))
    if rest is None:
        return hundreds
    return replace(hundreds, value=total(hundreds.value, rest.value), end=rest.end, scale=0)


def _read_article(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.word(index + 1)
    one = Numeral(Decimal(1), index + 1, spelled=True)
    if word in _DOZENS:
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
    half = Numeral(_HALF, after, spelled=True)
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
    return replace(numeral, value=total(numeral.value, Decimal(f"0.{digits}")), end=end)
