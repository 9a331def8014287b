"""Intervals and tests by resampling, against what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from toolkit.evaluation.metrics.model import ratio
from toolkit.evaluation.statistics import cluster, compare, holm, interval, resample


def _rows(right: int, rows: int) -> np.ndarray:
    return np.array([(float(index < right), 1.0) for index in range(rows)])


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    low, high = interval(resample(_rows(800, 1000)), ratio) or (0, 0)
    error = 1.96 * (0.8 * 0.2 / 1000) ** 0.5
    assert low == pytest.approx(0.8 - error, abs=0.005)
    assert high == pytest.approx(0.8 + error, abs=0.005)


def test_rows_of_one_document_widen_the_interval() -> None:
    rows = _rows(500, 1000)
    alone = interval(resample(cluster(rows, [None] * 1000)), ratio) or (0, 0)
    together = interval(resample(cluster(rows, [f"d{index // 100}" for index in range(1000)])), ratio) or (
        0,
        0,
    )
    assert together[1] - together[0] > 3 * (alone[1] - alone[0])


def test_clustering_keeps_the_sums() -> None:
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert cluster(rows, ["a", None, "a"]).tolist() == [[6.0, 8.0], [3.0, 4.0]]


def test_the_same_rows_give_the_same_draws() -> None:
    assert (resample(_rows(3, 10)) == resample(_rows(3, 10))).all()


def test_a_score_of_nothing_has_no_interval() -> None:
    assert interval(resample(np.zeros((5, 2))), ratio) is None


def test_a_system_does_not_differ_from_itself() -> None:
    found = compare(_rows(70, 100), _rows(70, 100), ratio)
    assert found is not None
    assert (found.value, found.low, found.high, found.p) == (0, 0, 0, 1)


def test_a_large_difference_is_found_and_its_interval_holds_it() -> None:
    found = compare(_rows(600, 1000), _rows(800, 1000), ratio)
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert found.low < 0.2 < found.high
    assert found.low > 0
    assert found.p < 0.01
    assert found.detectable < 0.2


def test_a_difference_of_one_row_is_not_significant_and_too_small_to_detect() -> None:
    found = compare(_rows(70, 100), _rows(71, 100), ratio)
    assert found is not None
    assert found.p > 0.5
    assert found.detectable > found.value


@pytest.mark.parametrize(
    ("given", "expected"),
    [([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]), ([0.5, 0.9], [1.0, 1.0]), ([], [])],
)
def test_holm(given: Sequence[float], expected: Sequence[float]) -> None:
    assert holm(given) == pytest.approx(expected)
