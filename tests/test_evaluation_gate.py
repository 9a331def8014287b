"""Floors hold, rise, and fall only when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from toolkit.errors import GateError, InputError, SuiteError
from toolkit.evaluation.gate import judge_run, read_floors, require_met, shipped_floors, update_floors
from toolkit.evaluation.model import Estimate, Summary
from toolkit.evaluation.suites import shipped_suites


def _summary(survival: float | None, *, failed: int = 0) -> Summary:
    metrics = {"survival": Estimate(survival, survival, survival, 10)}
    return Summary("own", "mine", metrics, {}, {}, 10, failed, "signature", "key")


def _floors(folder: Path, text: str = '{"own": {"survival": 0.9}}') -> Path:
    path = folder / "floors.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_floors_are_of_shipped_suites() -> None:
    floors = read_floors(shipped_floors())
    assert "article" in floors
    assert set(floors) <= set(shipped_suites())


@pytest.mark.parametrize("value", [0.9, 1.0])
def test_a_floor_that_is_reached_is_met(tmp_path: Path, value: float) -> None:
    require_met(judge_run(_summary(value), read_floors(_floors(tmp_path))))


@pytest.mark.parametrize(("value", "failed"), [(0.8999, 0), (None, 0), (1.0, 1)])
def test_a_low_missing_or_failed_score_misses(tmp_path: Path, value: float | None, failed: int) -> None:
    with pytest.raises(GateError, match="own survival of mine is"):
        require_met(judge_run(_summary(value, failed=failed), read_floors(_floors(tmp_path))))


def test_a_suite_without_a_floor_is_an_error_not_a_pass(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no floor for the suite 'own'"):
        judge_run(_summary(1.0), read_floors(_floors(tmp_path, "{}")))


def test_update_raises_a_floor(tmp_path: Path) -> None:
    path = _floors(tmp_path)
    update_floors(path, judge_run(_summary(0.95), read_floors(path)), allow_regression=False)
    assert read_floors(path) == {"own": {"survival": 0.95}}


def test_update_lowers_a_floor_only_when_allowed(tmp_path: Path) -> None:
    path = _floors(tmp_path)
    verdicts = judge_run(_summary(0.5), read_floors(path))
    with pytest.raises(GateError, match="--allow-regression"):
        update_floors(path, verdicts, allow_regression=False)
    assert read_floors(path) == {"own": {"survival": 0.9}}
    update_floors(path, verdicts, allow_regression=True)
    assert read_floors(path) == {"own": {"survival": 0.5}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "floors look like"),
        ('{"own": {"survivel": 1}}', "did you mean 'survival'"),
        ('{"own": {"changed": 1}}', "has no floor"),
        ('{"own": {"survival": "1"}}', "must be a number"),
    ],
)
def test_bad_floors_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SuiteError) as caught:
        read_floors(_floors(tmp_path, text))
    assert message in str(caught.value)


def test_gate_of_a_folder_without_a_run(toolkit: Run, tmp_path: Path) -> None:
    result = toolkit("eval", "gate", tmp_path)
    assert result.returncode == 2
    assert b"there is no finished run" in result.stderr


def test_a_summary_that_is_broken_is_told(toolkit: Run, tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text(json.dumps({"suite": "own"}), encoding="utf-8")
    result = toolkit("eval", "gate", tmp_path)
    assert result.returncode == 2
    assert b"is not a summary of a run" in result.stderr
