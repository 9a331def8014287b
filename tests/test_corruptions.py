"""Corruptions of correct translations: each is one wrong figure, and a check notices it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from toolkit.figures import check_figures
from toolkit.figures.corrupt import CORRUPTERS, Corruption, corruptions

_PAIRS = [
    (
        "去年12月，全市133亩土地以250.2亿元成交，同比增长14.5%。",
        "Last December, 133 mu of land in the city was sold for 25.02 billion yuan, up 14.5 percent.",
    ),
    (
        "气温降至6至8摄氏度，近300家企业停产，占比下降1.2个百分点。",
        "Temperatures fell to 6 to 8 degrees Celsius, nearly 300 firms closed, and the share fell by 1.2 "
        "percentage points.",
    ),
]  # fmt: skip


def _all() -> list[tuple[str, Corruption]]:
    return [(source, change) for source, target in _PAIRS for change in corruptions(source, target, seed=1)]


def test_every_kind_is_made() -> None:
    assert {change.kind for _, change in _all()} == set(CORRUPTERS)


def test_a_corruption_is_one_change() -> None:
    source, target = _PAIRS[0]
    for change in corruptions(source, target, seed=1):
        assert change.original_text != change.corrupted_text
        start = next(
            place for place, (old, new) in enumerate(zip(target, change.target, strict=False)) if old != new
        )
        after = len(change.corrupted_text) - len(change.original_text)
        assert len(change.target) == len(target) + after
        assert target[: max(0, start - 40)] == change.target[: max(0, start - 40)]


def test_the_same_seed_gives_the_same_corruptions() -> None:
    source, target = _PAIRS[0]
    first, again = (list(corruptions(source, target, seed=7)) for _ in range(2))
    assert first == again
    assert first != list(corruptions(source, target, seed=8))


@pytest.mark.parametrize("number", ["14.53", "3.949", "1.05", "20", "7"])
def test_a_rounding_is_no_corruption(number: str) -> None:
    for seed in range(30):
        for change in corruptions("x", f"It rose {number} percent.", seed=seed):
            if change.kind in ("digit changed", "digit lost", "digit added"):
                places = len(change.corrupted_text.partition(".")[2])
                rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
                assert change.corrupted_text != str(rounded)


def test_bounds_and_ranges_are_left_alone_where_the_source_has_none() -> None:
    kinds = {change.kind for change in corruptions("共300家。", "More than 300, or 3 to 5 percent.", seed=1)}
    assert not kinds & {"bound reversed", "range cut"}


def test_names_of_months_that_are_words_stay() -> None:
    assert [change for change in corruptions("可能", "May I go?", seed=1) if change.kind == "month"] == []


@pytest.mark.parametrize(("source", "change"), _all(), ids=lambda value: getattr(value, "kind", ""))
def test_a_check_notices(source: str, change: Corruption) -> None:
    check = check_figures(source, change.target)
    assert check.count("kept") < check.total or check.invented, change
