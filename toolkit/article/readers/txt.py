"""Plain text: a block for each line, or for each paragraph where a margin broke the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit.article.document import Block, Document
from toolkit.article.prose import is_sentence, width

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NEXT_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?P<indent>[ \t\u3000]*)\Z")
_NARROWEST, _WIDEST = 30, 120
"""Columns of a margin: narrower lines are verse or a list, wider ones are whole paragraphs."""
_FULL = 0.85
_BROKEN_LINES = 3


def read_text(text: str) -> Document:
    """Return the Document of a plain text, each line a block without the white space around it."""
    lines = []
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            lines.append((start, end))
    return Document(text, tuple(Block(start, end) for start, end in _paragraphs(text, lines)))


def _paragraphs(text: str, lines: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the spans of the paragraphs: the lines, unless a margin broke them."""
    full = _margin(text, lines)
    if full is None:
        return lines
    paragraphs = list(lines[:1])
    for before, line in pairwise(lines):
        if width(text[slice(*before)]) >= full and _follows(text, before, line):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _margin(text: str, lines: Sequence[tuple[int, int]]) -> float | None:
    """Return the width of a line that was broken at a margin, or None if the text has no such lines."""
    widest = max((width(text[start:end]) for start, end in lines), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = widest * _FULL
    open_ended = [
        width(text[slice(*before)]) >= full
        for before, line in pairwise(lines)
        if _follows(text, before, line) and not is_sentence(text[slice(*before)])
    ]
    broken = sum(open_ended)
    return full if broken >= _BROKEN_LINES and broken > len(open_ended) * 0.6 else None


def _follows(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether `line` stands right under `before` and is not indented as the first of a paragraph is."""
    gap = _NEXT_LINE.match(text[before[1] : line[0]])
    return gap is not None and len(gap["indent"]) < 2
