"""What is said without a numeral: counts implied by words or by listing, numbers carried by source words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_LIST = re.compile(r"(?:[\w.&'’()-]+(?: [\w.&'’()-]+){0,5}, ){1,11}(?:[\w.&'’()-]+ ){0,5}?(?:and|or) ")
_LONGEST_LIST = 12
_CARRIED_KINDS = frozenset({"count", "ordinal", "multiple", "fraction", "duration"})


def implied_by(figure: Figure, text: str) -> str | None:
    """Return the words of the output `text` that say the source `figure` without a numeral, or None."""
    phrases = _implied_phrases(figure)
    if phrases is not None and (found := phrases.search(text)):
        return found[0]
    return _listing(figure, text)


def _implied_phrases(figure: Figure) -> re.Pattern[str] | None:
    value = figure.value
    if value is None or figure.value_to is not None:
        return None
    if figure.kind in ("duration", "age"):
        return _pattern("duration", f"{value} {figure.unit}")
    if figure.unit is not None and figure.kind != "multiple":
        return _pattern("count", "1") if value == "1" else None
    kind = "fraction" if figure.kind == "percent" else figure.kind
    return _pattern(kind, value)


@cache
def _pattern(kind: str, value: str) -> re.Pattern[str] | None:
    phrases = words()["implied"].get(kind, {}).get(value)
    if not phrases:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _listing(figure: Figure, text: str) -> str | None:
    """Return the list in `text` that names as many things as `figure` counts: "A, B and C" for 三个."""
    number = figure.number
    if (
        figure.kind != "count"
        or figure.unit is not None
        or number is None
        or not 3 <= number <= _LONGEST_LIST
    ):
        return None
    lists = (found[0] for found in _LIST.finditer(text))
    return next((found.strip() for found in lists if _items(found) == number), None)


def _items(listed: str) -> int:
    return (
        len([item for item in re.split(r", (?:and|or) |, | (?:and|or) ", listed + " ") if item.strip()]) + 1
    )


def named_in(figure: Figure, text: str) -> str | None:
    """Return the usual English of a Chinese name with a numeral (一带一路: Belt and Road) in `text`."""
    if figure.kind != "name":
        return None
    lower = text.lower()
    for zh, english in words()["names"]["usual"].items():
        if zh in figure.text or figure.text in zh:
            return next((name for name in english if name.lower() in lower), None)
    return None


def is_carried(figure: Figure, text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a word of the source `text`, outside its figures, carries a figure of the output.

    双方 carries "both" and 三大 "three"; a unit is never carried, so "eight miles" for 八里罕 is not.
    """
    if figure.kind not in _CARRIED_KINDS or figure.value_to is not None:
        return False
    key = f"{figure.value} {figure.unit}" if figure.kind == "duration" else figure.value or ""
    carriers: Sequence[str] = words()["carried"].get(key, ())
    if not carriers:
        return False
    rest = outside(text, spans)
    return any(word in rest for word in carriers)


def outside(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return what `text` says outside the spans, which are in order."""
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        last = max(last, end)
    return " ".join([*pieces, text[last:]])
