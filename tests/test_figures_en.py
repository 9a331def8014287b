"""English figures: the hand-written cases, offsets, weak mentions, odd input and how time grows."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_files import figure_facts, parameters, read_cases
from toolkit.figures.en import extract, is_weak

_CASES = read_cases("figures-en-*.jsonl")


def test_there_are_many_cases_and_no_two_share_an_id() -> None:
    names = [case["id"] for case in _CASES]
    assert len(names) >= 400
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", parameters(_CASES))
def test_case(case: dict[str, Any]) -> None:
    assert [figure_facts(figure) for figure in extract(case["text"])] == case["figures"]


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("One day he will come.", True),
        ("He waited a year.", True),
        ("Both sides agreed.", True),
        ("The two sides agreed.", True),
        ("A second-hand car is cheap.", True),
        ("They met for the first time.", True),
        ("It was the first time to call.", False),
        ("They sell two cars.", False),
        ("It took a decade.", False),
        ("A hundred came.", False),
        ("The second car broke.", False),
    ],
)
def test_weak_mentions_need_no_source(text: str, *, weak: bool) -> None:
    assert [is_weak(figure, text) for figure in extract(text)] == [weak]


@given(
    st.lists(
        st.sampled_from([*"0123456789.,-%$:/ ", "one ", "hundred ", "and ", "million ", "May ", "\ud800"])
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_figures_in_order_that_are_slices_of_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for figure in extract(text):
        assert figure.start >= end
        assert figure.text == text[figure.start : figure.end] != ""
        end = figure.end


@pytest.mark.parametrize(
    "piece", ["1,", "1-", "hundred and ", "twenty-", "more than ", "2015 to ", "1:", "by ", "a "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        extract(piece * count)
        return time.process_time() - started

    seconds(10)
    assert seconds(8_000) < 16 * max(seconds(2_000), 0.005)


def test_a_number_of_a_million_digits_is_one_figure() -> None:
    [figure] = extract("9" * 1_000_000 + " million yuan")
    assert (figure.value, figure.unit) == ("9" * 1_000_000 + "000000", "CNY")


def test_a_long_text_gives_the_same_figures_as_its_sentences() -> None:
    sentence = "In 2020, sales rose 5.2% to 25.02 billion yuan. "
    count = 2_000
    assert [figure.value for figure in extract(sentence * count)] == [
        f.value for f in extract(sentence)
    ] * count
