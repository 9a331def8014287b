"""The lock's first rung: what a model would get wrong is prepared before it reads the sentence.

How depends on the model, and stands in its card: figures become symbols that it carries through
(`symbols`), or numerals in English that it copies (`numbers`). Glossary terms become symbols too, or
are written in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.cards import Lock
from toolkit.figures.model import Figure
from toolkit.translate.numbers import with_english_numbers
from toolkit.translate.prose import lunar_dates
from toolkit.translate.symbols import (
    SYMBOLS,
    Carried,
    close_up,
    disarm,
    fill,
    is_carried,
    source_form,
    written,
)

Term = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Locked:
    """A source as the model reads it.

    `starts` are where the locked figures begin in the given text; `symbols` holds what each symbol
    carries.
    """

    text: str
    starts: frozenset[int] = frozenset()
    symbols: Mapping[str, Carried] = field(default_factory=dict)

    def unlock(self, output: str) -> str:
        """Return the model's output with the figures in place of their symbols."""
        return fill(output, self.symbols) if self.symbols else output

    def lock_again(self, prefix: str) -> str:
        """Return the beginning of a translation as the model would write it, with symbols."""
        for symbol, carried in self.symbols.items():
            wanted = rf"\b{re.escape(written(carried))}\b"
            prefix = re.sub(wanted, symbol, prefix, count=1, flags=re.IGNORECASE)
        return close_up(prefix)


def lock_source(text: str, figures: Sequence[Figure], terms: Sequence[Term] = (), *, lock: Lock) -> Locked:
    """Return `text` with its figures and terms prepared in the way of `lock`.

    `figures` are those of `text`, as `find_figures(text, lang="zh")` gives them. `terms` are
    (start, end, English) of glossary terms, which win over figures inside them.
    """
    terms = [*terms, *lunar_dates(text, figures)]
    taken = [(start, end) for start, end, _ in terms]
    free = [each for each in figures if not any(s < each.end and each.start < e for s, e in taken)]
    if lock == "symbols":
        return _carry(disarm(text), list(filter(is_carried, free)), terms)
    numbers = [(each, with_english_numbers(each)) for each in free] if lock == "numbers" else []
    edits = [(each.start, each.end, english) for each, english in numbers if english != each.text]
    return Locked(replace_spans(text, [*terms, *edits]), frozenset(start for start, _, _ in edits))


def _carry(text: str, figures: Sequence[Figure], terms: Sequence[Term]) -> Locked:
    """Return `text` with symbols for terms and figures, the terms first where there are too many."""
    named = dict(zip(SYMBOLS, terms, strict=False))
    counted = dict(zip(SYMBOLS[len(named) :], figures, strict=False))
    edits = [(start, end, symbol) for symbol, (start, end, _) in named.items()]
    edits += [(each.start, each.end, source_form(symbol, each)) for symbol, each in counted.items()]
    symbols = {symbol: english for symbol, (_, _, english) in named.items()} | counted
    return Locked(replace_spans(text, edits), frozenset(each.start for each in counted.values()), symbols)


def replace_spans(text: str, edits: Iterable[Term]) -> str:
    """Return `text` with the stretches replaced; of two that overlap the first."""
    pieces, position = [], 0
    for start, end, replacement in sorted(edits):
        if start >= position:
            pieces += [text[position:start], replacement]
            position = end
    return "".join(pieces) + text[position:]
