"""All figures of an English text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from toolkit.figures.en import (
    codes,
    dates,
    decades,
    names,
    ordinals,
    parts,
    periods,
    quantities,
    ranks,
    relative,
    scores,
    spans,
    stamps,
    times,
    weekdays,
    years,
)
from toolkit.figures.en.calendar import month_words
from toolkit.figures.en.lists import share_units
from toolkit.figures.en.measures import currency_codes
from toolkit.figures.en.numerals import number_words
from toolkit.figures.en.tokens import Tokeniser, Tokens, windows
from toolkit.figures.model import Figure

Reader = Callable[[Tokens, int], tuple[Figure, int] | None]

_AT_DIGITS: tuple[Reader, ...] = (
    names.read_name, stamps.read_iso, scores.read_score, times.read_time, decades.read_decade,
    codes.read_phone, codes.read_code, codes.read_model, codes.read_glued_code, ranks.read_listed,
    names.read_numbered_name, periods.read_year_first, periods.read_period, decades.read_century,
    dates.read_day_first, dates.read_day_range, dates.read_day_alone, ordinals.read_large,
    parts.read_fraction,
    stamps.read_year_month, years.read_era, years.read_year,
    ordinals.read_ordinal, quantities.read_quantity,
)  # fmt: skip
_AT_ORDINALS: tuple[Reader, ...] = (
    names.read_numbered_name, periods.read_period, decades.read_century,
    dates.read_day_first, dates.read_day_alone, ordinals.read_ordinal,
)  # fmt: skip
_AT_MIXED: tuple[Reader, ...] = (stamps.read_fiscal, codes.read_code_word)


@cache
def _tokeniser() -> Tokeniser:
    return Tokeniser(currency_codes())


@cache
def _at_words() -> dict[str, tuple[Reader, ...]]:
    """Return the readers to try at each word that can begin a figure."""
    table: dict[str, tuple[Reader, ...]] = {}

    def add(triggers: Iterable[str], *readers: Reader) -> None:
        for word in triggers:
            table[word] = table.get(word, ()) + readers

    add(names.name_words(), names.read_name, names.read_named_number)
    add(ranks.head_words(), ranks.read_headed)
    add(month_words(), dates.read_month_first)
    add(ordinals.ordinal_words(), *_AT_ORDINALS)
    add(relative.first_words(), relative.read_relative)
    add(parts.multiple_words(), parts.read_multiple_word)
    add(("nineteen", "twenty"), years.read_spelled_year)
    add(number_words(), times.read_time, parts.read_fraction, quantities.read_quantity)
    add(spans.span_words(), spans.read_span)
    add(("a", "an"), spans.read_article_unit)
    add(spans.plural_words(), spans.read_plural)
    add(("half", "quarter"), times.read_past)
    add(("half",), spans.read_half_unit, parts.read_half)
    add(("majority",), parts.read_majority)
    add(("noon", "midnight", "midday"), times.read_fixed_time)
    add(weekdays.weekday_words(), weekdays.read_weekday)
    add(("ad", "a"), years.read_after_era)
    add(decades.decade_words(), decades.read_spelled_decade)
    add(("q1", "q2", "q3", "q4", "h1", "h2"), periods.read_short_period)
    return table


def extract(text: str) -> list[Figure]:
    """Return the figures of an English text, in order, with offsets into `text` (normalised)."""
    split = _tokeniser().split
    found = (figure for start, stop in windows(text) for figure in _scan(split(text, start, stop)))
    return share_units(found, text)


def _scan(tokens: Tokens) -> Iterator[Figure]:
    at_words = _at_words()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.number:
            readers = _AT_DIGITS
        elif token.lower in at_words:
            readers = at_words[token.lower]
        else:
            readers = () if len(token.text) == 1 or token.text.isalpha() else _AT_MIXED
        for reader in readers:
            found = reader(tokens, index)
            if found is not None:
                figure, index = found
                tokens.floor = index
                yield figure
                break
        else:
            index += 1
