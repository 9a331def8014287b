"""English figures: the hand-written cases, offsets, odd input and speed of growth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.figures.en import extract
from toolkit.figures.model import Figure

_CASES = Path(__file__).parent / "cases"
_FIELDS = ("text", "kind", "value", "value_to", "unit", "bound", "classifier", "fraction", "relative", "direction")
_DEFAULTS = {"bound": "exact"}


def _cases() -> list[Any]:
    found = []
    for path in sorted(_CASES.glob("figures-en-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            found.append(pytest.param(case, id=case["id"], marks=marks))
    return found


def _facts(figure: Figure) -> dict[str, Any]:
    data = figure.to_json()
    facts = {field: data.get(field) for field in _FIELDS}
    return {field: fact for field, fact in facts.items() if fact != _DEFAULTS.get(field)}


def test_there_are_many_cases() -> None:
    assert len(_cases()) >= 400


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    assert [_facts(figure) for figure in extract(case["text"])] == case["figures"]
