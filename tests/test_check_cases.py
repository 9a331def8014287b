"""Hand-written pairs of sentences, and what must become of every figure in them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from toolkit.figures import check_figures

CASES = read_cases("check-*.jsonl")


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 250
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    check = check_figures(case["source"], case["target"])
    # A case that leaves a reason or a target out does not care about it, nor about where exactly a
    # source figure begins and ends: that is what the cases of the extractors are for.
    found = [
        {
            "source": row.source.text,
            "status": row.status,
            "reason": row.reason,
            "power_of_ten": row.power_of_ten,
            "target": row.target and row.target.text,
        }
        for row in check.rows
    ]
    expected = [
        {
            **there,
            **row,
            "source": there["source"] if _overlap(row["source"], there["source"]) else row["source"],
        }
        for row, there in zip(case["rows"], found, strict=False)
    ]
    assert len(found) == len(case["rows"]), [row["source"] for row in found]
    assert found == expected
    assert [figure.text for figure in check.invented] == case["invented"]


def _overlap(one: str, other: str | None) -> bool:
    return other is not None and (one in other or other in one)
