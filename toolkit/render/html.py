"""A report as one self-contained HTML page for an editor: side by side, figures marked, ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from toolkit.figures.model import Check, Figure, Row
from toolkit.render.forms import COLUMNS, table_rows
from toolkit.render.report import Report
from toolkit.summarise.model import SummarySentence
from toolkit.translate.model import Segment

if TYPE_CHECKING:
    from jinja2 import Environment

SYMBOLS = {"kept": "✓", "changed": "≠", "missing": "∅", "invented": "+"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a figure when `status` is set, with `title` as its explanation."""

    text: str
    status: str = ""
    title: str = ""


def render(report: Report) -> str:
    """Return the report as an HTML page that needs no other file."""
    template = environment().get_template("report.html.j2")
    return template.render(
        report=report,
        translation=report.translation,
        summaries=report.summaries,
        symbols=SYMBOLS,
        key_figure_columns=COLUMNS,
    )


@cache
def environment() -> Environment:
    """Return the jinja2 environment of the HTML templates, which escapes everything."""
    from jinja2 import Environment, FunctionLoader

    folder = files("toolkit.render") / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        summary_pieces=summary_pieces,
        key_figure_rows=table_rows,
        value=value,
    )
    return environment


def source_pieces(segment: Segment) -> list[Piece]:
    """Return the source cut into text and figures."""
    rows = segment.check.rows if segment.check else ()
    return cut(segment.source, [(row.source, row.status, explain(row)) for row in rows])


def target_pieces(segment: Segment) -> list[Piece]:
    """Return the translation cut into text and figures, invented ones among them."""
    check = segment.check or Check()
    marks: list[tuple[Figure, str, str]] = [
        (row.target, row.status, explain(row)) for row in check.rows if row.target
    ]
    marks += [(figure, "invented", "no source figure accounts for this") for figure in check.invented]
    return cut(segment.target, marks)


def summary_pieces(sentence: SummarySentence) -> list[Piece]:
    """Return a summary sentence cut into text and figures."""
    marks = [(row.target, row.status, explain(row)) for row in sentence.rows if row.target]
    return cut(sentence.text, marks)


def cut(text: str, marks: Iterable[tuple[Figure, str, str]]) -> list[Piece]:
    """Return `text` in pieces, one for each mark; a mark that overlaps an earlier one is left out."""
    pieces, position = [], 0
    for figure, status, title in sorted(marks, key=lambda mark: (mark[0].start, mark[0].end)):
        if figure.start < position:
            continue
        pieces += [
            Piece(text[position : figure.start]),
            Piece(text[figure.start : figure.end], status, title),
        ]
        position = figure.end
    return [piece for piece in [*pieces, Piece(text[position:])] if piece.text]


def value(figure: Figure) -> str:
    """Return a figure's value, range and unit for the ledger."""
    ends = [end for end in (figure.value, figure.value_to) if end]
    amount = " – ".join(_group(end) for end in ends)
    return " ".join(part for part in (amount, figure.unit or figure.classifier or "") if part)


def _group(number: str) -> str:
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and len(whole) > 4 else number


def explain(row: Row) -> str:
    """Return the verdict on a figure as one line."""
    parts: Sequence[str] = [
        f"{row.source.text} = {value(row.source)}",
        row.status + (f" ({_reason(row)})" if row.reason else ""),
        row.action or "",
        row.note or "",
    ]
    return " · ".join(part for part in parts if part)


def _reason(row: Row) -> str:
    return f"{row.reason}, 10^{row.power_of_ten:+d}" if row.power_of_ten else str(row.reason)
