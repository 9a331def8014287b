"""What a reader hands on: a decoded text and the blocks it saw in it, before anything is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.article.model import ParagraphKind

OUTSIDE = "outside the article"
"""The reason a format gives when it knows no better; a rule that fits the line says more."""


@dataclass(frozen=True, slots=True)
class Block:
    """A slice `start:end` of the text; `kind` and `why` are set where the format itself says so.

    `why` names a reason to leave the block out; `cells` are the slices of a table row's cells.
    """

    start: int
    end: int
    kind: ParagraphKind | None = None
    why: str | None = None
    cells: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its blocks in the order of the text, and what the format says about the whole."""

    text: str
    blocks: Sequence[Block]
    date: str | None = None
    encoding: str = "utf-8"
    warnings: Sequence[str] = ()


class TextBuilder:
    """Text put together line by line, with a block for each line: for formats that hold no plain text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(self, line: str, *, kind: ParagraphKind | None = None, why: str | None = None) -> None:
        """Append `line` (its white space made single) as a block, unless it is blank."""
        line = " ".join(line.split())
        if line:
            self.blocks.append(Block(self._length, self._length + len(line), kind, why))
            self._append(line)

    def add_row(self, cells: Sequence[str], *, why: str | None = None) -> None:
        """Append a table row as one line, its cells set apart by tabs."""
        spans, position = [], self._length
        texts = [" ".join(cell.split()) for cell in cells]
        for text in texts:
            if text:
                spans.append((position, position + len(text)))
            position += len(text) + 1
        if spans:
            self.blocks.append(Block(self._length, position - 1, "table", why, tuple(spans)))
            self._append("\t".join(texts))

    @property
    def text(self) -> str:
        """The lines so far, each ended by a line feed."""
        return "".join(self._lines)

    def _append(self, line: str) -> None:
        self._lines.append(line + "\n")
        self._length += len(line) + 1
