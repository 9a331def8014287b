"""What reports are made from: the finished runs, their differences, their speed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.evaluation.comparing import Comparison, compare_runs
from toolkit.evaluation.metrics import find_metric
from toolkit.evaluation.model import Estimate, Summary
from toolkit.evaluation.speed import SPEED, read_speed
from toolkit.evaluation.store import find_runs, read_records, read_summary

_LEADING = (
    "survival", "all_right", "invented", "power_of_ten", "unit_slips", "currency_slips",
    "bleu", "chrf", "ter", "comet",
)  # fmt: skip
_OF_SUMMARIES = ("coverage", "weighted_coverage", "provenance", "rouge1", "rouge2", "rougeL", "compression")

_COMPARED = ("survival", "bleu", "chrf", "coverage")
KIND = "kind"
"""Stands for the survival of one kind of figure, which is no metric of the table"""


@dataclass(frozen=True, slots=True)
class Board:
    """Runs by folder, best survival first within each suite; `comparisons` where they were made."""

    runs: Mapping[Path, Summary]
    speed: Mapping[Path, Mapping[str, Any]] = field(default_factory=dict)
    comparisons: Mapping[str, Sequence[Comparison]] = field(default_factory=dict)

    def suites(self) -> dict[str, list[tuple[Path, Summary]]]:
        """Return the runs of each suite."""
        found: dict[str, list[tuple[Path, Summary]]] = {}
        for folder, summary in self.runs.items():
            found.setdefault(summary.suite, []).append((folder, summary))
        return found


def read_board(paths: Iterable[Path]) -> Board:
    """Return the board of the runs in `paths`; raise InputError when there are none."""
    return make_board({folder: read_summary(folder) for folder in find_runs(paths)})


def make_board(runs: Mapping[Path, Summary]) -> Board:
    """Return the board of finished runs, sorted."""
    order = sorted(runs, key=lambda folder: (runs[folder].suite, -_lead(runs[folder]), runs[folder].system))
    return Board(
        {folder: runs[folder] for folder in order},
        {folder: speed for folder in order if (speed := read_speed(folder / SPEED))},
    )


def compare_board(board: Board, metrics: Sequence[str] = ()) -> Board:
    """Return the board with every pair of systems of a suite tested on `metrics`, or on the main ones."""
    comparisons = {}
    for suite, runs in board.suites().items():
        records = {summary.system: read_records(folder) for folder, summary in runs}
        names = metrics or [name for name in _COMPARED if name in runs[0][1].metrics]
        comparisons[suite] = compare_runs(records, names)
    return replace(board, comparisons=comparisons)


def _lead(summary: Summary) -> float:
    """Return the score that runs are ranked by."""
    for name in ("survival", "coverage"):
        estimate = summary.metrics.get(name)
        if estimate is not None and estimate.value is not None:
            return estimate.value
    return 0.0


def columns(summaries: Iterable[Summary]) -> list[str]:
    """Return the metrics that a leaderboard of these runs shows, in a fixed order."""
    measured = {name for summary in summaries for name in summary.metrics}
    return [name for name in (*_LEADING, *_OF_SUMMARIES) if name in measured]


def show(name: str, estimate: Estimate | None, *, interval: bool = True) -> str:
    """Return a score as people read it: "97.31 [96.60, 98.01]", shares in percent."""
    if estimate is None or estimate.value is None or estimate.low is None or estimate.high is None:
        return "–"
    factor = 100 if name == KIND or find_metric(name).percent else 1
    value = f"{estimate.value * factor:.2f}"
    return f"{value} [{estimate.low * factor:.2f}, {estimate.high * factor:.2f}]" if interval else value
