"""A replacement put in its sentence: articles, prepositions, capitals and doubled words around it."""

from __future__ import annotations

import re

from toolkit.translate.prose import article

_WORD = re.compile(r"\S+")
_MOST_SHARED = 3
_ARTICLE = re.compile(r"\b(an?)(?=\s+$)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:^|[.!?:;]['\")\]”’]?\s+|\n)\s*$")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)")
_PLURAL_OF = re.compile(r"(?:dozen|hundred|thousand|million|billion|trillion)s\b[\w\s]*$", re.IGNORECASE)


def splice(text: str, start: int, end: int, rendering: str, *, is_date: bool = False) -> str:
    """Return `text` with [start, end) replaced by `rendering`, and the words around it fitted."""
    before, wrong, after = text[:start], text[start:end], text[end:]
    if wrong[:1].isupper() and _SENTENCE_END.search(before):
        rendering = rendering[:1].upper() + rendering[1:]
    if _PLURAL_OF.search(wrong) and not _PLURAL_OF.search(rendering):
        after = re.sub(r"^ of\b(?! the\b)", "", after)
    if re.match("-[a-z]", after):
        rendering = rendering.replace(" ", "-")  # a 100-billion-scale park
        before += "a " if wrong.lower().startswith("a ") else ""
    before = _with_article(before, rendering)
    if is_date:
        before = _with_preposition(before, wrong, rendering)
    return _without_doubles(before, rendering, after)


def _with_article(before: str, rendering: str) -> str:
    """Return the text before with "a" or "an" as the number that follows is spoken."""
    match = _ARTICLE.search(before)
    if match is None or not rendering[:1].isdigit():
        return before
    word = article(rendering)
    word = word.capitalize() if match[1][0].isupper() else word
    return before[: match.start()] + word + before[match.end() :]


def _with_preposition(before: str, wrong: str, rendering: str) -> str:
    """Return the text before with "on" before a day and "in" before a month or a year."""
    had, has = (_has_day(date) for date in (wrong, rendering))
    if had == has:
        return before
    old, new = ("on", "in") if had else ("in", "on")
    return re.sub(
        rf"\b{old}(?=\s+$)",
        lambda match: new.capitalize() if match[0][0].isupper() else new,
        before,
        flags=re.I,
    )


def _has_day(date: str) -> bool:
    return _DAY.search(date) is not None


def _without_doubles(before: str, rendering: str, after: str) -> str:
    """Return the three joined, words that would stand twice in a row said once."""
    words = _WORD.findall(rendering)
    for count in range(min(_MOST_SHARED, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:count]), " ".join(words[-count:])
        if re.search(rf"(?:^|\s){re.escape(head)}\s*$", before, re.IGNORECASE) and not head[0].isdigit():
            return before + rendering[len(head) :].lstrip() + after
        if re.match(rf"\s+{re.escape(tail).replace('percent', 'per ?cent')}\b", after, re.IGNORECASE):
            return before + rendering[: -len(tail)].rstrip() + after
    return before + rendering + after
