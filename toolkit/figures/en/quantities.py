"""Numbers with what they measure: money, percentages, lengths, counts, and ranges of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.figures.en.bounds import bound_after, bound_before, direction_of
from toolkit.figures.en.decimals import plain, product
from toolkit.figures.en.measures import Measure, currency_at, currency_before, measure_at, rate_at
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.scales import Numeral
from toolkit.figures.en.tokens import Tokens, split
from toolkit.figures.en.words import words
from toolkit.figures.model import Bound, Figure, Kind

Found = tuple[Figure, int]
_DASHES = frozenset("-–—~−")
_RANGE_WORDS = _DASHES | {"to", "or", "and", "through"}
_ONE = words()["one"]
_NOT_BEFORE_ONE = frozenset(_ONE["not_before"])
_NOT_AFTER_ONE = frozenset(_ONE["not_after"])
_TIMES = frozenset(words()["multiples"]["times"])
_AS_MULTIPLE = frozenset(words()["multiples"]["as_multiple"])
_CHANGE = frozenset(words()["multiples"]["change"])
_BEFORE_AGE = Phrases(dict.fromkeys(words()["measures"]["before_age"], True), split)
_RATED = frozenset({"money", "mass", "length", "area", "volume", "energy", "data"})
_CHANGES = frozenset({"percent"})
_OCCASIONS = frozenset({"times", "time", "occasions"})
_MULTIPLE = Measure("multiple", "x")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A numeral with its measure, over tokens first..end-1."""

    first: int
    end: int
    numeral: Numeral
    measure: Measure | None

    @property
    def value(self) -> Decimal | None:
        """The number in the measure's unit."""
        return self._scaled(self.numeral.value)

    @property
    def value_to(self) -> Decimal | None:
        """The upper end of a vague number in the measure's unit."""
        return self._scaled(self.numeral.value_to)

    def _scaled(self, value: Decimal | None) -> Decimal | None:
        return value if self.measure is None else product(value, self.measure.factor)


def read_quantity(tokens: Tokens, index: int) -> Found | None:
    """Return the quantity whose numeral begins at token `index`, with the index after it."""
    amount = _read_amount(tokens, index)
    if amount is None or _is_pronoun(tokens, amount):
        return None
    upper = _read_upper(tokens, amount)
    if upper is not None:
        amount = _share(amount, upper)
    return _finish(tokens, amount, upper)


def _read_amount(tokens: Tokens, index: int) -> _Amount | None:
    prefix = currency_before(tokens, index)
    if prefix is not None and prefix[1] < tokens.floor:
        prefix = None
    numeral = read_numeral(tokens, index, money=prefix is not None or _letter_money(tokens, index))
    if numeral is None:
        return None
    first = _with_sign(tokens, prefix[1] if prefix else index)
    if first < index and tokens.word(first) in ("-", "−", "minus", "negative") and numeral.value is not None:
        numeral = replace(numeral, value=-numeral.value)
    if prefix is None:
        after = numeral.end + (numeral.vague and tokens.word(numeral.end) == "of")
        found = measure_at(tokens, after, large=numeral.large)
        found = found or _times_at(tokens, first, after)
        return (
            _Amount(first, found[1], numeral, found[0])
            if found
            else _Amount(first, numeral.end, numeral, None)
        )
    suffix = currency_at(tokens, numeral.end)
    repeated = suffix is not None and suffix[0].unit == prefix[0].unit
    return _Amount(first, suffix[1] if suffix and repeated else numeral.end, numeral, prefix[0])


def _is_pronoun(tokens: Tokens, amount: _Amount) -> bool:
    """Return whether the amount is a "one" that counts nothing: "no one", "one of the"."""
    if (
        amount.measure is not None
        or amount.numeral.end != amount.first + 1
        or tokens.word(amount.first) != "one"
    ):
        return False
    return tokens.word(amount.first - 1) in _NOT_BEFORE_ONE or tokens.word(amount.end) in _NOT_AFTER_ONE


def _times_at(tokens: Tokens, first: int, end: int) -> tuple[Measure, int] | None:
    """Return the multiple that "times", "-fold" or "x" at token `end` makes, when it is no mere count."""
    end = tokens.past_hyphen(end)
    word = tokens.word(end)
    if word not in _TIMES or (word == "x" and not tokens.glued(end)):
        return None
    if (
        word in ("times", "time")
        and tokens.word(end + 1) not in _AS_MULTIPLE
        and tokens.word(first - 1) not in _CHANGE
    ):
        return None
    return _MULTIPLE, end + 1


