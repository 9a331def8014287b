"""Tables for people: columns that line up with Chinese text, colour only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.figures.explain import describe, explain, explain_invented
from toolkit.figures.model import Check, Figure, Row

if TYPE_CHECKING:
    from rich.table import Table

STYLES = {"kept": "green", "changed": "yellow", "missing": "red", "invented": "magenta"}
# Wide enough that no column folds where the output is a file or a pipe, which have no width.
_PIPE_WIDTH = 200
# Of a last column: under it wrapping reads worse than the terminal's own folding.
_LEAST_ROOM = 16


def figures_table(figures: Sequence[Figure]) -> Table:
    """Return a table of the figures of one text."""
    table = _table("Figure", "Kind", "Meaning", "At")
    for figure in figures:
        table.add_row(
            _cell(figure.text), figure.kind, _cell(describe(figure)), f"{figure.start}-{figure.end}"
        )
    return table


def check_table(check: Check, *, explained: bool) -> Table:
    """Return a table of the rows of a check and of what was invented; `explained` adds why."""
    table = _table("", "Source", "Output", "Reason", *(("Why",) if explained else ()))
    for row in check.rows:
        why = (_cell(explain(row)),) if explained else ()
        target = "" if row.target is None else _cell(row.target.text)
        table.add_row(
            row.status, _cell(row.source.text), target, _cell(_reason(row)), *why, style=STYLES[row.status]
        )
    for figure in check.invented:
        why = (_cell(explain_invented(figure)),) if explained else ()
        table.add_row("invented", "", _cell(figure.text), "", *why, style=STYLES["invented"])
    return table


def totals(check: Check) -> str:
    """Return the counts of a check in one line."""
    if not check.rows:
        return f"no figures in the source · {len(check.invented)} invented"
    share = f"{100 * (check.survival or 0):.2f} %"
    return (
        f"{check.count('kept')} of {check.total} figures kept ({share}) · {check.count('changed')} changed"
        f" · {check.count('missing')} missing · {len(check.invented)} invented"
    )


def as_text(table: Table, output: Path | None) -> str:
    """Return the table as text for `output`, in colour only when that is a terminal."""
    from rich.console import Console

    terminal = output is None and sys.stdout.isatty()
    buffer = StringIO()
    width = None if terminal else _PIPE_WIDTH
    Console(file=buffer, force_terminal=terminal, width=width).print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Return the rows as columns; on a terminal the last one is wrapped at words beneath itself."""
    from rich.cells import cell_len, set_cell_size

    *widths, _ = (max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True))
    margin = " " * (sum(widths) + 2 * len(widths))
    lines = []
    for *first, last in rows:
        cells = [set_cell_size(cell, width) for cell, width in zip(first, widths, strict=True)]
        head, *more = _wrapped(last, margin)
        lines += ["  ".join([*cells, head]), *(margin + line for line in more)]
    return "\n".join(line.rstrip() for line in lines).rstrip()


def _wrapped(text: str, margin: str) -> list[str]:
    """Return the lines of a last column: several where standard output is a terminal too narrow for it."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    room = console.width - len(margin)
    if not sys.stdout.isatty() or room < _LEAST_ROOM or not text:
        return [text]
    return [line.plain for line in Text(text).wrap(console, room)]


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _cell(text: str) -> str:
    """Return `text` on one line, with what rich would take for markup escaped."""
    from rich.markup import escape

    return escape(" ".join(text.split()))


def _reason(row: Row) -> str:
    reason: str = row.reason or ""
    if row.power_of_ten is not None:
        reason += f" 10^{row.power_of_ten:+d}"
    return " · ".join(part for part in (reason, row.note or "") if part)
