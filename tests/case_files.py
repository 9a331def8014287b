"""The cases that tests share with the documentation: tests/cases/*.jsonl, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.figures.model import Figure

CASES = Path(__file__).parent / "cases"


def read_cases(pattern: str) -> list[dict[str, Any]]:
    """Return the cases of every file in tests/cases that `pattern` names; there must be one."""
    files = sorted(CASES.glob(pattern))
    # A test over no cases would pass.
    assert files, f"no file in {CASES} is named {pattern}"
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """Return the cases as parameters named by their `id`, those with `xfail` as known gaps."""
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
        )
        for case in cases
    ]


def figure_facts(figure: Figure) -> dict[str, Any]:
    """Return what a case says of a figure: no place, and nothing that is null or an exact bound."""
    unsaid = {"bound": "exact", "start": figure.start, "end": figure.end}
    return {name: fact for name, fact in figure.to_json().items() if fact not in (None, unsaid.get(name))}
