"""The leaderboard on a terminal."""

from __future__ import annotations

from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table

from toolkit.evaluation.metrics import find_metric
from toolkit.evaluation.reports.board import Board, columns, show

_WIDTH = 160


def write(board: Board) -> str:
    """Return a table for each suite, best system first, with 95 % intervals."""
    stream = StringIO()
    console = Console(file=stream, width=_WIDTH, color_system=None)
    for suite, runs in board.suites().items():
        names = columns(summary for _, summary in runs)
        rows = runs[0][1].rows
        table = Table(title=f"{suite}: {rows} rows, 95 % intervals", title_justify="left", box=box.SIMPLE)
        table.add_column("system", no_wrap=True)
        for name in names:
            table.add_column(name.replace("_", " "), justify="right", no_wrap=_is_leading(name))
        table.add_column("failed", justify="right")
        for _, summary in runs:
            scores = [show(name, summary.metrics.get(name), interval=_is_leading(name)) for name in names]
            table.add_row(summary.system, *scores, str(summary.failed))
        console.print(table)
        legend = "; ".join(f"{name}: {find_metric(name).title}" for name in names)
        console.print(f"Shares are in percent. {legend}", highlight=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def _is_leading(name: str) -> bool:
    return name in ("survival", "bleu", "chrf", "coverage")
