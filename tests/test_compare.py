"""The comparison of figures on figures made by hand, without any extractor."""

from __future__ import annotations

import time
from typing import Any

from toolkit.figures import Figure, compare_figures
from toolkit.figures.explain import explain, explain_invented


def figure(value: str | None, *, at: int = 0, kind: Any = "count", **facts: Any) -> Figure:
    """Return a figure whose text is its value."""
    text = facts.pop("text", value or "")
    return Figure(text, at, at + len(text), kind, value, **facts)


def test_same_value_is_kept_whatever_the_unit() -> None:
    check = compare_figures(
        [figure("133", kind="area", unit="mu"), figure("6", at=9, kind="duration", unit="month")],
        [figure("8.87", kind="area", unit="ha"), figure("0.5", at=9, kind="duration", unit="year")],
    )
    assert [row.status for row in check.rows] == ["kept", "kept"]
    assert check.survival == 1.0


def test_scale_error_names_its_power_of_ten() -> None:
    source = figure("25020000000", kind="money", unit="CNY", text="250.2亿元")
    target = figure("250200000000", kind="money", unit="CNY", text="250.2 billion yuan")
    (row,) = compare_figures([source], [target]).rows
    assert (row.status, row.reason, row.power_of_ten) == ("changed", "scale", 1)
    assert "10^1 times too large" in explain(row)


def test_rounding_is_kept_only_to_the_digits_shown() -> None:
    source = [figure("25020000000", kind="money", unit="CNY", text="250.2亿元")]
    rounded = [figure("25000000000", kind="money", unit="CNY", text="25 billion yuan")]
    exact_looking = [figure("25100000000", kind="money", unit="CNY", text="25.1 billion yuan")]
    (kept,) = compare_figures(source, rounded).rows
    (changed,) = compare_figures(source, exact_looking).rows
    assert (kept.status, kept.note) == ("kept", "rounded")
    assert (changed.status, changed.reason) == ("changed", "value")


def test_a_dropped_bound_is_a_note_and_a_turned_one_an_error() -> None:
    source = [figure("300", bound="nearly")]
    (dropped,) = compare_figures(source, [figure("300")]).rows
    (turned,) = compare_figures(source, [figure("300", bound="over")]).rows
    assert (dropped.status, dropped.note) == ("kept", "bound lost: nearly")
    assert (turned.status, turned.reason) == ("changed", "bound")


def test_each_target_stands_for_one_amount_only() -> None:
    source = [figure("4", at=0), figure("4", at=10)]
    check = compare_figures(source, [figure("4", at=3)])
    assert sorted(row.status for row in check.rows) == ["kept", "missing"]


def test_a_date_said_twice_may_be_said_once() -> None:
    source = [figure("XXXX-07-26", at=0, kind="date"), figure("XXXX-XX-26", at=20, kind="date")]
    check = compare_figures(source, [figure("XXXX-07-26", kind="date")])
    assert [row.status for row in check.rows] == ["kept", "kept"]


def test_partners_are_moved_so_that_as_many_as_possible_are_kept() -> None:
    # The first source figure could take either target, the second only the nearer one.
    source = [figure("XXXX-XX-26", at=0, kind="date"), figure("XXXX-07-26", at=2, kind="date")]
    target = [figure("XXXX-07-26", at=0, kind="date"), figure("XXXX-XX-26", at=40, kind="date")]
    check = compare_figures(source, target)
    assert [row.status for row in check.rows] == ["kept", "kept"]
    assert check.invented == ()


def test_an_extra_figure_is_invented_and_explained() -> None:
    check = compare_figures([], [figure("17")])
    assert [found.text for found in check.invented] == ["17"]
    assert "no figure of the source" in explain_invented(check.invented[0])


def test_range_told_by_its_ends() -> None:
    source = [figure("3", value_to="5", kind="money", unit="CNY", text="3至5元")]
    target = [figure("3", at=5, kind="money", unit="CNY"), figure("5", at=20, kind="money", unit="CNY")]
    check = compare_figures(source, target)
    assert [row.status for row in check.rows] == ["kept"]
    assert check.invented == ()


def test_figures_without_a_readable_value_are_compared_all_the_same() -> None:
    check = compare_figures(
        [figure(None, text="1.266.07")], [figure(None, text="1.266.07"), figure("5", at=9)]
    )
    assert check.total == 1


def test_nothing_against_nothing() -> None:
    check = compare_figures([], [])
    assert (check.total, check.survival, check.to_json()["survival"]) == (0, None, None)


def test_five_hundred_figures_in_one_sentence_take_no_time() -> None:
    source = [figure(str(1000 + 7 * i), at=i * 8) for i in range(500)]
    target = [figure(str(1000 + 7 * i), at=i * 9) for i in range(500)]
    equal = [figure("12", at=i * 8) for i in range(500)]
    started = time.process_time()
    assert compare_figures(source, target).count("kept") == 500
    assert compare_figures(equal, equal[:499]).count("kept") == 499
    assert time.process_time() - started < 5


def test_huge_numbers_neither_hang_nor_lose_their_difference() -> None:
    huge = "1" + "0" * 5000
    check = compare_figures([figure(huge)], [figure(huge + "0")])
    assert [row.status for row in check.rows] == ["changed"]
    assert compare_figures([figure(huge)], [figure(huge)]).survival == 1.0
