"""Fractions, multiples and scores: "two-thirds", "3/4", "one in five", "tripled", "2.5x", "3-2"."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.decimals import plain, quotient
from toolkit.figures.en.bounds import Direction, bound_before, direction_of
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.scales import Numeral
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_PARTS = words()["parts"]
_DENOMINATORS: dict[str, int] = {
    name + plural: value for name, value in words()["ordinals"].items() if value > 2 for plural in ("", "s")
} | _PARTS["denominators"]
_SCALES: dict[str, int] = _PARTS["scales"]
_SCALED: dict[str, int] = _PARTS["scaled"]
_NOT_HALF_BEFORE = frozenset(_PARTS["not_half_before"])
_NOT_HALF_AFTER = frozenset(_PARTS["not_half_after"])
_MULTIPLES = words()["multiples"]
_WORDS: dict[str, str] = _MULTIPLES["words"]
_VERBS: dict[str, str] = _MULTIPLES["verbs"]
_HALVED = frozenset(_MULTIPLES["halved"])
_BEFORE_VERB = frozenset(_MULTIPLES["before_verb"])
_AFTER_VERB = frozenset(_MULTIPLES["after_verb"])
_DETERMINERS = frozenset(_MULTIPLES["determiners"])
_ADVERBS: dict[str, str] = _MULTIPLES["adverbs"]
_AS_MULTIPLE = frozenset(_MULTIPLES["as_multiple"])
_COUNTED_IN_CHANCES = frozenset(_PARTS["counted_in_chances"])
_CHANCES = frozenset({"in", "out"})


def read_fraction(tokens: Tokens, index: int) -> Found | None:
    """Return "two-thirds", "a quarter", "3/4", "one in five" or "one-fourth to one-fifth"."""
    lower = _fraction_at(tokens, index)
    if lower is None:
        return None
    numerator, denominator, end = lower
    value = quotient(Decimal(numerator), Decimal(denominator))
    value_to = None
    upper = _fraction_at(tokens, end + 1) if tokens.word(end) in ("to", "or", "-", "–") else None
    if upper is not None:
        value_to, end = quotient(Decimal(upper[0]), Decimal(upper[1])), upper[2]
    bound, first = bound_before(tokens, index)
    endless = value * denominator != numerator
    figure = tokens.figure(
        first, end, "fraction", plain(value), value_to=plain(value_to), bound=bound,
        fraction=(numerator, denominator) if endless else None, direction=direction_of(tokens, first, end),
    )  # fmt: skip
    return figure, end


def _fraction_at(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Return numerator, denominator and the index after the fraction at token `index`."""
    article = tokens.word(index) in ("a", "an")
    # "one hundred-thousandth" is one of a hundred thousand parts, not a hundred of a thousand
    alone = article or _denominator_at(tokens, index + 1)[1] > index + 1
    numeral = None if alone else read_numeral(tokens, index)
    numerator = (1 if article else SMALL.get(tokens.word(index))) if alone else _small_integer(numeral)
    after = index + 1 if alone else (numeral.end if numeral else index)
    if numerator is None:
        return None
    over = tokens.word(after) == "/" and tokens.glued(after) and tokens.glued(after + 1)
    if over or tokens.word(after) == "⁄":
        denominator = _small_integer(read_numeral(tokens, after + 1)) if tokens.at(after + 1).number else None
        return (numerator, denominator, after + 2) if denominator and numerator < denominator else None
    # "one in six", "one person in six"
    of_people = tokens.word(after) in _COUNTED_IN_CHANCES and numerator == 1
    if tokens.word(after + of_people) in _CHANCES and not article:
        return _chance(tokens, numerator, after + of_people)
    word = tokens.past_hyphen(after)
    if article and tokens.word(index - 1) == "and" and ordinal_at(tokens, index - 2):
        return None  # "a second and a third"
    denominator, word = _denominator_at(tokens, word)
    if denominator is None or numerator >= denominator or not _is_share(tokens, word, article=article):
        return None
    if _is_time(tokens, index, word, numerator):
        return None
    return numerator, denominator, word + 1


