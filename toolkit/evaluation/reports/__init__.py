"""Reports of finished runs: a table of names, each a function over a Board."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.evaluation.reports.board import Board, compare_board, make_board, read_board
from toolkit.lookup import did_you_mean, load_attribute

__all__ = [
    "REPORTS",
    "Board",
    "compare_board",
    "format_of",
    "make_board",
    "read_board",
    "require_format",
    "write_report",
]

REPORTS = {
    "html": "toolkit.evaluation.reports.html:write",
    "json": "toolkit.evaluation.reports.json:write",
    "junit": "toolkit.evaluation.reports.junit:write",
    "md": "toolkit.evaluation.reports.markdown:write",
    "table": "toolkit.evaluation.reports.table:write",
}

_SUFFIXES = {".html": "html", ".json": "json", ".md": "md", ".xml": "junit"}


def format_of(output: Path | None) -> str:
    """Return the report format that `output`'s suffix means; a table by default."""
    return _SUFFIXES.get(output.suffix, "table") if output is not None else "table"


def require_format(name: str) -> str:
    """Return `name`; raise InputError naming the nearest format when there is no such report."""
    if name not in REPORTS:
        known = ", ".join(REPORTS)
        raise InputError(f"unknown report format {name!r}{did_you_mean(name, REPORTS)}; known: {known}")
    return name


def write_report(board: Board, name: str) -> str:
    """Return the report `name` of the runs."""
    write: Callable[[Board], str] = load_attribute(REPORTS[require_format(name)])
    return write(board)
