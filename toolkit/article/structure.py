"""Which of an article's blocks is its title, which are headings, list items and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.article.document import Block
from toolkit.article.model import ParagraphKind
from toolkit.article.prose import is_sentence

_LIST_MARK = re.compile(r"(?:[-*•·●○■□◆◇▪–—]\s+\S|[•●■◆▪]\S|\d{1,2}[.)]\s+\S)")
_CLAUSE_END = ("，", ",", "、", "：", ":", "；", ";", "。", "—", "-")
_LONGEST_TITLE = 80
_LONGEST_HEADING = 40


def paragraph_kinds(text: str, blocks: Sequence[Block]) -> list[ParagraphKind]:
    """Return the kind of each of the article's blocks; what the format says goes before the looks."""
    lines = [text[block.start : block.end].strip() for block in blocks]
    kinds = [block.kind or _kind_by_looks(lines, index) for index, block in enumerate(blocks)]
    titles = [index for index, block in enumerate(blocks) if block.kind == "title"]
    if titles:
        return [_demoted(kind) if index != titles[0] else kind for index, kind in enumerate(kinds)]
    if blocks and blocks[0].kind in (None, "heading") and _is_title(lines):
        kinds[0] = "title"
    return kinds


def _demoted(kind: ParagraphKind) -> ParagraphKind:
    return "heading" if kind == "title" else kind


def _kind_by_looks(lines: Sequence[str], index: int) -> ParagraphKind:
    line = lines[index]
    if _LIST_MARK.match(line):
        return "list"
    leads = index + 1 < len(lines) and len(lines[index + 1]) > len(line)
    if leads and len(line) <= _LONGEST_HEADING and not is_sentence(line) and not line.endswith(_CLAUSE_END):
        return "heading"
    return "text"


def _is_title(lines: Sequence[str]) -> bool:
    """Whether the first line is a title: short, no statement, and prose follows it."""
    first, rest = lines[0], lines[1:]
    headline = len(first) <= _LONGEST_TITLE and not first.endswith(_CLAUSE_END)
    return headline and any(is_sentence(line) and len(line) > len(first) / 2 for line in rest[:3])