def _is_time(tokens: Tokens, index: int, word: int, numerator: int) -> bool:
    """Return whether quarters are those of a year (two quarters, 3 quarters) and no share of anything."""
    if tokens.word(word) not in ("quarter", "quarters"):
        return False
    return numerator == 2 or (tokens.at(index).text.isdecimal() and tokens.word(word + 1) != "of")


def _denominator_at(tokens: Tokens, word: int) -> tuple[int | None, int]:
    """Return what the part named at token `word` divides by, and the index of its last word."""
    last = tokens.past_hyphen(word + 1)
    if tokens.word(word) in _SCALES and tokens.word(last) in _SCALED:
        return _SCALES[tokens.word(word)] * _SCALED[tokens.word(last)], last
    return _DENOMINATORS.get(tokens.word(word)), word


def _is_share(tokens: Tokens, word: int, *, article: bool) -> bool:
    """Return whether "third" or "quarter" at `word` is a share of something and no place in a row."""
    measured = tokens.word(word + 3) in ("century", "hour", "million")
    if tokens.word(word + 1) == "of" and tokens.word(word + 2) in ("a", "an") and measured:
        return False
    return not article or (
        tokens.word(word + 1) in ("of", "the", "as", "to", "more", ".", ",", "less")
        and tokens.word(word) != "half"
    )


def _chance(tokens: Tokens, numerator: int, after: int) -> tuple[int, int, int] | None:
    after += 2 if tokens.word(after) == "out" and tokens.word(after + 1) == "of" else 1
    other = read_numeral(tokens, after)
    denominator = _small_integer(other)
    if other is None or denominator is None or numerator >= denominator or denominator > 1000:
        return None
    return numerator, denominator, other.end


def _small_integer(numeral: Numeral | None) -> int | None:
    value = numeral.value if numeral and not numeral.vague else None
    return int(value) if value is not None and 0 < value <= 10_000 and value == int(value) else None


def read_half(tokens: Tokens, index: int) -> Found | None:
    """Return "half" (of something) at its word."""
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if before in _NOT_HALF_BEFORE or after in _NOT_HALF_AFTER or after in ("a", "an", "past", "year", "hour"):
        return None
    start = index - 1 if before in ("a", "one") else index
    bound, first = bound_before(tokens, start)
    figure = tokens.figure(
        first, index + 1, "fraction", "0.5", bound=bound, direction=direction_of(tokens, first, index + 1)
    )
    return figure, index + 1


def multiple_words() -> frozenset[str]:
    """Return the words that are multiples by themselves."""
    return frozenset(_WORDS) | frozenset(_VERBS) | frozenset(_ADVERBS) | _HALVED


def read_majority(tokens: Tokens, index: int) -> Found | None:
    """Return "majority" as more than half."""
    return tokens.figure(index, index + 1, "fraction", "0.5", bound="over"), index + 1


def read_multiple_word(tokens: Tokens, index: int) -> Found | None:
    """Return "doubled", "threefold", "to double" or "twice" at its word."""
    word = tokens.word(index)
    after = tokens.word(index + 1)
    direction: Direction | None = "down" if word in _HALVED else "up"
    value = _WORDS.get(word) or _VERBS.get(word) or _ADVERBS.get(word, "0.5")
    if (
        tokens.at(index - 1).number
        or after == "down"
        or (word in _VERBS and tokens.word(index - 1) in _DETERMINERS)
    ):
        return None  # "46 triples"; "down", as in "double down"; "a double" is a stand-in
    if word in _VERBS and tokens.word(index - 1) not in _BEFORE_VERB and after not in _AFTER_VERB:
        return None
    bound, first = bound_before(tokens, index)
    if word in _ADVERBS:
        direction = None
        if after not in _AS_MULTIPLE and bound == "exact":
            return tokens.figure(first, index + 1, "count", value, bound=bound, classifier="times"), index + 1
    return tokens.figure(
        first, index + 1, "multiple", value, unit="x", bound=bound, direction=direction
    ), index + 1
