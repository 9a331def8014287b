"""Plain text: a block for each line that is not blank."""

from __future__ import annotations

import re

from toolkit.article.document import Block, Document

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")


def read_text(text: str) -> Document:
    """Return the Document of a plain text, each line a block without the white space around it."""
    blocks = []
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            blocks.append(Block(start, end))
    return Document(text, tuple(blocks))
