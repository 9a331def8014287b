"""Each metric on rows whose score can be worked out by hand."""

from __future__ import annotations

import pytest

from toolkit.errors import SuiteError
from toolkit.evaluation.judging import check_item
from toolkit.evaluation.metrics import METRICS, Case, find_metric
from toolkit.evaluation.metrics.figures import kind_survival
from toolkit.evaluation.metrics.rouge import rouge_l, rouge_n, tokenise
from toolkit.evaluation.model import Item
from toolkit.figures import find_figures


def _score(metric: str, source: str, output: str, **item: object) -> float | None:
    made = Item("a", source, **item)
    found = find_metric(metric)
    case = Case(made, output, check_item(made, output))
    return found.combine(found.measure(case), "en")


@pytest.mark.parametrize(
    ("metric", "source", "output", "expected"),
    [
        ("survival", "投资3亿元，占地20亩。", "It costs 300 million yuan and covers 20 acres.", 0.5),
        ("survival", "没有数字。", "No figure here.", None),
        ("all_right", "投资3亿元，占地20亩。", "It costs 300 million yuan and covers 20 acres.", 0.0),
        ("all_right", "投资3亿元。", "It costs 300 million yuan.", 1.0),
        ("precision", "投资3亿元。", "It costs 300 million yuan and employs 50 people.", 0.5),
        ("changed", "投资3亿元。", "It costs 3 billion yuan.", 1.0),
        ("missing", "投资3亿元。", "It costs a lot.", 1.0),
        ("invented", "投资3亿元。", "It costs 300 million yuan and employs 50 people.", 1.0),
        ("power_of_ten", "投资3亿元。", "It costs 3 billion yuan.", 1.0),
        ("power_of_ten", "投资3亿元。", "It costs 310 million yuan.", 0.0),
        ("unit_slips", "占地20亩。", "It covers 20 acres.", 1.0),
        ("currency_slips", "投资3亿元。", "It costs 300 million dollars.", 1.0),
        ("bound_kept", "近300家企业。", "nearly 300 companies", 1.0),
        ("bound_kept", "近300家企业。", "300 companies", 0.0),
        ("leftover", "投资3亿元。", "It 投资 300 million yuan.", 1.0),
        ("repetition", "他来了。", "He came and he came and he came and he came and he came.", 1.0),
        ("omissions", "代表团在会谈结束后前往当地的一家工厂参观并与工人交谈。", "The delegation left.", 1.0),
        ("sentences_lost", "他来了。她走了。", "He came.", 0.5),
        ("length_ratio", "他来了", "He came here", 1.0),
    ],
)
def test_metric(metric: str, source: str, output: str, expected: float | None) -> None:
    assert _score(metric, source, output) == expected


def test_survival_of_one_kind() -> None:
    item = Item("a", "投资3亿元，占地20亩。")
    case = Case(item, "", check_item(item, "It costs 300 million yuan and covers 20 acres."))
    assert kind_survival("money").measure(case) == (1, 1)
    assert kind_survival("area").measure(case) == (0, 1)


def test_overlap_with_a_reference() -> None:
    reference = "The bridge was opened to traffic on Monday ."
    assert _score("bleu", "。", reference, reference=reference) == pytest.approx(100)
    assert _score("chrf", "。", reference, reference=reference) == pytest.approx(100)
    assert _score("ter", "。", reference, reference=reference) == 0
    assert (_score("bleu", "。", "A dog barks", reference=reference) or 0) < 5


def test_summed_statistics_give_sacrebleus_corpus_score() -> None:
    from sacrebleu.metrics.bleu import BLEU

    from toolkit import scores

    outputs = ["the cat sat on the mat", "a dog ran over the hill today"]
    references = ["the cat lay on the mat", "the dog ran over a hill today"]
    rows = [scores.segment_statistics("bleu", *pair) for pair in zip(outputs, references, strict=True)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    assert scores.score("bleu", sums) == pytest.approx(BLEU().corpus_score(outputs, [references]).score)
    assert "version:" in scores.signature("bleu")


def test_rouge_by_hand() -> None:
    ours, theirs = ["the", "cat", "sat", "on", "the", "mat"], ["the", "cat", "is", "on", "the", "mat"]
    assert rouge_n(ours, theirs, 1) == pytest.approx(5 / 6)
    assert rouge_n(ours, theirs, 2) == pytest.approx(3 / 5)
    assert rouge_l(ours, theirs) == pytest.approx(5 / 6)
    assert rouge_n([], [], 1) == 0


def test_rouge_takes_chinese_by_characters_and_numbers_whole() -> None:
    assert tokenise("增长6.8%至1,200亿元 GDP") == ["增", "长", "6.8", "至", "1,200", "亿", "元", "gdp"]


def test_coverage_of_key_figures_weighs_rank() -> None:
    source = "营收52亿元，净利润6亿元，员工300人。"
    keys = tuple(find_figures(source, lang="zh"))
    assert len(keys) == 3
    output = "Revenue was 5.2 billion yuan and staff numbered 300."
    assert _score("coverage", source, output, key_figures=keys) == pytest.approx(2 / 3)
    assert _score("weighted_coverage", source, output, key_figures=keys) == pytest.approx(
        (1 + 1 / 3) / (1 + 1 / 2 + 1 / 3)
    )
    assert _score(
        "provenance", source, output + " Nobody saw the 9,999 others.", key_figures=keys
    ) == pytest.approx(2 / 3)


def test_every_metric_of_the_table_can_be_loaded_and_has_a_title() -> None:
    assert all(find_metric(name).title for name in METRICS)


def test_comet_is_refused_inside_a_suite() -> None:
    with pytest.raises(SuiteError, match="--comet-python"):
        _score("comet", "。", ".")
