"""The numerals inside an English figure: found in digits or words, and replaced in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from toolkit.figures.model import Figure
from toolkit.figures.render import render_number
from toolkit.resources import read_table

_HYPHENED_SCALE = re.compile("-(?:hundred|thousand|million|billion|trillion)", re.IGNORECASE)


@cache
def numeral_pattern() -> re.Pattern[str]:
    """Return what finds a numeral such as "2,064.94 million", "three" or "500-million"."""
    words = read_table("toolkit.translate.repairing", "repairing.toml")["numerals"]
    word = rf"\b(?:{'|'.join(words['words'])})\b"
    article = rf"\ban?\s+(?={word})"
    return re.compile(
        rf"(?<![A-Za-z])(?:{article})?(?:\d(?:[\d,.]*\d)?(?:\s10+(?=\s(?:million|thousand)))?|{word})(?:(?:[\s-]+|\s+and\s+)(?:{word}))*",
        re.IGNORECASE,
    )


def rewrite_numbers(figure: Figure, wrong: str) -> str | None:
    """Return `wrong` with the numbers of `figure` in the places of its own; a range may take one place.

    None where the span has more or fewer numerals than the figure has numbers.
    """
    numbers = [number for number in (figure.number, figure.number_to) if number is not None]
    numerals = list(numeral_pattern().finditer(wrong))
    if numbers and len(numerals) == 1:
        return _with_numerals(wrong, numerals, [render_number(figure)])
    if not numbers or len(numerals) != len(numbers):
        return None
    ends = [replace(figure, value=f"{number:f}", value_to=None) for number in numbers]
    return _with_numerals(wrong, numerals, [render_number(end) for end in ends])


def _with_numerals(wrong: str, numerals: Sequence[re.Match[str]], rightly: Sequence[str]) -> str:
    pieces, position = [], 0
    for numeral, written in zip(numerals, rightly, strict=True):
        pieces += [wrong[position : numeral.start()], _as_there(written, numeral, wrong)]
        position = numeral.end()
    return "".join(pieces) + wrong[position:]


def _as_there(written: str, numeral: re.Match[str], wrong: str) -> str:
    """Return a number hyphened where the wrong one was: a 500-million-yuan project."""
    if not _HYPHENED_SCALE.search(numeral[0]) and not re.match("-[a-z]", wrong[numeral.end() :]):
        return written
    hyphened = written.replace(" ", "-")
    return f"a {hyphened}" if numeral[0].lower().startswith(("a ", "an ")) else hyphened
