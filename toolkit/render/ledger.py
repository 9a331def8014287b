"""The ledger of figures: a line for each source figure, and for each figure that has no source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.figures.explain import describe, explain, explain_invented
from toolkit.figures.model import Check, Figure, Row
from toolkit.translate.model import Segment


@dataclass(frozen=True, slots=True)
class Line:
    """One figure's line; `sentence` is the number of its sentence, None in a check of whole texts."""

    sentence: int | None
    source: str
    meaning: str
    target: str
    status: str
    why: str


def article_ledger(segments: Sequence[Segment]) -> list[Line]:
    """Return the lines of an article, sentence by sentence."""
    return [
        line
        for index, segment in enumerate(segments)
        if segment.check
        for line in check_ledger(segment.check, sentence=index)
    ]


def check_ledger(check: Check, *, sentence: int | None = None) -> list[Line]:
    """Return the lines of one check, what it calls invented last."""
    lines = [_of_row(row, sentence) for row in check.rows]
    return lines + [_of_invented(figure, sentence) for figure in check.invented]


def _of_row(row: Row, sentence: int | None) -> Line:
    done = " · ".join(part for part in (row.action, row.note) if part)
    why = done if row.status == "kept" else explain(row)
    target = row.target.text if row.target else "—"
    return Line(sentence, row.source.text, describe(row.source), target, row.status, why)


def _of_invented(figure: Figure, sentence: int | None) -> Line:
    return Line(sentence, "—", describe(figure), figure.text, "invented", explain_invented(figure))
