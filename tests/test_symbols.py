"""Figures as symbols: what the model reads, what becomes of what it writes, and what it learns from."""

from __future__ import annotations

import random

import pytest

from tests.scripted_engine import ScriptedEngine
from toolkit.figures import find_figures
from toolkit.train.locking import carry_in_both
from toolkit.translate import translate_sentences
from toolkit.translate.locking import Locked, lock_source
from toolkit.translate.symbols import fill, written


def lock(text: str) -> Locked:
    return lock_source(text, find_figures(text, lang="zh"), lock="symbols")


@pytest.mark.parametrize(
    ("source", "read", "renderings"),
    [
        (
            "总投资超250.2亿元，有36家企业。",
            "总投资<fig0>元，有<fig1>家企业。",
            ["more than 25.02 billion yuan", "36"],
        ),
        (
            "第19届展会有$300万的订单。",
            "第<fig0>届展会有<fig1>美元的订单。",
            ["19th", "3 million dollars"],
        ),
        ("占地133亩左右，占百分之八十二。", "占地<fig0>亩，占<fig1>%。", ["about 133 mu", "82 percent"]),
        ("2022年3月15日开工。", "<fig0>日开工。", ["March 15, 2022"]),
        (
            "去年有一家企业参加十九大。",
            "<fig0>年有一家企业参加<fig1>大。",
            ["last year", "19th National Congress"],
        ),
        ("有几十万人用5G手机，每月30元。", "有几十万人用5G手机，每月30元。", []),
        ("工期3年，产量增长2倍，学生19岁。", "工期<fig0>年，产量增长2倍，学生19岁。", ["three years"]),
        (
            "两国首次会谈，三农问题占四分之一。",
            "<fig0>国<fig1>次会谈，三农问题占<fig2>。",
            ["two", "first", "one-quarter"],
        ),
    ],
)
def test_a_figure_becomes_a_symbol_with_what_it_measures(
    source: str, read: str, renderings: list[str]
) -> None:
    locked = lock(source)
    assert locked.text == read
    assert list(map(written, locked.symbols.values())) == renderings


def test_what_only_looks_like_a_symbol_is_none() -> None:
    assert lock("标签<fig0>共3个。").text == "标签[fig0]共<fig0>个。"


@pytest.mark.parametrize(
    ("output", "text"),
    [
        ("With<fig0> invested, the rise was<fig1>.", "With 3 billion yuan invested, the rise was 8 percent."),
        ("<fig0> was invested.<fig0> more came.", "3 billion yuan was invested. 3 billion yuan more came."),
        ('He said: "<fig1> is much" (<fig0>).', 'He said: "8 percent is much" (3 billion yuan).'),
        (
            "It was a<fig1> rise and an<fig0> project.",
            "It was an 8 percent rise and a 3 billion yuan project.",
        ),
        ("There were<fig7> more.", "There were more."),
        ("It rose<fig1><fig1> <fig1> again.", "It rose 8 percent again."),
    ],
)
def test_symbols_give_way_to_english(output: str, text: str) -> None:
    assert fill(output, lock("30亿元，8%").symbols) == text


@pytest.mark.parametrize(
    ("source", "output", "text"),
    [
        ("6月底", "By the end of<fig0>, it grew.", "By the end of June, it grew."),
        ("6月上旬", "In early<fig0>.", "In early June."),
        ("一季度", "In the<fig0>.", "In the first quarter."),
        ("超200亿元", "It is more than<fig0>.", "It is more than 20 billion yuan."),
        ("36家", "There were 36<fig0> firms.", "There were 36 36 firms."),
    ],
)
def test_words_that_the_model_wrote_already_are_not_said_again(source: str, output: str, text: str) -> None:
    assert fill(output, lock(source).symbols) == text


def test_a_symbol_that_opens_a_sentence_brings_a_capital() -> None:
    assert (
        fill("<fig0> came. <fig0> left.", lock("超36家").symbols) == "More than 36 came. More than 36 left."
    )


def test_a_model_of_symbols_never_sees_the_figure() -> None:
    engine = ScriptedEngine(lambda *_: ["<fig0> was invested in<fig1> firms."], lock="symbols")
    (segment,) = translate_sentences(["向36家企业投资20亿元。"], engine)
    assert engine.read == ["向<fig0>家企业投资<fig1>元。"]
    assert segment.target == "36 was invested in 2 billion yuan firms."
    assert segment.check is not None
    assert {row.action for row in segment.check.rows} == {"locked"}


def test_glossary_terms_are_carried_too() -> None:
    text = "晋江市有36家企业。"
    locked = lock_source(text, find_figures(text, lang="zh"), [(0, 3, "Jinjiang City")], lock="symbols")
    assert locked.text == "<fig0>有<fig1>家企业。"
    assert (
        locked.unlock("In<fig0>,<fig1> firms.<fig0> grows.")
        == "In Jinjiang City, 36 firms. Jinjiang City grows."
    )


def test_a_date_of_the_chinese_calendar_is_none_of_ours() -> None:
    locked = lock("今天是12月1日，农历十月十四，星期五。")
    assert locked.text == "<fig1>天是<fig2>日，<fig0>，<fig3>期。"
    assert (
        locked.unlock("<fig1> is<fig2>,<fig0>.")
        == "Today is December 1, the 14th day of the 10th lunar month."
    )


def test_a_prefix_is_written_with_symbols_too() -> None:
    locked = lock("向36家企业投资20亿元。")
    assert (
        locked.lock_again("A total of 36 firms received 2 billion yuan")
        == "A total of<fig0> firms received<fig1>"
    )


@pytest.mark.parametrize(
    ("source", "target", "read", "written"),
    [
        ("投资2亿元。", "It invested 200 million yuan.", "投资<fig1>元。", "It invested<fig1>."),
        ("一座500米长的桥。", "A 500-meter bridge.", "一座<fig1>米长的桥。", "A<fig1> bridge."),
        ("参加十九大。", "He attended the 19th Congress.", "参加十九大。", "He attended the 19th Congress."),
        ("近300家企业。", "About 300 firms.", "近300家企业。", "About 300 firms."),
        ("在5公里以内。", "Within 5 kilometers.", "在<fig1>公里。", "<fig1>."),
        ("投资3亿元。", "It invested $3 billion.", "投资3亿元。", "It invested $3 billion."),
    ],
)
def test_pairs_are_locked_where_both_sides_say_the_same(
    source: str, target: str, read: str, written: str
) -> None:
    assert carry_in_both(source, target, random.Random(2)) == (read, written)
