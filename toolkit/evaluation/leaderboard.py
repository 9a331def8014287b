"""Several systems on several suites: what `eval run` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.engines.batching import usable_cores
from toolkit.errors import InputError
from toolkit.evaluation.harness import Advance, processes, run
from toolkit.evaluation.identity import suite_hash
from toolkit.evaluation.model import Item, Suite, Summary
from toolkit.evaluation.store import run_folder
from toolkit.evaluation.suites import find_suite, read_items
from toolkit.evaluation.systems import System, column_system, model_system, read_outputs
from toolkit.translate import FigureMode

# Fewer rows than this are judged before other processes have started.
_MANY_ROWS = 2000
DEFAULT_MODEL = "zh-en-mini"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run: models by name and where, `NAME=FILE` of recorded outputs, and with which settings.

    `workers` None means one for each usable core, or this process alone for a small job.
    """

    models: Sequence[str] = ()
    device: str = "auto"
    allow_pickle: bool = False
    systems: Sequence[str] = ()
    figures: FigureMode = "lock"
    metrics: Sequence[str] = ()
    workers: int | None = None
    comet_python: Path | None = None
    recorded: Path | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One suite with its items, and the systems to run on it."""

    suite: Suite
    items: Sequence[Item]
    systems: Sequence[System]


def prepare(names: Sequence[str], plan: Plan) -> list[Job]:
    """Return the jobs of a plan, everything read and found before anything is run.

    Without models or systems, a suite's recorded columns are judged, else the default model runs.
    """
    jobs = []
    for name in dict.fromkeys(names):
        suite = find_suite(name)
        items = read_items(suite, recorded=plan.recorded)
        jobs.append(Job(suite, items, _systems(suite, items, plan)))
    return jobs


def _systems(suite: Suite, items: Sequence[Item], plan: Plan) -> list[System]:
    found: list[System] = []
    if not plan.models and not plan.systems:
        found += [column_system(name, items) for name in suite.systems]
    models = plan.models or ([] if found or plan.systems else [DEFAULT_MODEL])
    found += [
        model_system(name, suite, figures=plan.figures, device=plan.device, allow_pickle=plan.allow_pickle)
        for name in models
    ]
    for given in plan.systems:
        name, equals, file = given.partition("=")
        if not equals or not name or not file:
            raise InputError(f"--system {given!r} is not NAME=FILE, e.g. --system mine=output.txt")
        found.append(read_outputs(name, Path(file), items))
    names = [system.name for system in found]
    if len(set(names)) < len(names):
        raise InputError(f"two systems have the same name: {', '.join(sorted(names))}; name them apart")
    return found


def run_jobs(
    jobs: Sequence[Job], out: Path, plan: Plan, *, advance: Advance
) -> Iterator[tuple[Path, Summary]]:
    """Yield the folder and summary of each run as it finishes."""
    with processes(plan.workers or _workers(jobs)) as mapping:
        for job in jobs:
            hashed = suite_hash(job.suite, job.items)
            for system in job.systems:
                folder = run_folder(out, job.suite.id, system.name)
                summary = run(
                    job.suite,
                    job.items,
                    system,
                    folder,
                    hashed=hashed,
                    metrics=plan.metrics,
                    mapping=mapping,
                    comet_python=plan.comet_python,
                    advance=advance,
                )
                yield folder, summary


def _workers(jobs: Sequence[Job]) -> int:
    rows = sum(len(job.items) * len(job.systems) for job in jobs)
    return usable_cores() if rows >= _MANY_ROWS else 1
