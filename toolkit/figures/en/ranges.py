"""Ranges of amounts: "4.2-3.9 million", "between 3 and 5 billion", "from 3% to 5%", "five or six"."""

from __future__ import annotations

from dataclasses import replace

from toolkit.figures.en.amounts import Amount, read_amount
from toolkit.figures.en.bounds import bound_before, direction_of
from toolkit.figures.en.measures import currency_at
from toolkit.figures.en.tokens import Tokens

_DASHES = frozenset("-–—~−")
_SEPARATORS = _DASHES | {"to", "or", "and", "through"}
_TWO_SIDED = frozenset({"exact", "about"})
# a change is this much smaller than what it leads to: "by 1.69 million to 192 million"
_MOST_SPREAD = 5
_MOST_SHARED = 1000
"""a number from here on does not borrow the scale of the other end: "800-1,200 million" """


def read_upper(tokens: Tokens, lower: Amount) -> Amount | None:
    """Return the upper end of a range that begins with `lower`, or None."""
    suspended = tokens.word(lower.end) == "-" and tokens.word(lower.end + 1) in ("or", "to")
    at = lower.end + suspended
    separator = tokens.word(at)
    if separator not in _SEPARATORS or not _joins(tokens, lower, at):
        return None
    currency = currency_at(tokens, at + 1)
    money = lower.measure is not None and lower.measure.kind == "money"
    upper = read_amount(tokens, currency[1] if currency else at + 1, money=money)
    if upper is None or upper.numeral.vague or lower.numeral.vague or not _agree(lower, upper):
        return None
    return upper if _in_order(tokens, lower, upper, separator) else None


def _joins(tokens: Tokens, lower: Amount, at: int) -> bool:
    """Return whether the dash or word at token `at` can join two ends of a range."""
    separator, before = tokens.word(at), tokens.word(lower.first - 1)
    if separator == "and":
        return before == "between"
    if separator in _DASHES:
        follows = tokens.at(at + 1).number or currency_at(tokens, at + 1) is not None
        return follows or lower.numeral.spelled
    return True


def _agree(lower: Amount, upper: Amount) -> bool:
    """Return whether the measures of the two ends are one, or one of them is left to the other."""
    if lower.measure is None or upper.measure is None:
        only_lower_after = lower.measure is not None and lower.measured_after
        only_upper_before = upper.measure is not None and not upper.measured_after
        return not only_lower_after and not only_upper_before
    return lower.measure.unit == upper.measure.unit


def _in_order(tokens: Tokens, lower: Amount, upper: Amount, separator: str) -> bool:
    """Return whether the ends are those of a range, not of a change ("from 5% to 3%") or two choices."""
    low, high = lower.value, upper.value
    if separator == "or":
        return upper.numeral.scale == lower.numeral.scale or lower.numeral.scale == 0
    if separator != "to" or low is None or high is None:
        return True
    bound, first = bound_before(tokens, lower.first)
    if tokens.word(first - 1) == "by" and (lower.measured_after or high > low * _MOST_SPREAD):
        return False  # "rose by 3.2 kilograms to 449.3 kilograms"
    if tokens.word(first - 1) != "from":
        return True
    shared = share(lower, upper).value
    return (
        bound in _TWO_SIDED and shared is not None and shared < high and not direction_of(tokens, first - 1)
    )


def share(lower: Amount, upper: Amount) -> Amount:
    """Return the lower end with the scale and the measure that only the upper end names."""
    numeral = lower.numeral
    one_measure = upper.measure is None or lower.measure in (None, upper.measure)
    if numeral.scale == 0 and one_measure and numeral.value is not None and numeral.value < _MOST_SHARED:
        numeral = numeral.times_ten_to(upper.numeral.scale, numeral.end)
    return replace(lower, numeral=numeral, measure=lower.measure or upper.measure)
