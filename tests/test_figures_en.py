"""English figures: the hand-written cases, offsets, weak mentions, odd input and how time grows."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.figures.en import extract, is_weak
from toolkit.figures.model import Figure

_CASES = Path(__file__).parent / "cases"
_FACTS = (
    "text", "kind", "value", "value_to", "unit", "bound", "classifier",
    "fraction", "off", "relative", "direction",
)  # fmt: skip
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
    facts = {name: data.get(name) for name in _FACTS}
    return {name: fact for name, fact in facts.items() if fact != _DEFAULTS.get(name)}


def test_there_are_many_cases_and_no_two_share_an_id() -> None:
    names = [case.id for case in _cases()]
    assert len(names) >= 400
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    assert [_facts(figure) for figure in extract(case["text"])] == case["figures"]


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
