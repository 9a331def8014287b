"""Plain looks at one line: does it end as a sentence, is it prose, is it short."""

from __future__ import annotations

from toolkit.article.brackets import CLOSERS

_FINAL = frozenset("。！？!?.…；;")
_CUT_OFF = ("...", "…", "....")
_PROSE_LENGTH = 30


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
