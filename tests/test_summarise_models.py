"""Summaries written by models: sections, reranking, tracing, fallback, routes."""

from __future__ import annotations

import pytest

from tests.scripted_engine import ScriptedWriter
from toolkit.article import parse_article
from toolkit.article.model import Article
from toolkit.cards import Card
from toolkit.errors import InputError
from toolkit.summarise import Summary, summarise
from toolkit.summarise.routes import choose_route
from toolkit.summarise.sections import split_sections

TEXT = (
    "园区上半年投资增长12%\n"
    "上半年,园区完成投资250.2亿元,同比增长12%。企业反映,服务比过去更好。\n"
    "园区推动107家企业开展数字化转型,新增数字化车间36个。\n"
    "据了解,园区占地133亩,总投资20亿元。\n"
)


@pytest.fixture
def article() -> Article:
    return parse_article(TEXT, lang="zh")


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def test_sections_hold_every_sentence_once_and_fit() -> None:
    paragraphs = [[f"第{n}段的第{m}句话说了一些事情。" for m in range(4)] for n in range(10)]
    paragraphs.append(["没有句号的长句子," * 40])
    model = ScriptedWriter(lambda text: [], limit=100)
    sections = split_sections(paragraphs, model)
    assert len(sections) > 5
    assert max(map(len, sections)) <= 100
    joined = "".join(sections).replace("\n", "")
    assert joined == "".join(text for paragraph in paragraphs for text in paragraph)
    assert sum(section.startswith("第") and "第0句" in section[:8] for section in sections) >= 2


def test_the_model_s_sentences_are_traced(article: Article) -> None:
    written = "园区上半年投资250.2亿元,增长12%。数字化转型企业达107家。"
    summary = summarise(article, to="zh", length=2, model=ScriptedWriter(lambda text: [written]))
    assert texts(summary) == ["园区上半年投资250.2亿元,增长12%。", "数字化转型企业达107家。"]
    assert 1 in summary.sentences[0].sources
    assert summary.sentences[1].sources == (3,)
    (row,) = summary.sentences[1].rows
    source = article.sentences[3].text
    assert source[row.source.start : row.source.end] == row.source.text == "107家"
    assert not summary.check.invented
    assert not summary.warnings


def test_the_candidate_with_right_figures_is_taken(article: Article) -> None:
    outputs = ["园区上半年投资999亿元。", "园区上半年完成投资。", "园区上半年投资250.2亿元,增长12%。"]
    summary = summarise(article, to="zh", length=1, model=ScriptedWriter(lambda text: outputs))
    assert texts(summary) == [outputs[2]]


def test_a_changed_figure_is_put_right(article: Article) -> None:
    model = ScriptedWriter(lambda text: ["上半年,园区完成投资2502亿元,同比增长12%。"])
    summary = summarise(article, to="zh", length=1, model=model)
    assert texts(summary) == ["上半年,园区完成投资250.2亿元,同比增长12%。"]


def test_a_sentence_without_a_source_gives_way_visibly(article: Article) -> None:
    model = ScriptedWriter(lambda text: ["园区推动数字化转型,引进外资88亿美元。足球队赢得了冠军奖杯。"])
    summary = summarise(article, to="zh", length=2, model=model)
    assert not summary.check.invented
    assert set(texts(summary)) <= {sentence.text.removeprefix("据了解,") for sentence in article.sentences}
    assert "园区推动107家企业开展数字化转型,新增数字化车间36个。" in texts(summary)
    assert any("no source for 88亿美元" in warning for warning in summary.warnings)
    assert any("no source for what it says" in warning for warning in summary.warnings)
    assert summary.warnings[-1].startswith("2 of 2 sentences are the article's own")


def test_too_few_sentences_are_filled_up_and_too_many_are_cut(article: Article) -> None:
    one = ScriptedWriter(lambda text: ["园区推动107家企业数字化转型。"])
    summary = summarise(article, to="zh", length=3, model=one)
    assert len(summary.sentences) == 3
    assert "园区推动107家企业数字化转型。" in texts(summary)
    many = ScriptedWriter(lambda text: ["园区上半年完成投资250.2亿元。园区占地133亩。园区总投资20亿元。"])
    assert len(summarise(article, to="zh", length=2, model=many).sentences) == 2


