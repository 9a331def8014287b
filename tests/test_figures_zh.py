"""Chinese figures: the hand-written cases, offsets, odd input and speed of growth."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import figure_facts, parameters, read_cases
from toolkit.figures.extract import find_figures

_CASES = read_cases("figures-zh-*.jsonl")
_DIGITS = re.compile(r"[0-9０-９]+")


@pytest.mark.parametrize("case", parameters(_CASES))
def test_case(case: dict[str, Any]) -> None:
    found = find_figures(case["text"], lang="zh")
    assert [figure_facts(figure) for figure in found] == case["figures"]


def test_cases_are_many_and_differ_in_more_than_digits() -> None:
    shapes = [_DIGITS.sub("0", case["text"]) for case in _CASES]
    assert len(shapes) >= 450
    assert len(set(shapes)) == len(shapes)


@given(
    st.text(
        alphabet="一二两三十百千万亿几多余约近第年月日时点分个%元亩米倍成折/-:.,0123456789 至到０９",
        max_size=40,
    )
)
def test_spans_are_slices_in_order(text: str) -> None:
    end = 0
    for figure in find_figures(text, lang="zh"):
        assert figure.text == text[figure.start : figure.end]
        assert figure.start >= end
        end = figure.end


@pytest.mark.parametrize(
    "text",
    [
        "", "\ud800", "5\udfff人", "1️⃣2️⃣", "\u202e三百\u202c人", "（" * 5000 + "3人", "1e999元", "9.9.9.9.9.9",
        "一" * 3000, "万亿" * 2000, "1-" * 3000, "第" * 4000, "3、" * 3000,
    ],
)  # fmt: skip
def test_odd_input_is_read(text: str) -> None:
    for figure in find_figures(text, lang="zh"):
        assert figure.text


def test_a_number_of_a_million_digits_is_passed_over() -> None:
    found = find_figures("9" * 1_000_000 + "元，3人。", lang="zh")
    assert (found[-1].text, found[-1].value) == ("3人", "3")


@pytest.mark.parametrize("sentence", ["2022年投资57.37亿元，", "他" * 40, "三十、", "一", "1,"])
def test_time_grows_with_the_length_of_one_line(sentence: str) -> None:
    def seconds(repeats: int) -> float:
        begin = time.process_time()
        find_figures(sentence * repeats, lang="zh")
        return time.process_time() - begin

    seconds(100)
    assert seconds(8000) < 40 * seconds(1000) + 0.05


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投资20亿元，占29%。", ["2000000000", "29"]),
        ("It cost 20 billion yuan, or 29 percent.", ["20000000000", "29"]),
        ("", []),
    ],
)
def test_the_language_is_told_by_its_letters(text: str, values: list[str]) -> None:
    assert [figure.value for figure in find_figures(text)] == values


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="zh and en"):
        find_figures("42", lang="fr")
