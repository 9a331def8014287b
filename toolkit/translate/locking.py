"""The lock's first rung: figures are written in English before the model reads the sentence.

A model copies "25.02 billion" more reliably than it multiplies 250.2 by 亿, so numerals with a
Chinese scale, and numerals spelled in Chinese characters, are rendered in place:
总投资250.2亿元以上 -> 总投资25.02 billion元以上. Unit, currency and bound stay Chinese, for the
model to translate in context. The embedded model is trained on sources rendered by this function.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.figures.model import Figure
from toolkit.figures.render import render_number
from toolkit.resources import read_table

_WORDS = read_table("toolkit.translate", "locking.toml")
_LOCKED_KINDS = frozenset(_WORDS["kinds"])
_DIGITS = _WORDS["numeral"]["digits"]
_NUMERAL = re.compile(
    r"(?:\d[\d,，.．]*|(?!{thousand_units})[{digits}]+(?:{point}[{digits}]+)?)"
    r"(?P<odd>[{odd}])?(?P<scale>{scales})?(?P<tail>[\d{ones}][\d{digits}]*)?".format(**_WORDS["numeral"])
)

Term = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Locked:
    """A source as the model reads it; `starts` are where the rendered figures begin in the given text."""

    text: str
    starts: frozenset[int] = frozenset()


def lock_source(text: str, figures: Sequence[Figure], terms: Sequence[Term] = ()) -> Locked:
    """Return `text` with what a model would get wrong written in English.

    `figures` are those of `text`, as `find_figures(text, lang="zh")` gives them; their numerals are
    rendered. `terms` are (start, end, English) of glossary terms, which win over figures inside them.
    """
    taken = [(start, end) for start, end, _ in terms]
    rendered = {
        figure.start: _lock_figure(figure)
        for figure in figures
        if figure.kind in _LOCKED_KINDS and not any(s < figure.end and figure.start < e for s, e in taken)
    }
    edits = [*terms, *((f.start, f.end, rendered[f.start]) for f in figures if f.start in rendered)]
    pieces, position = [], 0
    for start, end, english in sorted(edits):
        if start >= position:
            pieces += [text[position:start], english]
            position = end
    starts = frozenset(f.start for f in figures if rendered.get(f.start, f.text) != f.text)
    return Locked("".join(pieces) + text[position:], starts)


def _lock_figure(figure: Figure) -> str:
    """Return the figure's text with its numerals rendered, or as it is where that is not safe."""
    numerals = list(_NUMERAL.finditer(figure.text))
    ends = [figure] if figure.value_to is None else [figure, replace(figure, value=figure.value_to)]
    if figure.bound == "vague" or len(numerals) != len(ends) or not any(map(_needs_english, numerals)):
        return figure.text
    pieces, position = [], 0
    for numeral, end in zip(numerals, ends, strict=True):
        if end.number is None:
            return figure.text
        pieces += [
            figure.text[position : numeral.start()],
            _WORDS["written"]["odd"] if numeral["odd"] else "",
        ]
        pieces.append(render_number(replace(end, value_to=None)))
        position = numeral.end()
    return "".join(pieces) + figure.text[position:]


def _needs_english(numeral: re.Match[str]) -> bool:
    return numeral["scale"] is not None or (numeral[0][0] in _DIGITS and len(numeral[0]) > 1)