def _letter_money(tokens: Tokens, index: int) -> bool:
    """Return whether a scale letter after the number is followed by a currency: "5m yuan"."""
    return tokens.at(index).number and currency_at(tokens, index + 2) is not None


def _with_sign(tokens: Tokens, index: int) -> int:
    """Return the index of the minus sign (or word) of the number at `index`, or `index`."""
    before = tokens.word(index - 1)
    if before in ("minus", "negative"):
        return index - 1
    signed = before in ("-", "−", "+") and tokens.glued(index) and not tokens.glued(index - 1)
    return index - 1 if signed and index - 1 >= tokens.floor else index


def _read_upper(tokens: Tokens, lower: _Amount) -> _Amount | None:
    """Return the upper end of a range that begins with `lower`, or None."""
    suspended = tokens.word(lower.end) == "-" and tokens.word(lower.end + 1) in ("or", "to")
    lower = replace(lower, end=lower.end + suspended)
    separator = tokens.word(lower.end)
    if separator not in _RANGE_WORDS or not _is_range(tokens, lower, separator):
        return None
    start = lower.end + 1
    while currency := currency_at(tokens, start):
        start = currency[1]
    upper = _read_amount(tokens, start)
    if upper is None or upper.numeral.vague or lower.numeral.vague:
        return None
    if lower.end > lower.numeral.end and upper.measure is None:
        return None
    same = lower.measure is None or upper.measure is None or lower.measure.unit == upper.measure.unit
    return upper if same and _fits(lower, upper, separator) else None


def _is_range(tokens: Tokens, lower: _Amount, separator: str) -> bool:
    before = tokens.word(lower.first - 1)
    if separator == "and":
        return before == "between"
    if separator == "to" and before == "from":
        return direction_of(tokens, lower.first - 1) is None
    if separator in _DASHES:
        return (
            tokens.at(lower.end + 1).number
            or lower.numeral.spelled
            or currency_at(tokens, lower.end + 1) is not None
        )
    return True


def _fits(lower: _Amount, upper: _Amount, separator: str) -> bool:
    """Return whether the two ends can be one range: "five or six" is, "five or 600" is not."""
    if lower.value is None or upper.value is None:
        return True
    if separator == "or":
        return upper.numeral.scale == lower.numeral.scale or lower.numeral.scale == 0
    return True


def _share(lower: _Amount, upper: _Amount) -> _Amount:
    """Return the lower end with the scale and the measure that only the upper end names."""
    numeral = lower.numeral
    if (
        numeral.scale == 0
        and upper.numeral.scale
        and (upper.measure is None or lower.measure in (None, upper.measure))
    ):
        scaled = numeral.times_ten_to(upper.numeral.scale, numeral.end)
        if scaled.value is not None and upper.numeral.value is not None and numeral.value is not None:
            numeral = scaled if numeral.value < 1000 else numeral
    return replace(lower, numeral=numeral, measure=lower.measure or upper.measure)


def _finish(tokens: Tokens, amount: _Amount, upper: _Amount | None) -> Found:
    measure = (upper.measure if upper else None) or amount.measure
    upper = replace(upper, measure=measure) if upper else None
    end = upper.end if upper else amount.end
    kind: Kind = measure.kind if measure else "count"
    unit = measure.unit if measure else None
    if measure is None and _BEFORE_AGE.match_before(tokens, amount.first):
        kind, unit = "age", "year"
    rate = rate_at(tokens, end) if measure and kind in _RATED else None
    if rate is not None:
        kind, unit, end = "rate", f"{unit}/{rate[0]}", rate[1]
    classifier = "times" if kind == "count" and tokens.word(end) in _OCCASIONS else None
    end += classifier is not None
    bound, first, end = _bounds(tokens, amount, upper, end)
    high = upper.value if upper else amount.value_to
    figure = tokens.figure(
        first, end, kind, plain(amount.value), value_to=plain(high), unit=unit, bound=bound,
        direction=direction_of(tokens, first, end if kind in _CHANGES else None), classifier=classifier,
    )  # fmt: skip
    return figure, end


def _bounds(tokens: Tokens, amount: _Amount, upper: _Amount | None, end: int) -> tuple[Bound, int, int]:
    """Return the bound of a quantity and its first token and end, with the words of the bound."""
    bound, first = bound_before(tokens, amount.first)
    if tokens.word(first - 1) in ("from", "between") and upper is not None:
        first -= 1
    after, stop = bound_after(tokens, end)
    if bound == "exact" and after != "exact":
        bound, end = after, stop
    if upper is None and amount.numeral.vague:
        bound = "vague"
    return bound, first, end
