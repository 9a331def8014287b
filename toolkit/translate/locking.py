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

_LOCKED_KINDS = frozenset(
    ("money", "count", "area", "length", "mass", "volume", "energy", "data", "speed", "rate", "percent")
)
_HAN_DIGITS = "零〇一二两兩三四五六七八九十百千廿卅"
# 31亿千瓦时 has no tail: the 千 of a unit follows no digit, that of 1万5千 does.
_HAN_ONES = "零〇一二两兩三四五六七八九廿卅"
_UNIT = "千[瓦克米卡伏帕焦赫]"
_NUMERAL = re.compile(
    rf"(?:\d[\d,，.．]*|(?!{_UNIT})[{_HAN_DIGITS}]+(?:点[{_HAN_DIGITS}]+)?)(?P<odd>[余餘多])?(?P<scale>[百千]?[万萬亿億兆]+)?(?P<tail>[\d{_HAN_ONES}][\d{_HAN_DIGITS}]*)?"
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
        # 3300余万 would leave a lone 余 behind the English number; 超 says the same before it.
        pieces += [figure.text[position : numeral.start()], "超" if numeral["odd"] else ""]
        pieces.append(render_number(replace(end, value_to=None)))
        position = numeral.end()
    return "".join(pieces) + figure.text[position:]


def _needs_english(numeral: re.Match[str]) -> bool:
    return numeral["scale"] is not None or (numeral[0][0] in _HAN_DIGITS and len(numeral[0]) > 1)
