"""Figures with their numerals in English: 总投资250.2亿元以上 -> 总投资25.02 billion元以上.

A model copies "25.02 billion" more reliably than it multiplies 250.2 by 亿, so numerals with a
Chinese scale, and numerals spelled in Chinese characters, are rendered in place. Unit, currency and
bound stay Chinese, for the model to translate in context.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.figures.render import render_number
from toolkit.resources import read_table

_WORDS = read_table("toolkit.translate", "numbers.toml")
_DIGITS = _WORDS["numeral"]["digits"]
_NUMERAL = re.compile(
    r"(?:\d[\d,，.．]*|(?!{thousand_units})[{digits}]+(?:{point}[{digits}]+)?)"
    r"(?P<odd>[{odd}])?(?P<scale>{scales})?(?P<tail>[\d{ones}][\d{digits}]*)?".format(**_WORDS["numeral"])
)


def with_english_numbers(figure: Figure) -> str:
    """Return the figure's text with its numerals rendered, or as it is where that is not safe."""
    numerals = list(_NUMERAL.finditer(figure.text))
    ends = [figure] if figure.value_to is None else [figure, replace(figure, value=figure.value_to)]
    safe = figure.kind in _WORDS["kinds"] and figure.bound != "vague" and len(numerals) == len(ends)
    if not safe or not any(map(_needs_english, numerals)):
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
