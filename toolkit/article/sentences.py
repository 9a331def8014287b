"""Sentence splitting for Chinese and English that never cuts inside quotes, brackets or numbers."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from toolkit.article.brackets import CLOSERS, QUOTES, STRAIGHT, outermost_pairs
from toolkit.resources import read_table

Span = tuple[int, int]

_FULL_STOPS = frozenset("。｡！？!?‼⁇⁈⁉")
_ELLIPSIS = frozenset("…⋯")
_RUN = re.compile(r"[。｡！？!?‼⁇⁈⁉…⋯~～]+")
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]*\Z")
_NEXT_WORD = re.compile(r"\s*([^\s])")
_NEXT_STOP = re.compile(r"[。！？!?；;\n]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

LONG = 200
"""A sentence of more characters is also split at its semicolons."""
_SHORTEST_BEFORE_ELLIPSIS = 6
_LONGEST_ATTRIBUTION = 16


class _Words(NamedTuple):
    abbreviations: frozenset[str]
    saying: tuple[str, ...]
    continuing: frozenset[str]
    linking: frozenset[str]


@cache
def _words() -> _Words:
    data = read_table("toolkit.article", "sentences.toml")
    return _Words(
        abbreviations=frozenset(data["abbreviations"]),
        saying=tuple(data["saying"]),
        continuing=frozenset(data["continuing"]),
        linking=frozenset(data["linking"]),
    )


def split_sentences(text: str, *, lang: Literal["zh", "en"] | str = "zh") -> list[Span]:
    """Return the spans (start, end) of the sentences of one paragraph, without outer white space.

    Every character that is not white space lies in exactly one span. A quote or bracket that is
    never closed protects nothing. Linear in the length of `text`.
    """
    pairs = outermost_pairs(text)
    spans: list[Span] = []
    start = position = 0
    semicolons: list[int] = []
    while position < len(text):
        if position in pairs:
            close = pairs[position]
            end = _end_after_quote(text, start, position, close)
            position = close + 1
        else:
            if text[position] in "；;":
                semicolons.append(position + 1)
            end = _end_after_mark(text, start, position, lang)
            position = max(position + 1, end or 0)
        if end is not None:
            spans += _pieces(text, start, end, semicolons)
            start, semicolons = end, []
    return spans + _pieces(text, start, len(text), semicolons)


def _end_after_mark(text: str, start: int, position: int, lang: str) -> int | None:
    """Return where the sentence ends if the mark at `position` ends it."""
    mark = text[position]
    if mark == "." and _is_full_stop(text, position):
        return _with_closers(text, position + 1)
    if mark not in _FULL_STOPS and mark not in _ELLIPSIS:
        return None
    run = _RUN.match(text, position)
    end = run.end() if run else position + 1
    if mark in "!?" and _inside_word(text, position, end):
        return None
    following = _next_character(text, end)
    if mark in _ELLIPSIS and not _FULL_STOPS.intersection(text[position:end]):
        short = position - start < _SHORTEST_BEFORE_ELLIPSIS
        if short or following in _words().continuing or (lang == "en" and following.islower()):
            return None
    return _with_closers(text, end)


def _end_after_quote(text: str, start: int, opening: int, closing: int) -> int | None:
    """Return where the sentence ends if the quotation `opening:closing` ends it: “……。”

    So does a remark in brackets that is a sentence of its own.
    """
    alone = text[opening] in "（(" and opening == _trim(text, start, opening + 1)[0]
    if not alone and text[opening] not in QUOTES and text[opening] not in STRAIGHT:
        return None
    inner = closing - 1
    while inner > opening and text[inner] in CLOSERS:
        inner -= 1
    last = text[inner]
    if last not in _FULL_STOPS and last not in _ELLIPSIS and last != ".":
        return None
    end = _with_closers(text, closing + 1)
    following = _next_character(text, end)
    if following in _words().continuing or following in _FULL_STOPS or following.islower():
        return None
    embedded = opening > start and _HAN.match(text[opening - 1]) is not None
    if last not in "。｡" and (embedded or following in _words().linking):
        return None
    if _is_attribution(text, end):
        return None
    return end


def _is_attribution(text: str, start: int) -> bool:
    """Whether a short "he said" fills the text up to the next stop: “……？”他问。"""
    stop = _NEXT_STOP.search(text, start, start + _LONGEST_ATTRIBUTION)
    if stop is None:
        return False
    rest = text[start : stop.start()]
    return not set("，,“「").intersection(rest) and any(word in rest for word in _words().saying)


def _is_full_stop(text: str, position: int) -> bool:
    """Whether the ASCII point at `position` ends a sentence rather than a word or a number."""
    end = _with_closers(text, position + 1)
    if end < len(text) and not text[end].isspace():
        return False
    following = _next_character(text, end)
    if following.islower() or following in _words().continuing:
        return False
    word = _LAST_WORD.search(text, max(0, position - 20), position)
    if word is None:
        return text[position - 1 : position].strip() != "" and not _is_list_number(text, position)
    if following == "":
        return True
    initial = len(word[0]) == 1 and word[0].isupper() and word[0] != "I"
    return not initial and word[0] not in _words().abbreviations


def _is_list_number(text: str, position: int) -> bool:
    """Whether the point ends a number that opens the paragraph: "1. Results"."""
    return text[:position].strip().isdigit() if position < 5 else False


def _inside_word(text: str, position: int, end: int) -> bool:
    """Whether the ASCII mark stands inside an address or a name: a?b=1, Yahoo!7."""
    before, after = text[position - 1 : position], text[end : end + 1]
    return before.isascii() and before.isalnum() and after.isascii() and (after.isalnum() or after in "&=/_")


def _with_closers(text: str, end: int) -> int:
    while end < len(text) and text[end] in CLOSERS and text[end] not in STRAIGHT:
        end += 1
    return end


def _next_character(text: str, position: int) -> str:
    match = _NEXT_WORD.match(text, position)
    return match[1] if match else ""


def _pieces(text: str, start: int, end: int, semicolons: list[int]) -> list[Span]:
    """Return the trimmed span, or several where a very long one has semicolons to cut at."""
    edges = [start]
    for cut, following in pairwise([*semicolons, end]):
        if following - edges[-1] > LONG:
            edges.append(cut)
    edges.append(end)
    trimmed = (_trim(text, left, right) for left, right in pairwise(edges))
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
