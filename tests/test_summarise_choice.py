"""What is cut from a sentence, which figures matter, which sentences are chosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from toolkit.article import parse_article
from toolkit.figures import find_figures
from toolkit.summarise.candidates import find_candidates, join_parts
from toolkit.summarise.compression import compress
from toolkit.summarise.graph import centrality, vectors
from toolkit.summarise.salience import article_figures, key_figures, rank_figures
from toolkit.summarise.stretches import find_stretches

NEWS = (
    "云江省上半年外贸增长6.8%\n"
    "云江省统计局7月18日发布的数据显示,今年上半年,全省进出口总值3426.7亿元,比去年同期增长6.8%。"
    "其中出口2210.5亿元,增长9.1%。\n"
    "记者在现场看到三条新路。企业家们都很高兴。\n"
    "到年底,全省计划新增港口泊位12个,完成年度目标的91.6%。\n"
)


@pytest.mark.parametrize("case", parameters(read_cases("summarise-compression.jsonl")))
def test_only_what_is_safe_is_cut(case: dict[str, str]) -> None:
    figures = find_figures(case["text"], lang="zh")
    stretch = compress(case["text"], figures)
    assert stretch.text == case["compressed"]
    whole = [figure.text for figure in figures]
    assert [figure.text for figure in find_figures(stretch.text, lang="zh")] == whole


@pytest.mark.parametrize("case", parameters(read_cases("summarise-standing.jsonl")))
def test_sentences_that_lean_on_another_are_known(case: dict[str, Any]) -> None:
    article = parse_article(case["text"], lang="zh")
    (candidate,) = find_candidates(article, article_figures(article))
    assert candidate.leans is case["leans"]


def test_the_whole_matters_more_than_the_parts_and_dates_of_writing_least() -> None:
    ranked = [each.figure.text for each in rank_figures(parse_article(NEWS))]
    assert ranked[0] in ("6.8%", "3426.7亿元")
    assert set(ranked[:4]) == {"3426.7亿元", "6.8%", "2210.5亿元", "9.1%"}
    assert ranked.index("三条") > ranked.index("12个")
    assert ranked.index("7月18日") > ranked.index("91.6%")


def test_a_figure_said_twice_is_ranked_once_where_the_text_has_it() -> None:
    ranked = [each for each in rank_figures(parse_article(NEWS)) if each.figure.value == "6.8"]
    assert [each.sentence for each in ranked] == [1]


def test_key_figures_are_no_names_and_no_dates_told_from_today() -> None:
    article = parse_article("今年,园区贯彻二十大精神,总投资20亿元,新增企业35家。\n去年总投资18亿元。")
    assert {each.figure.text for each in key_figures(rank_figures(article))} == {"20亿元", "35家", "18亿元"}


def test_parts_are_joined_to_the_whole_before_them() -> None:
    article = parse_article(NEWS)
    figures = article_figures(article)
    joined = join_parts(article, find_candidates(article, figures))
    (whole,) = [each for each in joined if len(each.sources) == 2]
    assert whole.text.endswith("增长6.8%,其中出口2210.5亿元,增长9.1%。")
    assert whole.sources == (1, 2)
    for figure in whole.figures:
        sentence, origin = whole.origin(figure)
        assert article.sentences[sentence].text[origin.start : origin.end] == origin.text == figure.text


def test_an_endless_sentence_comes_in_stretches_that_lose_nothing_and_cut_no_figure() -> None:
    text = "园区新增企业三百二十家总投资达250.2亿元以上" * 60
    figures = find_figures(text, lang="zh")
    stretches = find_stretches(text, figures)
    assert "".join(each.text for each in stretches) == text
    assert max(len(each.text) for each in stretches) <= 120
    edges = {each.start for each in stretches}
    assert not any(figure.start < edge < figure.end for figure in figures for edge in edges)


def test_centrality_of_many_sentences_is_that_of_their_centroid() -> None:
    few = ["园区总投资增长", "园区总投资下降", "天气晴朗"]
    assert centrality(vectors(few))[2] < min(centrality(vectors(few))[:2])
    many = centrality(vectors(few * 100))
    assert max(many) == 1.0
    assert many[2] < many[0]
    assert centrality([]) == []
