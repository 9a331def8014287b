"""Repair: what is put right and how, and what is better left alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from toolkit.article import parse_article
from toolkit.translate import repair, repair_document


@pytest.mark.parametrize("case", parameters(read_cases("repair.jsonl")))
def test_cases(case: dict[str, Any]) -> None:
    repaired = repair(case["source"], case["target"])
    assert repaired.target == case["repaired"]
    if case["repaired"] != case["target"]:
        assert "repaired" in [row.action for row in repaired.check.rows]
    if "note" in case:
        assert [row.note for row in repaired.check.rows] == [f"left alone: {case['note']}"]


@pytest.mark.parametrize(
    ("stated", "source", "target", "repaired"),
    [
        ("（单位：万元）", "收入12,345", "Revenue 123.45 million yuan", None),
        ("（单位：万元）", "收入12,345", "Revenue 1.2345 billion yuan", None),
        ("以下金额单位：美元", "收入500万元", "Revenue $5 million", None),
        ("表中金额以港元计", "收入500万元", "Revenue HK$5 million", None),
        ("", "花60多元（美元，下同）买衣服，邮费5元", "He spent over 60 dollars and $5 on it", None),
        ("主办单位：美元研究会", "收入500万元", "Revenue $5 million", "Revenue 5 million yuan"),
        ("金额单位：美元", "收入500万元人民币", "Revenue $5 million", "Revenue 5 million yuan"),
        ("金额单位：港元", "收入500万元", "Revenue $5 million", "Revenue 5 million yuan"),
    ],
)
def test_a_unit_stated_before_counts(stated: str, source: str, target: str, repaired: str | None) -> None:
    assert repair(source, target, context=stated).target == (repaired or target)


def test_a_statement_in_an_earlier_paragraph_counts() -> None:
    article = parse_article("以下金额单位：美元\n收入500万元。\n占地133亩。")
    target = "Unit of amounts below: US dollars\nRevenue was $5 million.\nIt covers 133 acres."
    repaired = repair_document(article, target).target
    assert repaired == target.replace("acres", "mu")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("园区投资20亿元。", ""),
        ("园区投资20亿元。", "园区投资20亿元。"),
        ("园区投资20亿元。", "Le parc a investi 200 milliards de yuans."),
        ("没有数字。", "The park invested 20 billion yuan in 2013."),
        ("20亿元" * 200, "$20 billion " * 3),
        ("\ud800亿元", "\udfff 5 yuan"),
    ],
)
def test_hopeless_pairs_are_reported_and_left_alone(source: str, target: str) -> None:
    repaired = repair(source, target)
    assert repaired.target == target
    assert all(row.action in (None, "unresolved") for row in repaired.check.rows)


def test_a_figure_that_is_not_repaired_says_why() -> None:
    (row,) = repair("论坛有十几国参加。", "The forum had 3 members.").check.rows
    assert (row.status, row.action) == ("changed", "unresolved")
    assert row.note is not None
    assert row.note.startswith("left alone: ")


def test_hundreds_of_figures_are_repaired_at_once() -> None:
    amounts = [f"{number}.5" for number in range(100, 300)]
    source = "、".join(f"{amount}亿元" for amount in amounts)
    target = ", ".join(f"${amount} billion" for amount in amounts)
    repaired = repair(source, target)
    assert repaired.check.count("kept") == 200
    assert repaired.target.startswith("10.05 billion yuan, 10.15 billion yuan, ")


def test_what_cannot_be_repaired_keeps_nothing_else_from_it() -> None:
    source = "投资20亿元、30亿元、40亿元，占地133亩，约有3倍。"
    target = "It invested $2 billion, $30 billion and $4 billion in 133 acres, some 7 fold."
    repaired = repair(source, target)
    assert repaired.target.startswith(
        "It invested 2 billion yuan, 3 billion yuan and 4 billion yuan in 133 mu"
    )
    assert [row.action for row in repaired.check.rows] == ["repaired"] * 4 + ["unresolved"]
