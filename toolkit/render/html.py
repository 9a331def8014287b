"""A report as one self-contained HTML page for an editor: side by side, figures marked, ledger."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from toolkit.render.forms import COLUMNS, table_rows
from toolkit.render.ledger import article_ledger
from toolkit.render.pieces import source_pieces, summary_pieces, target_pieces
from toolkit.render.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

# Each status has a sign and an underline of its own, for readers who do not see the colours.
SYMBOLS = {"kept": "✓", "changed": "≠", "missing": "∅", "invented": "+"}


def render(report: Report) -> str:
    """Return the report as an HTML page that needs no other file."""
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            translation=report.translation,
            summaries=report.summaries,
            ledger=article_ledger(report.translation.segments) if report.translation else [],
            key_figure_columns=COLUMNS,
        )
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
    environment.globals["symbols"] = SYMBOLS
    environment.filters.update(
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        summary_pieces=summary_pieces,
        key_figure_rows=table_rows,
    )
    return environment
