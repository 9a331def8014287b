"""Numbers with what they measure: money, percentages, lengths, counts, and ranges of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolkit.figures.decimals import plain
from toolkit.figures.en.amounts import Amount, read_amount
from toolkit.figures.en.bounds import bound_after, bound_before, direction_of
from toolkit.figures.en.measures import rate_at
from toolkit.figures.en.phrases import any_of
from toolkit.figures.en.ranges import read_upper, share
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Bound, Figure, Kind

Found = tuple[Figure, int]
_NOT_BEFORE_ONE = frozenset(words()["one"]["not_before"])
_NOT_AFTER_ONE = frozenset(words()["one"]["not_after"])
_BEFORE_AGE = any_of(words()["measures"]["before_age"])
_RATED = frozenset({"money", "mass", "length", "area", "volume", "energy", "data"})
_OFF = frozenset({"off", "discount"})
_WHOLE = Decimal(100)
_OCCASIONS = frozenset({"times", "time", "occasions"})


def read_quantity(tokens: Tokens, index: int) -> Found | None:
    """Return the quantity whose numeral begins at token `index`, with the index after it."""
    amount = read_amount(tokens, index)
    if amount is None:
        return None
    upper = read_upper(tokens, amount)
    if upper is None:
        return None if _is_pronoun(tokens, amount) else _finish(tokens, amount, None)
    return _finish(tokens, share(amount, upper), upper)


def _is_pronoun(tokens: Tokens, amount: Amount) -> bool:
    """Return whether the amount is a "one" that counts nothing: "no one", "one of the"."""
    alone = amount.measure is None and amount.numeral.end == amount.first + 1
    if not alone or tokens.word(amount.first) != "one":
        return False
    return tokens.word(amount.first - 1) in _NOT_BEFORE_ONE or tokens.word(amount.end) in _NOT_AFTER_ONE


def _finish(tokens: Tokens, amount: Amount, upper: Amount | None) -> Found:
    measure = (upper.measure if upper else None) or amount.measure
    upper = replace(upper, measure=measure) if upper else None
    end = upper.end if upper else amount.end
    kind: Kind = measure.kind if measure else "count"
    unit = measure.unit if measure else None
    if measure is None and _is_age(tokens, amount, end):
        kind, unit = "age", "year"
    rate = rate_at(tokens, end) if kind in _RATED else None
    if rate is not None:
        kind, unit, end = "rate", f"{unit}/{rate[0]}", rate[1]
    classifier = "times" if kind == "count" and tokens.word(end) in _OCCASIONS else None
    end += classifier is not None
    bound, first, end = _bounds(tokens, amount, upper, end)
    high = upper.value if upper else amount.value_to
    if unit == "%" and tokens.word(end) in _OFF and upper is None and amount.value is not None:
        paid = plain(_WHOLE - amount.value)
        return tokens.figure(
            first, end + 1, kind, paid, unit=unit, bound=bound, off=plain(amount.value)
        ), end + 1
    figure = tokens.figure(
        first, end, kind, plain(amount.value), value_to=plain(high), unit=unit, bound=bound,
        classifier=classifier, direction=direction_of(tokens, first, end if kind == "percent" else None),
    )  # fmt: skip
    return figure, end


def _is_age(tokens: Tokens, amount: Amount, end: int) -> bool:
    """Return whether a bare number is an age: "aged 25", "Louis Jourdain, 16, said"."""
    if _BEFORE_AGE.match_before(tokens, amount.first):
        return True
    beside = tokens.word(amount.first - 1) == "," and tokens.word(end) == "," and tokens.glued(end)
    before = tokens.at(amount.first - 3).text
    named = tokens.at(amount.first - 2).text.istitle() and (before in ("", ".") or before.istitle())
    return beside and named and amount.value is not None and 4 < amount.value < 111


def _bounds(tokens: Tokens, amount: Amount, upper: Amount | None, end: int) -> tuple[Bound, int, int]:
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
