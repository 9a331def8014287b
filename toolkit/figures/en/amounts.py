"""A numeral with what stands beside it: sign, currency, unit, "times"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.figures.decimals import negated, product, total
from toolkit.figures.en.measures import Measure, currency_at, currency_before, measure_at
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.scales import Numeral
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, words

_MULTIPLES = words()["multiples"]
_TIMES = frozenset(_MULTIPLES["times"])
_AS_MULTIPLE = frozenset(_MULTIPLES["as_multiple"])
_CHANGE = frozenset(_MULTIPLES["change"])
_MULTIPLE = Measure("multiple", "x")
_COUNTED_IN_MILLIONS = frozenset(words()["numbers"]["counted_in_millions"])
_RANKS_REACH = 6
_HALF = Decimal("0.5")
_MINUS = frozenset({"-", "−", "minus", "negative"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its measure, over tokens first..end-1."""

    first: int
    end: int
    numeral: Numeral
    measure: Measure | None

    @property
    def value(self) -> Decimal | None:
        """The number in the measure's unit."""
        return self._in_unit(self.numeral.value)

    @property
    def value_to(self) -> Decimal | None:
        """The upper end of a vague number in the measure's unit."""
        return self._in_unit(self.numeral.value_to)

    @property
    def measured_after(self) -> bool:
        """Whether the unit or currency stands after the number."""
        return self.end > self.numeral.end

    def _in_unit(self, value: Decimal | None) -> Decimal | None:
        return value if self.measure is None else product(value, self.measure.factor)


def read_amount(tokens: Tokens, index: int, *, money: bool = False) -> Amount | None:
    """Return the amount whose numeral begins at token `index`; with `money` a letter is a scale."""
    prefix = currency_before(tokens, index)
    if prefix is not None and prefix[1] < tokens.floor:
        prefix = None
    money = money or prefix is not None or _is_letter_money(tokens, index)
    numeral = read_numeral(tokens, index, money=money)
    if numeral is None:
        return None
    first = _with_sign(tokens, prefix[1] if prefix else index)
    if tokens.word(first) in _MINUS:
        numeral = replace(numeral, value=negated(numeral.value))
    if prefix is not None:
        suffix = currency_at(tokens, numeral.end)
        repeated = suffix is not None and suffix[0].unit == prefix[0].unit
        return Amount(first, suffix[1] if suffix and repeated else numeral.end, numeral, prefix[0])
    after = numeral.end + (numeral.vague and tokens.word(numeral.end) == "of")
    found = measure_at(tokens, after, large=numeral.large) or _times_at(tokens, first, after)
    if found and tokens.word(after) == "second" and (numeral.spelled or _ranks(tokens, after)):
        found = None  # "seven second prizes"
    if found and found[0].kind == "temperature" and tokens.word(found[1]) == "below":
        return _below(tokens, first, numeral, found)
    if found and found[0].kind == "duration" and _and_a_half(tokens, found[1]):
        return Amount(first, found[1] + 3, replace(numeral, value=total(numeral.value, _HALF)), found[0])
    return Amount(first, found[1] if found else numeral.end, numeral, found[0] if found else None)


def _below(tokens: Tokens, first: int, numeral: Numeral, found: tuple[Measure, int]) -> Amount:
    """Return a temperature before "below": negative when "zero (Celsius)" follows."""
    measure, end = found
    if tokens.word(end + 1) not in ("zero", "freezing"):
        return Amount(first, end, numeral, measure)
    scale = measure_at(tokens, end + 2)
    if scale is not None and scale[0].kind == "temperature":
        measure, end = scale[0], scale[1] - 2
    return Amount(first, end + 2, replace(numeral, value=negated(numeral.value)), measure)


def _ranks(tokens: Tokens, index: int) -> bool:
    """Return whether a first or a third stands near the "second" at token `index`: 2 second prizes."""
    near = range(index - _RANKS_REACH, index + _RANKS_REACH)
    return any(tokens.word(place) in ("first", "third") for place in near)


def _and_a_half(tokens: Tokens, index: int) -> bool:
    """Return whether "and a half" stands at token `index`: "one year and a half"."""
    return [tokens.word(index + step) for step in range(3)] == ["and", "a", "half"]


def _is_letter_money(tokens: Tokens, index: int) -> bool:
    """Return whether a scale letter after the number stands before what it counts: "5m yuan", "5m people"."""
    counted = tokens.word(index + 1) == "m" and tokens.word(index + 2) in _COUNTED_IN_MILLIONS
    return tokens.at(index).number and (counted or currency_at(tokens, index + 2) is not None)


def _with_sign(tokens: Tokens, index: int) -> int:
    """Return the index of the sign (or "minus") of the number at `index`, or `index`."""
    before = tokens.word(index - 1)
    if index - 1 < tokens.floor:
        return index
    signed = before in ("-", "−", "+") and tokens.glued(index) and not tokens.glued(index - 1)
    return index - 1 if signed or before in ("minus", "negative") else index


def _times_at(tokens: Tokens, first: int, end: int) -> tuple[Measure, int] | None:
    """Return the multiple that "times", "-fold" or "x" at token `end` makes, when it is no mere count."""
    end = tokens.past_hyphen(end)
    word = tokens.word(end)
    if word not in _TIMES or (word == "x" and not tokens.glued(end)):
        return None
    number = tokens.at(end - 1)
    counted = word in ("times", "time") and (not number.number or number.text.isdecimal())
    changed = tokens.word(first - 1) in _CHANGE and not _is_number(tokens, first - 2)
    if counted and tokens.word(end + 1) not in _AS_MULTIPLE and not changed:
        return None
    return _MULTIPLE, end + 1


def _is_number(tokens: Tokens, index: int) -> bool:
    return tokens.at(index).number or tokens.word(index) in SMALL
