"""Plain looks at one line: does it end as a sentence, is it prose, is it short."""

from __future__ import annotations

import re

from toolkit.article.brackets import CLOSERS

_FINAL = frozenset("。！？!?.…；;")
_CUT_OFF = ("...", "…", "....")
_PROSE_LENGTH = 30
_BREAK = re.compile(r"(?<=(\S))(\s*[\r\n]\s*)(?=(\S))")


def is_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, closing quotes and brackets aside."""
    end = len(line)
    while end and line[end - 1] in CLOSERS:
        end -= 1
    return end > 0 and line[end - 1] in _FINAL


def is_prose(line: str) -> bool:
    """Whether `line` reads as a paragraph of running text, neither a heading nor a teaser cut off."""
    return len(line) >= _PROSE_LENGTH and is_sentence(line) and not line.endswith(_CUT_OFF)


def width(line: str) -> int:
    """Return how many columns `line` takes where a Chinese character takes two."""
    return sum(1 if character < "\u1100" else 2 for character in line)


def one_line(text: str) -> str:
    """Return `text` with its line breaks gone: nothing between Chinese characters, else a space."""
    return _BREAK.sub(lambda found: " " if found[1].isascii() and found[3].isascii() else "", text)