def test_figures_asked_for_are_carried_beside_the_model_s_sentences(article: Article) -> None:
    model = ScriptedWriter(lambda text: ["园区上半年完成投资250.2亿元。园区推动107家企业转型。"])
    summary = summarise(article, to="zh", length=2, model=model, must_include=["133亩"])
    assert len(summary.sentences) == 2
    assert any("133亩" in text for text in texts(summary))


def test_long_articles_are_read_in_sections_and_summarised_again(article: Article) -> None:
    long = "\n".join(f"第{n}个项目位于园区,总投资{n}亿元,新增企业{n + 100}家。" for n in range(11, 41))

    def write(text: str) -> list[str]:
        lines = [line for line in text.splitlines() if line]
        return [lines[0].replace("位于园区,", "")]

    model = ScriptedWriter(write, limit=200)
    summary = summarise(parse_article(long, lang="zh"), to="zh", length=3, model=model)
    read = "".join(model.read).replace("\n", "")
    assert all(f"总投资{n}亿元" in read for n in range(11, 41))
    assert max(map(len, model.read)) <= 200
    assert any("位于" not in text for text in model.read)
    assert len(summary.sentences) == 3
    assert not summary.check.invented


def test_the_chinese_summary_is_translated_afterwards(article: Article) -> None:
    model = ScriptedWriter(lambda text: ["园区推动107家企业数字化转型。"])
    translator = ScriptedWriter(
        lambda text: ["The park helped 107 companies go digital."], task="translate", target=("en",)
    )
    summary = summarise(article, to="en", length=1, model=model, translator=translator)
    (sentence,) = summary.sentences
    assert sentence.text == "The park helped 107 companies go digital."
    assert sentence.original == "园区推动107家企业数字化转型。"
    assert sentence.sources == (3,)
    assert [row.status for row in sentence.rows] == ["kept"]


@pytest.mark.parametrize(("source", "reads"), [("en", "The park"), ("zh", "园区")])
def test_a_model_that_writes_english_reads_what_its_card_says(
    article: Article, source: str, reads: str
) -> None:
    english = {
        sentence.text: f"The park reports item {index}." for index, sentence in enumerate(article.sentences)
    }
    english[article.sentences[3].text] = "The park helped 107 companies go digital and added 36 workshops."
    translator = ScriptedWriter(lambda text: [english.get(text, "I see.")], task="translate", target=("en",))
    model = ScriptedWriter(
        lambda text: ["The park helped 107 companies go digital."], source=(source,), target=("en",)
    )
    summary = summarise(article, to="en", length=1, model=model, translator=translator)
    assert texts(summary) == ["The park helped 107 companies go digital."]
    assert summary.sentences[0].sources == (3,)
    assert reads in model.read[0]


def test_routes_follow_the_card_unless_one_is_named() -> None:
    def card(task: str, source: tuple[str, ...], target: tuple[str, ...]) -> Card:
        return Card(
            id="m", title="", task="summarise" if task == "summarise" else "translate", engine="none",
            licence="none", source=source, target=target,
        )  # fmt: skip

    own, english = card("summarise", ("zh",), ("zh",)), card("summarise", ("en",), ("en",))
    crossing, bare = card("summarise", ("zh",), ("en",)), card("translate", ("zh",), ("en",))
    assert choose_route(own, lang="zh", to="en") == ("zh", "zh")
    assert choose_route(english, lang="zh", to="en") == ("en", "en")
    assert choose_route(crossing, lang="zh", to="en") == ("zh", "en")
    assert choose_route(bare, lang="zh", to="en") == ("zh", "zh")
    assert choose_route(bare, lang="zh", to="en", name="translate-first") == ("en", "en")
    assert choose_route(bare, lang="zh", to="en", name="direct") == ("zh", "en")
    with pytest.raises(InputError, match="reads en and writes en"):
        choose_route(english, lang="zh", to="zh")
    with pytest.raises(InputError, match="--route"):
        choose_route(english, lang="zh", to="en", name="summarise-first")
