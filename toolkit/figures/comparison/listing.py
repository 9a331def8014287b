"""Counts that the output tells by naming the things counted: "Australia and China" for 澳中两国."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_LIST = re.compile(r"(?:[^\s,;:.]+(?: [^\s,;:.]+){0,6}, ){0,11}[^\s,;:.]+(?: [^\s,;:.]+){0,6}?,? and ")
_SEPARATOR = re.compile(r",? and |, ")
_CLAUSE = re.compile(r"[，。；：！？,;:!?（(《“]")
_LONGEST = 12
_REACH = 40


def listed_in(figure: Figure, text: str, source: str) -> str | None:
    """Return the list in the output `text` that names as many things as `figure` counts, or None.

    Only where the source names them too, just before the count, or counts three or more.
    """
    number = figure.number
    if figure.kind != "count" or figure.unit is not None or figure.value_to is not None or number is None:
        return None
    if not 2 <= number <= _LONGEST or not _is_named(figure, source):
        return None
    lists = (found[0] for found in _LIST.finditer(text))
    return next((found.strip() for found in lists if len(_SEPARATOR.split(found)) >= number), None)


def _is_named(figure: Figure, source: str) -> bool:
    """Return whether the things counted are named before the count, in its clause."""
    clause = _CLAUSE.split(source[max(0, figure.start - _REACH) : figure.start])[-1]
    countries = words()["listing"]["countries"]
    tail = len(clause) - len(clause.rstrip(countries))
    return tail == figure.number or len(_joints().split(clause)) >= (figure.number or 0)


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(words()["listing"]["joints"])
