"""Words that are a whole figure without a numeral: "half a year", "an hour or two", "decades", "both"."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.decimals import plain, product
from toolkit.figures.en.bounds import bound_after, bound_before
from toolkit.figures.en.measures import duration_at, measure_at
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure, Kind

Found = tuple[Figure, int]
_MEASURES = words()["measures"]
_PLURALS: dict[str, list[str]] = _MEASURES["plurals"]
_WHOLE = frozenset(_MEASURES["whole"])
_NO_ARTICLE_UNIT = frozenset(_MEASURES["no_article_unit"])
_BEFORE_NOW = frozenset(_MEASURES["before_now"])
_NOT_BEFORE_PLURAL = frozenset(_MEASURES["not_before_plural"])


def _spans() -> Phrases[tuple[str, Kind, str | None]]:
    spans: dict[str, tuple[str, Kind, str | None]] = {}
    spans |= {phrase: (value, "duration", unit) for phrase, (value, unit) in _MEASURES["one_span"].items()}
    spans |= {phrase: (value, "money", unit) for phrase, (value, unit) in _MEASURES["one_money"].items()}
    spans |= {word: (value, "count", None) for word, value in words()["counted"]["words"].items()}
    return Phrases(spans)


_SPANS = _spans()


def span_words() -> frozenset[str]:
    """Return the lower-case first words of the fixed phrases."""
    return _SPANS.starts()


def plural_words() -> frozenset[str]:
    """Return the bare plurals that stand for several units of time."""
    return frozenset(_PLURALS)


def read_span(tokens: Tokens, index: int) -> Found | None:
    """Return the duration or count that a fixed phrase at token `index` names."""
    found = _SPANS.match(tokens, index)
    if found is None:
        return None
    (value, kind, unit), end = found
    # "under both governments" bounds nothing
    bound, first = ("exact", index) if kind == "count" else bound_before(tokens, index)
    if kind != "count" and bound == "exact":
        bound, end = bound_after(tokens, end)
    return tokens.figure(first, end, kind, value, unit=unit, bound=bound), end


def read_half_unit(tokens: Tokens, index: int) -> Found | None:
    """Return "half a liter" or "half-mile" at its first word."""
    hyphenated = tokens.past_hyphen(index + 1) > index + 1
    if tokens.word(index + 1) not in ("a", "an") and not hyphenated:
        return None
    found = measure_at(tokens, index + 2)
    if found is None or found[0].kind in ("percent", "money"):
        return None
    measure, end = found
    bound, first = bound_before(tokens, index)
    value = plain(product(Decimal("0.5"), measure.factor))
    return tokens.figure(first, end, measure.kind, value, unit=measure.unit, bound=bound), end


def read_plural(tokens: Tokens, index: int) -> Found | None:
    """Return "decades" or "years" without a numeral as a vague duration."""
    if tokens.at(index + 1).number or tokens.word(index - 1) in _NOT_BEFORE_PLURAL:
        return None
    low, high, unit = _PLURALS[tokens.word(index)]
    return tokens.figure(
        index, index + 1, "duration", low, value_to=high, unit=unit, bound="vague"
    ), index + 1


def read_article_unit(tokens: Tokens, index: int) -> Found | None:
    """Return "a day", "an hour or two" or "a year and a half" at its article."""
    unit = index + 1 + (tokens.word(index + 1) in _WHOLE)
    found = duration_at(tokens, unit)
    if found is None or tokens.word(unit) in _NO_ARTICLE_UNIT or tokens.word(unit) in _PLURALS:
        return None
    measure, end = found
    if measure.factor == 1 and tokens.word(end) in _BEFORE_NOW:
        return None  # "more than a year earlier" tells the year, not its length
    if tokens.word(tokens.past_hyphen(end)) in ("on", "over") and duration_at(
        tokens, tokens.past_hyphen(tokens.past_hyphen(end) + 1)
    ):
        return None
    value: Decimal | None = measure.factor
    value_to: Decimal | None = None
    if tokens.word(end) == "or" and (upper := read_numeral(tokens, end + 1)) and upper.value is not None:
        value_to, end = product(upper.value, measure.factor), upper.end
    elif [tokens.word(end + step) for step in range(3)] == ["and", "a", "half"]:
        value, end = product(value, Decimal("1.5")), end + 3
    bound, first = bound_before(tokens, index)
    figure = tokens.figure(
        first, end, "duration", plain(value), value_to=plain(value_to), unit=measure.unit, bound=bound
    )
    return figure, end
