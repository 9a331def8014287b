"""Sentences and clauses: cases, and what must hold for any text at all."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_files import parameters, read_cases
from toolkit.article import split_clauses, split_sentences
from toolkit.article.brackets import outermost_pairs
from toolkit.article.sentences import LONG

CASES = read_cases("sentences.jsonl")
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="今年增长3.5亿元AB a，、。！？!?.；;…“”‘’「」（）()《》\"'\n　", max_size=300),
)
fixed = settings(derandomize=True, database=None)


def test_the_cases_are_there() -> None:
    assert len(CASES) >= 30
    assert all("".join(case["sentences"]).replace(" ", "") == case["text"].replace(" ", "") for case in CASES)


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, str]) -> None:
    spans = split_sentences(case["text"], lang=case.get("lang", "zh"))
    assert [case["text"][start:end] for start, end in spans] == case["sentences"]


@fixed
@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_spans_cover_the_text(text: str, lang: str) -> None:
    spans = split_sentences(text, lang=lang)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@fixed
@given(TEXTS)
def test_no_cut_inside_quotes_or_brackets(text: str) -> None:
    starts = [start for start, _ in split_sentences(text)]
    for opening, closing in outermost_pairs(text).items():
        assert not any(opening < start <= closing for start in starts)


def test_a_very_long_sentence_is_split_at_its_semicolons() -> None:
    clause = "第一产业增加值增长百分之五，" * 5 + "第二产业也增长；"
    spans = split_sentences(clause * 8 + "完。")
    assert len(spans) > 1
    assert all(end - start <= LONG for start, end in spans)


@pytest.mark.parametrize("unit", ["“", "。", "（“", "字", "; ", "3.1,", "？”说", "“好。”", "a.b!"])
def test_time_is_linear(unit: str) -> None:
    begun = time.process_time()
    split_sentences(unit * 50_000)
    assert time.process_time() - begun < 5


@fixed
@given(TEXTS, st.integers(min_value=1, max_value=60))
def test_clauses_join_back_and_fit(text: str, limit: int) -> None:
    pieces = split_clauses(text, limit, len)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


def test_clauses_are_cut_at_marks_and_never_in_a_number() -> None:
    text = (
        "目前纳入项目42个(工业22个,配套18个),总投资约216.8亿元,计划投资57.37亿元,"
        "共完成“一、二、三”三类1,234,567件"
    )
    pieces = split_clauses(text, 30, len)
    assert pieces == [
        "目前纳入项目42个(工业22个,配套18个),",
        "总投资约216.8亿元,",
        "计划投资57.37亿元,",
        "共完成“一、二、三”三类1,234,567件",
    ]


def test_text_without_marks_is_cut_but_not_in_a_number() -> None:
    text = "增长" * 10 + "123,456.78万元" + "下降" * 10
    pieces = split_clauses(text, 20, len)
    assert "".join(pieces) == text
    assert any("123,456.78万元" in piece for piece in pieces)


def test_a_50_000_character_sentence_is_cut_quickly() -> None:
    text = "投资增长5.6%，其中工业增长7.8%、服务业增长3.2%，" * 1600
    begun = time.process_time()
    pieces = split_clauses(text, 100, len)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 100
    assert time.process_time() - begun < 5
