"""The leaderboard as one self-contained page: sortable table, drawn intervals, plot, drill-down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.evaluation.metrics import find_metric
from toolkit.evaluation.model import Estimate, Summary
from toolkit.evaluation.reports.board import KIND, Board, columns, show
from toolkit.evaluation.reports.drawing import Bar, Plot, bars, plot
from toolkit.evaluation.reports.junit import wrong_figures
from toolkit.evaluation.store import read_records

if TYPE_CHECKING:
    from jinja2 import Environment

# A page of every row of a large suite would not open; the worst rows come first.
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """A score: as text, as the number to sort by, and its interval as a drawing."""

    text: str
    order: float
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that some system got wrong: the outputs of all systems and what is wrong with each."""

    id: str
    source: str
    reference: str | None
    outputs: Sequence[tuple[str, str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Section:
    """All that the page shows of one suite."""

    suite: str
    rows: int
    titles: Sequence[tuple[str, str]]
    table: Sequence[tuple[str, Sequence[Cell]]]
    kinds: Sequence[tuple[str, Sequence[Cell]]]
    plot: Plot | None
    misses: Sequence[Miss]
    wrong: int
    signatures: Sequence[tuple[str, str]]
    comparisons: Sequence[Any]


def write(board: Board) -> str:
    """Return the page; it needs no other file."""
    sections = [_section(suite, runs, board) for suite, runs in board.suites().items()]
    return _environment().get_template("leaderboard.html.j2").render(sections=sections)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader

    folder = files("toolkit.evaluation.reports") / "templates"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _section(suite: str, runs: Sequence[tuple[Path, Summary]], board: Board) -> Section:
    summaries = [summary for _, summary in runs]
    names = columns(summaries)
    kinds = sorted({kind for each in summaries for kind in each.by_kind})
    misses = _misses({summary.system: read_records(folder) for folder, summary in runs})
    return Section(
        suite=suite,
        rows=summaries[0].rows,
        titles=[(name, find_metric(name).title) for name in names],
        table=_scores(summaries, names),
        kinds=[(kind, [_cell(KIND, each.by_kind.get(kind), None) for each in summaries]) for kind in kinds],
        plot=plot(summaries),
        misses=misses[:_MOST_ROWS],
        wrong=len(misses),
        signatures=[(each.system, each.signature) for each in summaries],
        comparisons=board.comparisons.get(suite, ()),
    )


def _scores(summaries: Sequence[Summary], names: Sequence[str]) -> list[tuple[str, list[Cell]]]:
    drawn = {name: bars([each.metrics.get(name) for each in summaries]) for name in names}
    return [
        (each.system, [_cell(name, each.metrics.get(name), drawn[name][row]) for name in names])
        for row, each in enumerate(summaries)
    ]


def _cell(name: str, estimate: Estimate | None, drawn: Bar | None) -> Cell:
    if estimate is None or estimate.value is None:
        return Cell("–", -1.0)
    return Cell(show(name, estimate), estimate.value, drawn)


def _misses(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Miss]:
    """Return the rows in which a system got a figure wrong, those with most wrong figures first."""
    rows: dict[str, dict[str, Mapping[str, Any]]] = {}
    for system, records in runs.items():
        for record in records:
            rows.setdefault(record["id"], {})[system] = record
    found = []
    for row_id, by_system in rows.items():
        outputs = [(system, record["output"], wrong_figures(record)) for system, record in by_system.items()]
        if any(wrong for *_, wrong in outputs):
            first = next(iter(by_system.values()))
            found.append(Miss(row_id, first["source"], first.get("reference"), outputs))
    return sorted(found, key=lambda miss: -sum(len(wrong) for *_, wrong in miss.outputs))
