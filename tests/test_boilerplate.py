"""News pages of many layouts: what is article, what is left out and why."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_files import CASES, parameters, read_cases
from tests.conftest import ARTICLE
from toolkit.article import Article, parse_article, read_article

PAGES = read_cases("pages.jsonl")
LINES = read_cases("boilerplate.jsonl")


def _params() -> list[Any]:
    marks = [[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [] for case in LINES]
    return [
        pytest.param(case, id=case["text"][:12], marks=mark) for case, mark in zip(LINES, marks, strict=True)
    ]


def test_the_cases_are_there() -> None:
    assert len(PAGES) >= 12
    assert len(LINES) >= 50
    assert {page["file"] for page in PAGES} == {path.name for path in (CASES / "pages").iterdir()}


@pytest.mark.parametrize("page", parameters(PAGES))
def test_page(page: dict[str, Any]) -> None:
    article = read_article(CASES / "pages" / page["file"])
    body = "\n".join(sentence.text for sentence in article.sentences)
    assert (article.title.text if article.title else None) == page["title"]
    assert sorted({part.why for part in article.left_out}) == sorted(page["left_out"])
    assert [wanted for wanted in page["has"] if wanted not in body] == []
    assert [stray for stray in page["lacks"] if stray in body] == []
    assert len(article.paragraphs) == page["paragraphs"], [part.sentences for part in article.paragraphs]
    assert article.date == page["date"]


def test_the_article_of_the_readme() -> None:
    article = read_article(ARTICLE)
    text = article.text
    credit, keywords, links = article.left_out
    assert (credit.text, credit.why) == ("【资料图】", "image credit")
    assert (keywords.text, keywords.why) == ("关键词:", "keywords")
    assert links.why == "related links"
    assert links.text == text[text.index("相关阅读") :].rstrip()
    assert article.sentences[-1].text.endswith("项目履约率达到100%。")
    assert [part.sentences[0].text for part in article.paragraphs if part.kind == "heading"] == [
        "保姆式服务 对接企业有温度",
        "党建+数智 推动科创新高度",
        "标准化建设,园区改造四维度",
    ]


PROSE = "青岚海关今天发布消息，前三季度全市外贸进出口总值1268.4亿元，同比增长8.3%。"


@pytest.mark.parametrize("case", _params())
def test_line_after_an_article(case: dict[str, str | None]) -> None:
    article = parse_article(f"前三季度外贸增长8.3%\n{PROSE}\n{case['text']}")
    assert [part.why for part in article.left_out] == [case["why"]] * (case["why"] is not None)
    assert case["why"] is None or article.left_out[0].text == case["text"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-be"])
def test_the_article_reads_the_same_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.read_text("utf-8").encode(encoding))
    original, copy = read_article(ARTICLE), read_article(path)
    assert (copy.paragraphs, copy.left_out) == (original.paragraphs, original.left_out)


def test_rules_take_bounded_time() -> None:
    """No line of repeated words makes a pattern try exponentially many ways."""
    begun = time.process_time()
    for part in ("首页 > ", ">", "09", "微信", "新闻", "更多 | ", "阅读1", "- ", "2023-08-09 ", "x\u3000"):
        parse_article(
            "\n".join((part * 400)[:length] + end for length in (78, 118, 198) for end in ("", "。", "x"))
        )
    assert time.process_time() - begun < 5


TEXT_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["相关阅读", "【资料图】", "关键词:", "责任编辑：张三", "-", "首页 > 新闻", "“他说。", "全文完"]
        ),
        st.text(max_size=60),
        st.text(alphabet="今年增长3.5亿元，。“”（）\n 　", max_size=80),
    ),
    max_size=20,
)


@settings(derandomize=True, database=None)
@given(TEXT_LINES)
def test_nothing_is_lost(lines: list[str]) -> None:
    """Paragraphs and what is left out are slices of the text, and together all of it but white space."""
    text = "\n".join(lines)
    article = parse_article(text)
    assert _bare("".join(_slices_in_order(article))) == _bare(text)


def _slices_in_order(article: Article) -> list[str]:
    for number, paragraph in enumerate(article.paragraphs):
        assert all(sentence.paragraph == number for sentence in paragraph.sentences)
    pieces, rest = [], list(article.left_out)
    position = 0
    for sentence in article.sentences:
        assert article.text.startswith(sentence.text, sentence.start)
        while rest and (start := article.text.find(rest[0].text, position)) != -1 and start < sentence.start:
            pieces.append(rest[0].text)
            position = start + len(rest.pop(0).text)
        pieces.append(sentence.text)
        position = sentence.start + len(sentence.text)
    return pieces + [part.text for part in rest]


def _bare(text: str) -> str:
    return "".join(text.split())
