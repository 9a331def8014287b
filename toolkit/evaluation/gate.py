"""Floors that only rise: the least that a suite's scores may be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import GateError, InputError, SuiteError
from toolkit.evaluation.metrics import METRICS, find_metric
from toolkit.evaluation.model import Summary
from toolkit.evaluation.store import write_json
from toolkit.lookup import did_you_mean
from toolkit.resources import data_folder

Floors = Mapping[str, Mapping[str, float]]
"""suite -> metric -> the least it may be; metrics where less is better have no floor"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one metric of a run stands to its floor; `value` None is a miss."""

    suite: str
    system: str
    metric: str
    floor: float
    value: float | None

    @property
    def met(self) -> bool:
        """Whether the value reaches the floor."""
        return self.value is not None and self.value >= self.floor


def shipped_floors() -> Path:
    """Return the file of the floors that come with the toolkit."""
    return data_folder("eval") / "floors.json"


def read_floors(path: Path) -> Floors:
    """Return the floors in `path`; raise InputError when it cannot be read, SuiteError for bad content."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read the floors {path}: {error.strerror}") from error
    except ValueError as error:
        raise SuiteError(f"{path} is not JSON: {error}") from error
    if not isinstance(floors, dict) or not all(isinstance(each, dict) for each in floors.values()):
        raise SuiteError(f'{path}: floors look like {{"SUITE": {{"METRIC": 0.9}}}}')
    for suite, metrics in floors.items():
        for name, floor in metrics.items():
            _require_floor(f"{path}: {suite}", name, floor)
    return floors


def _require_floor(where: str, name: str, floor: object) -> None:
    if name not in METRICS:
        raise SuiteError(f"{where}: unknown metric {name!r}{did_you_mean(name, METRICS)}")
    if find_metric(name).better != "high":
        raise SuiteError(f"{where}: {name!r} has no floor, since more of it is not better")
    if isinstance(floor, bool) or not isinstance(floor, int | float):
        raise SuiteError(f"{where}: the floor of {name!r} must be a number, not {floor!r}")


def judge_run(summary: Summary, floors: Floors) -> list[Verdict]:
    """Return a verdict for each floor of the run's suite; raise InputError when it has none."""
    if summary.suite not in floors:
        known = ", ".join(floors) or "none"
        raise InputError(
            f"there is no floor for the suite {summary.suite!r}; there are floors for: {known}; "
            "add its metrics to the file given with --floors"
        )
    return [
        Verdict(summary.suite, summary.system, name, floor, _value(summary, name))
        for name, floor in floors[summary.suite].items()
    ]


def _value(summary: Summary, metric: str) -> float | None:
    estimate = summary.metrics.get(metric)
    return estimate.value if estimate is not None and not summary.failed else None


def require_met(verdicts: Sequence[Verdict]) -> None:
    """Raise GateError naming every floor that was missed."""
    missed = [
        f"{each.suite} {each.metric} of {each.system} is {_shown(each.value)}, under {each.floor}"
        for each in verdicts
        if not each.met
    ]
    if missed:
        raise GateError(f"{'; '.join(missed)}; toolkit eval report shows the rows that went wrong")


def _shown(value: float | None) -> str:
    return "not measured (rows failed, or nothing to count)" if value is None else f"{value:.4f}"


def update_floors(path: Path, verdicts: Sequence[Verdict], *, allow_regression: bool) -> Floors:
    """Write floors raised to the verdicts' values; raise GateError rather than lower one unasked."""
    lower = [verdict for verdict in verdicts if not verdict.met]
    if lower and not allow_regression:
        names = ", ".join(
            f"{each.suite} {each.metric} ({each.floor} to {_shown(each.value)})" for each in lower
        )
        raise GateError(f"this would lower {names}; repair it, or add --allow-regression")
    floors = {suite: dict(metrics) for suite, metrics in read_floors(path).items()}
    for verdict in verdicts:
        if verdict.value is not None:
            floors[verdict.suite][verdict.metric] = verdict.value
    try:
        write_json(path, floors)
    except OSError as error:
        raise InputError(f"cannot write the floors {path}: {error.strerror}") from error
    return floors
