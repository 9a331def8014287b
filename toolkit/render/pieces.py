"""Texts cut into stretches, so that a page can mark every figure with its status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.figures.explain import explain, explain_invented
from toolkit.figures.model import Check, Figure, Row
from toolkit.summarise.model import SummarySentence
from toolkit.translate.model import Segment


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a figure when `status` is set, with `why` as its explanation.

    `pair` is the same for a source figure and the figure of the output that stands for it.
    """

    text: str
    status: str = ""
    why: str = ""
    pair: int | None = None


Mark = tuple[Figure, Piece]


def source_pieces(segment: Segment) -> list[Piece]:
    """Return a segment's source cut into text and figures."""
    return cut(segment.source, source_marks(segment.check or Check()))


def target_pieces(segment: Segment) -> list[Piece]:
    """Return a segment's translation cut into text and figures, invented ones among them."""
    return cut(segment.target, target_marks(segment.check or Check()))


def summary_pieces(sentence: SummarySentence) -> list[Piece]:
    """Return a summary sentence cut into text and figures, invented ones among them."""
    return cut(sentence.text, target_marks(Check(sentence.rows, sentence.invented)))


def remarks(segment: Segment) -> list[str]:
    """Return what is to be said of a segment: figures that are not kept, invented ones, and its notes."""
    check = segment.check or Check()
    wrong = [f"{row.source.text}: {explain(row)}" for row in check.rows if row.status != "kept"]
    invented = [f"{figure.text}: {explain_invented(figure)}" for figure in check.invented]
    return [*wrong, *invented, *segment.notes]


def source_marks(check: Check) -> list[Mark]:
    """Return a mark for each source figure of a check."""
    return [(row.source, _piece(row.source, row, pair)) for pair, row in enumerate(check.rows)]


def target_marks(check: Check) -> list[Mark]:
    """Return a mark for each figure of the output that a check names."""
    rows: Sequence[Row] = check.rows
    marks = [(row.target, _piece(row.target, row, pair)) for pair, row in enumerate(rows) if row.target]
    return marks + [
        (figure, Piece(figure.text, "invented", explain_invented(figure))) for figure in check.invented
    ]


def cut(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return `text` in pieces, one for each mark; a mark that overlaps an earlier one is left out."""
    pieces, position = [], 0
    for figure, piece in sorted(marks, key=lambda mark: (mark[0].start, mark[0].end)):
        if figure.start < position:
            continue
        pieces += [Piece(text[position : figure.start]), piece]
        position = figure.end
    return [piece for piece in [*pieces, Piece(text[position:])] if piece.text]


def _piece(figure: Figure, row: Row, pair: int) -> Piece:
    return Piece(figure.text, row.status, explain(row), pair)
