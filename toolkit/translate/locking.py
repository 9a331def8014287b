"""The lock's first rung: what a model would get wrong is prepared before it reads the sentence.

How depends on the model, and stands in its card: figures become symbols that it carries through
(`symbols`), or numerals in English that it copies (`numbers`). Glossary terms are written in
English, which models copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.cards import Lock
from toolkit.figures.model import Figure
from toolkit.translate.numbers import with_english_numbers
from toolkit.translate.prose import in_prose
from toolkit.translate.symbols import SYMBOLS, close_up, disarm, fill, is_carried, source_form

Term = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Locked:
    """A source as the model reads it.

    `starts` are where the locked figures begin in the given text; `symbols` holds the figure of each
    symbol.
    """

    text: str
    starts: frozenset[int] = frozenset()
    symbols: Mapping[str, Figure] = field(default_factory=dict)

    def unlock(self, output: str) -> str:
        """Return the model's output with the figures in place of their symbols."""
        return fill(output, self.symbols) if self.symbols else output

    def lock_again(self, prefix: str) -> str:
        """Return the beginning of a translation as the model would write it, with symbols."""
        for symbol, figure in self.symbols.items():
            prefix = re.sub(
                rf"\b{re.escape(in_prose(figure))}\b", symbol, prefix, count=1, flags=re.IGNORECASE
            )
        return close_up(prefix)


def lock_source(text: str, figures: Sequence[Figure], terms: Sequence[Term] = (), *, lock: Lock) -> Locked:
    """Return `text` with its figures prepared in the way of `lock`, and its terms in English.

    `figures` are those of `text`, as `find_figures(text, lang="zh")` gives them. `terms` are
    (start, end, English) of glossary terms, which win over figures inside them.
    """
    taken = [(start, end) for start, end, _ in terms]
    free = [each for each in figures if not any(s < each.end and each.start < e for s, e in taken)]
    if lock == "symbols":
        symbols = dict(zip(SYMBOLS, filter(is_carried, free), strict=False))
        edits = [(each.start, each.end, source_form(symbol, each)) for symbol, each in symbols.items()]
        text = disarm(text)
    else:
        numbers = [(each, with_english_numbers(each)) for each in free] if lock == "numbers" else []
        edits = [(each.start, each.end, english) for each, english in numbers if english != each.text]
        symbols = {}
    return Locked(_edited(text, [*terms, *edits]), frozenset(start for start, _, _ in edits), symbols)


def _edited(text: str, edits: Iterable[Term]) -> str:
    """Return `text` with the stretches replaced; of two that overlap the first."""
    pieces, position = [], 0
    for start, end, replacement in sorted(edits):
        if start >= position:
            pieces += [text[position:start], replacement]
            position = end
    return "".join(pieces) + text[position:]
