"""Summaries of the article's own sentences: length, limits, wishes, translation, odd articles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.scripted_engine import ScriptedWriter
from toolkit.article import parse_article
from toolkit.article.model import Article
from toolkit.errors import InputError
from toolkit.figures import find_figures
from toolkit.summarise import Summary, summarise
from toolkit.summarise.budget import count_words

TEXT = (
    "园区上半年投资增长12%\n"
    "上半年,园区完成投资250.2亿元,同比增长12%。企业反映,服务比过去更好。\n"
    "园区推动107家企业开展数字化转型,新增数字化车间36个。\n"
    "他们还走访了许多工人。这让大家都很满意。\n"
    "据了解,园区占地133亩,总投资20亿元。\n"
    "下一步,园区力争全年新签项目21个,完成年度目标的91.6%。\n"
)
ENGLISH = {
    "上半年,园区完成投资250.2亿元,同比增长12%。": (
        "In the first half of the year, the park invested 25.02 billion yuan, up 12%."
    ),
    "园区推动107家企业开展数字化转型,新增数字化车间36个。": "It helped 107 firms and added 36 digital shops.",
    "园区占地133亩,总投资20亿元。": "The park covers 133 mu and cost 2 billion yuan in all.",
    "下一步,园区力争全年新签项目21个,完成年度目标的91.6%。": (
        "Next, the park aims to sign 21 new projects this year, or 91.6% of the yearly target."
    ),
}


@pytest.fixture
def article() -> Article:
    return parse_article(TEXT, lang="zh")


def translator(known: Mapping[str, str]) -> ScriptedWriter:
    """Return a translator that knows some sentences and says "I see" to all others."""
    return ScriptedWriter(lambda text: [known.get(text, "I see.")], task="translate", target=("en",))


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


@pytest.mark.parametrize("length", [1, 3, 5, 8])
def test_there_are_exactly_as_many_sentences_as_asked_for(article: Article, length: int) -> None:
    assert len(summarise(article, to="zh", length=length).sentences) == length


def test_a_length_beyond_the_article_gives_all_of_it(article: Article) -> None:
    summary = summarise(article, to="zh", length=50)
    assert [sentence.sources for sentence in summary.sentences] == [
        (index,) for index in range(len(article.sentences))
    ]


def test_the_summary_carries_the_figures_stands_alone_and_knows_its_sources(article: Article) -> None:
    summary = summarise(article, to="zh", length=4)
    assert summary.coverage == 1.0
    assert not any(text.startswith(("他们", "这", "据了解")) for text in texts(summary))
    assert summary.check.survival == 1.0
    assert not summary.check.invented
    for sentence in summary.sentences:
        for row in sentence.rows:
            assert row.segment in sentence.sources
            source = article.sentences[row.segment or 0].text
            assert source[row.source.start : row.source.end] == row.source.text
            assert row.target is not None
            assert sentence.text[row.target.start : row.target.end] == row.target.text


def test_figures_asked_for_are_carried_whatever_their_wording(article: Article) -> None:
    for asked in ("133亩", "36个", "two billion yuan"):
        summary = summarise(article, to="zh", length=1, must_include=[asked])
        values = {row.source.value for row in summary.check.rows}
        assert {figure.value for figure in find_figures(asked)} <= values


def test_figures_that_cannot_be_carried_are_refused(article: Article) -> None:
    with pytest.raises(InputError, match=r"no figure '250.3亿元'.*did you mean '250.2亿元'"):
        summarise(article, to="zh", must_include=["250.3亿元"])
    with pytest.raises(InputError, match="stand in 2 sentences; give --length 2"):
        summarise(article, to="zh", length=1, must_include=["133亩", "107家"])


def test_a_focus_steers_the_choice(article: Article) -> None:
    assert "数字化转型" in texts(summarise(article, to="zh", length=1, focus="数字化"))[0]
    warnings = summarise(article, to="zh", length=1, focus="足球比赛").warnings
    assert warnings == ["nothing in the article is about '足球比赛'; the summary is a general one"]


def test_limits_hold_and_are_named_when_nothing_fits(article: Article) -> None:
    short = texts(summarise(article, to="zh", max_chars=60))
    assert short
    assert sum(map(len, short)) <= 60
    assert sum(count_words(text) for text in texts(summarise(article, to="zh", max_words=40))) <= 40
    with pytest.raises(InputError, match="no sentence is that short"):
        summarise(article, to="zh", max_chars=3)
    for wrong in ({"length": 0}, {"length": -1}, {"max_chars": 0}, {"max_words": -5}):
        with pytest.raises(InputError, match=r"possible|room for nothing"):
            summarise(article, to="zh", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"), [("投资250.2亿元", 5), ("up 12.5% to 3 bn", 5), ("The park's 107", 3), ("。", 0)]
)
def test_words_are_counted_as_word_processors_do(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_english_summary_is_the_translation_of_the_chosen_sentences(article: Article) -> None:
    summary = summarise(article, to="en", length=3, translator=translator(ENGLISH))
    assert set(texts(summary)) <= set(ENGLISH.values())
    assert summary.check.survival == 1.0
    for sentence in summary.sentences:
        assert ENGLISH[str(sentence.original)] == sentence.text
        for row in sentence.rows:
            source = article.sentences[row.segment or 0].text
            assert source[row.source.start : row.source.end] == row.source.text


def test_a_sentence_that_is_translated_wrong_gives_way_to_another(article: Article) -> None:
    wrong = {**ENGLISH, "园区占地133亩,总投资20亿元。": "The park covers 20 km."}
    summary = summarise(article, to="en", length=3, translator=translator(wrong))
    assert "The park covers 20 km." not in texts(summary)
    assert len(summary.sentences) == 3
    assert not summary.check.invented


def test_another_language_needs_a_translator(article: Article) -> None:
    with pytest.raises(InputError, match="--translator"):
        summarise(article, to="en")


@pytest.mark.parametrize(
    ("text", "length", "coverage"),
    [
        ("园区总投资250.2亿元。", 1, 1.0),
        ("园区总投资250.2亿元", 1, 1.0),
        ("园区很美。\n工人很忙。\n大家都很高兴。", 3, None),
        ("\n".join(f"- 项目{number}:投资{number}亿元" for number in range(2, 40)), 5, None),
        ("园区新增企业三百二十家总投资达250.2亿元以上" * 60, 5, 1.0),
        ("| 城市 | 产值 |\n|---|---|\n| 泉州 | 250.2亿元 |\n| 晋江 | 133亿元 |", 1, None),
    ],
    ids=["one sentence", "no full stop", "no figures", "a list", "no sentence end at all", "a table"],
)
def test_odd_articles_have_defined_summaries(text: str, length: int, coverage: float | None) -> None:
    summary = summarise(parse_article(text, lang="zh"), to="zh")
    assert len(summary.sentences) >= length
    assert not summary.check.invented
    if coverage is not None or not find_figures(text, lang="zh"):
        assert summary.coverage == coverage


def test_a_text_of_two_megabytes_is_summarised_in_linear_time() -> None:
    line = "第{}段,园区新增企业{}家,总投资{}亿元,同比增长{}%,服务更好,大家都很满意。\n"
    text = "".join(line.format(n, n % 900 + 11, n % 700 + 21, n % 90 + 2) for n in range(16_000))
    assert len(text.encode()) > 1_500_000
    assert len(summarise(parse_article(text, lang="zh"), to="zh").sentences) == 5


def test_the_headline_is_the_title_and_without_one_a_short_sentence(article: Article) -> None:
    headline = summarise(article, to="zh", headline=True).headline
    assert headline is not None
    assert headline.text == "园区上半年投资增长12%"
    alone = summarise(parse_article("园区占地133亩。\n园区上半年完成投资250.2亿元。"), to="zh", headline=True)
    assert alone.headline is not None
    assert alone.headline.text in texts(alone)


def test_the_table_says_what_each_figure_measures_and_when(article: Article) -> None:
    rows = {row.figure.text: row for row in summarise(article, to="zh").key_figures}
    assert rows["250.2亿元"].what == "园区完成投资"
    assert rows["250.2亿元"].period is not None
    assert rows["250.2亿元"].period.text == "上半年"
    assert rows["107家"].what == "园区推动 企业开展数字化转型"
    assert rows["20亿元"].what == "总投资"
    assert rows["20亿元"].period is None
    assert rows["12%"].source == article.sentences[1].text


def test_what_cannot_be_translated_right_is_said_in_part(article: Article) -> None:
    known = {
        "园区完成投资250.2亿元,占地133亩。": "It rained on May 5, 2019.",
        "园区完成投资250.2亿元,": "The park invested 25.02 billion yuan.",
        "占地133亩。": "It rained on May 6, 2019.",
    }
    text = "园区完成投资250.2亿元,占地133亩。"
    summary = summarise(parse_article(text, lang="zh"), to="en", translator=translator(known))
    assert texts(summary) == ["The park invested 25.02 billion yuan."]
    assert [row.source.text for row in summary.check.rows] == ["250.2亿元"]
    assert summary.check.rows[0].source.start == text.index("250.2亿元")
    assert "only a part of the sentence" in summary.warnings[0]


def test_a_figure_asked_for_and_lost_in_translation_is_reported(article: Article) -> None:
    known = {"园区占地133亩,总投资20亿元。": "The park cost 2 billion yuan in all."}
    summary = summarise(article, to="en", length=1, must_include=["133亩"], translator=translator(known))
    assert texts(summary) == ["The park cost 2 billion yuan in all."]
    assert summary.warnings == ["133亩 was lost in translation: check the summary"]
