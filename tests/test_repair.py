"""Repair: what is put right and how, and what is better left alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from toolkit.translate import repair


@pytest.mark.parametrize("case", parameters(read_cases("repair.jsonl")))
def test_cases(case: dict[str, Any]) -> None:
    repaired = repair(case["source"], case["target"])
    assert repaired.target == case["repaired"]
    if case["repaired"] != case["target"]:
        assert "repaired" in [row.action for row in repaired.check.rows]
    if "note" in case:
        assert [row.note for row in repaired.check.rows] == [f"left alone: {case['note']}"]
