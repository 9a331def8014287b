"""Markdown: headings, lists, quotes and tables without their marks, paragraphs of joined lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toolkit.article.document import Block, Document
from toolkit.article.model import ParagraphKind
from toolkit.article.prose import is_sentence

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t　]+(?P<body>.*?)[ \t]*#*[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_RULER = re.compile(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<body>.*\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+(?P<body>.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*\Z")
_TABLE_RULER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_CELL = re.compile(r"(?:[^|\\]|\\.)+")
_MARKUP = re.compile(
    r"[ \t]*(?:!\[[^\]]*\]\([^)]*\)|<!--.*-->|</?[a-zA-Z][^>]*>|\[[^\]]+\]:[ \t]*\S+.*)[ \t]*\Z"
)
_FRONT_TITLE = re.compile(r"title:[ \t]*[\"']?(?P<body>.*?)[\"']?[ \t]*\Z", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass
class _Lines:
    """The lines of the text and the blocks found so far; `open` is a paragraph that may go on."""

    text: str
    spans: list[tuple[int, int]]
    blocks: list[Block] = field(default_factory=list)
    open: Block | None = None

    def add(self, start: int, end: int, *, kind: ParagraphKind | None = None, why: str | None = None) -> None:
        """Append the slice without its outer white space, unless it is blank."""
        body = self.text[start:end]
        start += len(body) - len(body.lstrip())
        end = start + len(body.strip())
        if start < end:
            self.blocks.append(Block(start, end, kind, why))

    def close(self) -> None:
        """End the paragraph that is open."""
        if self.open is not None:
            self.blocks.append(self.open)
            self.open = None


def read_markdown(text: str) -> Document:
    """Return the Document of a Markdown text; the spans of its blocks leave out the marks."""
    spans = [(match.start(), match.start() + len(match[0].rstrip("\r\n"))) for match in _LINE.finditer(text)]
    lines = _Lines(text, spans)
    index = _front_matter(lines)
    while index < len(spans):
        index = _fenced(lines, index) or _line(lines, index)
    lines.close()
    return Document(text, tuple(_with_one_title(text, lines.blocks)))


def _with_one_title(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with the first title kept, the same title left out, other ones as headings."""
    title = None
    for block in blocks:
        body = text[block.start : block.end]
        if block.kind != "title" or title is None:
            title = body if block.kind == "title" else title
            yield block
        elif body == title:
            yield replace(block, why="repeated title")
        else:
            yield replace(block, kind="heading")


def _front_matter(lines: _Lines) -> int:
    """Take the settings between two lines of --- at the very top; return the index after them."""
    bodies = [lines.text[start:end].rstrip() for start, end in lines.spans[:60]]
    if not bodies or bodies[0] != "---" or not {"---", "..."}.intersection(bodies[1:]):
        return 0
    last = next(index for index, body in enumerate(bodies[1:], 1) if body in ("---", "..."))
    for index in range(1, last):
        start, end = lines.spans[index]
        title = _FRONT_TITLE.match(bodies[index])
        if title:
            lines.add(start, start + title.start("body"), why="front matter")
            lines.add(start + title.start("body"), start + title.end("body"), kind="title")
        else:
            lines.add(start, end, why="front matter")
    return last + 1


def _fenced(lines: _Lines, index: int) -> int | None:
    """Take a block of code if one begins at `index`; return the index after it."""
    start, end = lines.spans[index]
    fence = _FENCE.match(lines.text, start, end)
    if fence is None:
        return None
    lines.close()
    for last in range(index + 1, len(lines.spans)):
        if lines.text[slice(*lines.spans[last])].strip().startswith(fence[1]):
            lines.add(start, lines.spans[last][1], why="code")
            return last + 1
    # A fence that is never closed is no reason to lose the rest of the text.
    return None


def _line(lines: _Lines, index: int) -> int:
    """Take the line at `index` for what its marks say; return the index of the next."""
    start, end = lines.spans[index]
    line = lines.text[start:end]
    if lines.open is not None and _UNDERLINE.match(line) and "\n" not in _slice(lines, lines.open):
        lines.open = replace(lines.open, kind="title" if "=" in line else "heading")
        lines.close()
    elif not line.strip() or _RULER.match(line) or (_TABLE_RULER.match(line) and "-" in line):
        lines.close()
    elif heading := _HEADING.match(line):
        lines.close()
        kind: ParagraphKind = "title" if len(heading[1]) == 1 else "heading"
        lines.add(start + heading.start("body"), start + heading.end("body"), kind=kind)
    elif _TABLE_ROW.match(line):
        lines.close()
        _row(lines, start, line)
    elif _MARKUP.match(line):
        lines.close()
        lines.add(start, end, why="image" if "![" in line or "<img" in line else "markup")
    elif item := _ITEM.match(line):
        lines.close()
        lines.open = Block(start + item.start("body"), start + item.end("body"), "list")
    else:
        quote = _QUOTE.match(line)
        _continue(lines, start + quote.start("body") if quote else start, end)
    return index + 1


def _slice(lines: _Lines, block: Block) -> str:
    return lines.text[block.start : block.end]


def _continue(lines: _Lines, start: int, end: int) -> None:
    """Join a plain line to the open paragraph if that breaks off in a sentence, else begin one."""
    body = lines.text[start:end]
    start += len(body) - len(body.lstrip())
    end = start + len(body.strip())
    if start == end:
        lines.close()
        return
    if lines.open is not None and _goes_on(_slice(lines, lines.open)) and not body.startswith("\u3000"):
        lines.open = replace(lines.open, end=end)
    else:
        lines.close()
        lines.open = Block(start, end)


_WRAPPED = 24


def _goes_on(paragraph: str) -> bool:
    last = paragraph.rsplit("\n", 1)[-1]
    return len(last) >= _WRAPPED and not is_sentence(last)


def _row(lines: _Lines, start: int, line: str) -> None:
    cells = []
    for cell in _CELL.finditer(line):
        body = cell[0]
        left = start + cell.start() + len(body) - len(body.lstrip())
        if body.strip():
            cells.append((left, left + len(body.strip())))
    if cells:
        lines.blocks.append(Block(cells[0][0], cells[-1][1], "table", None, tuple(cells)))
