"""Suites: flat TOML files, the shipped ones by id; and the items they hold."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from toolkit.errors import SuiteError
from toolkit.evaluation.items import SOURCES, read_article, read_table
from toolkit.evaluation.metrics import METRICS
from toolkit.evaluation.model import Item, Suite
from toolkit.lookup import did_you_mean
from toolkit.resources import data_folder
from toolkit.tables import read_described

RECORDED_VARIABLE = "TOOLKIT_RECORDED"
_RECORDED_BESIDE = Path("../shared/recorded")


@cache
def shipped_suites() -> Mapping[str, Suite]:
    """Return the suites that come with the toolkit, by id."""
    paths = sorted((data_folder("eval") / "suites").glob("*.toml"))
    return {suite.id: suite for suite in map(read_suite, paths)}


def find_suite(name: str) -> Suite:
    """Return the shipped suite `name`, or the one in the TOML file `name`; raise SuiteError on a miss."""
    if name in shipped_suites():
        return shipped_suites()[name]
    if name.endswith(".toml"):
        return read_suite(Path(name))
    known = ", ".join(shipped_suites())
    raise SuiteError(
        f"unknown suite {name!r}{did_you_mean(name, shipped_suites())}; known: {known}; or give a .toml file"
    )


def read_suite(path: Path) -> Suite:
    """Return the suite at `path`; raise SuiteError for bad TOML, unknown keys and wrong types."""
    suite = read_described(Suite, path, what="suite")
    _require_one_source(suite, path)
    for metric in suite.metrics:
        if metric not in METRICS:
            known = ", ".join(METRICS)
            raise SuiteError(
                f"{path}: unknown metric {metric!r}{did_you_mean(metric, METRICS)}; known: {known}"
            )
    return suite


def _require_one_source(suite: Suite, path: Path) -> None:
    given = [name for name in SOURCES if getattr(suite, name)]
    if len(given) != 1:
        raise SuiteError(f"{path}: give exactly one of {', '.join(SOURCES)}, not {given or 'none'}")
    if suite.dataset and not suite.revision:
        raise SuiteError(f"{path}: a dataset must be pinned; add revision = its commit hash")


def data_path(suite: Suite, *, recorded: Path | None = None) -> Path | None:
    """Return the file or folder with the suite's rows; None for a hub dataset, or when it is not here."""
    if suite.dataset:
        return None
    base = recorded_folder(recorded) if suite.recorded else suite.folder
    if base is None:
        return None
    path = base / (suite.data or suite.article or "")
    return path if path.exists() or not suite.recorded else None


def recorded_folder(given: Path | None = None) -> Path | None:
    """Return the folder of recorded outputs: `given`, $TOOLKIT_RECORDED, or the one beside the checkout."""
    variable = os.environ.get(RECORDED_VARIABLE)
    for candidate in (given, Path(variable) if variable else None, _RECORDED_BESIDE):
        if candidate is not None and candidate.is_dir():
            return candidate
    return None


def read_items(suite: Suite, *, recorded: Path | None = None) -> list[Item]:
    """Return the items of `suite`; raise SuiteError when its data is missing or malformed."""
    path = data_path(suite, recorded=recorded)
    if suite.recorded and path is None:
        raise SuiteError(
            f"the data of {suite.id!r} is not here; give --recorded FOLDER or set {RECORDED_VARIABLE}"
        )
    items = read_article(suite, path) if suite.article and path else read_table(suite, path)
    if not items:
        raise SuiteError(f"the suite {suite.id!r} has no rows")
    repeated = next(_repeated(items), None)
    if repeated is not None:
        raise SuiteError(f"the suite {suite.id!r} has two rows with the id {repeated!r}")
    return items


def _repeated(items: list[Item]) -> Iterator[str]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield item.id
        seen.add(item.id)
