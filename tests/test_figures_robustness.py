"""Odd and hostile text: defined results for both languages, in time that grows with the length."""

from __future__ import annotations

import time

import pytest

from toolkit.figures import check_figures, find_figures

_CHINESE = [
    "1", "一", "1,", "1-", "第", "一二", "零", "几", "1年", "月1日", "1/", "1:", "百分之", "三分之",
    "A1", "上", "半个", "1、", "3比", "约1", "人民币", "每吨", "2019-", "二零一七", "&#39;",
    "\u200b", "〔2023〕", "1+", "7月3日至", "万亿亿", "点五", "周五至", "公元前", "每小时", "七八",
    "百分百", "6x", "，000", "8 月", "个亿",
]  # fmt: skip
_ENGLISH = [
    "1", "one ", "a ", "1,", "1-", "1 to ", "hundred ", "$1 ", "1% ", "May 1, ", "the ", "first ",
    "one and ", "one in ", "half a ", "1:", "1/", "more than ", "last ", "Friday to ", "1 BC ",
    "AD ", "19th and ", "1990s ", "( ", "No. ", "A1", "RMB1", "tens of ", "&#39;", "\u200b",
    "between 1 and ", "year on year ", "at 1", "grades 1, ", "phase II ", "twenty-",
    "a quarter to ",
]  # fmt: skip
_ODD = [
    "", " ", "\ud800", "5\udfff", "\u202e三百\u202c", "（" * 3000, "((((" * 3000, "1️⃣2️⃣",
    "👍🏽100💯", "1e999", "-1e-999%", "9" * 5000, "NaN 和 Infinity", "\x00\x01", "９" * 3000, "١٢٣",
    "½ ¾ Ⅻ ②", "\u3000\u00a0\u2009",
]  # fmt: skip
_TIMES_LONGER = 8


def _seconds(text: str, lang: str) -> float:
    begin = time.process_time()
    find_figures(text, lang=lang)
    return time.process_time() - begin


@pytest.mark.parametrize(
    ("piece", "lang"), [*((piece, "zh") for piece in _CHINESE), *((piece, "en") for piece in _ENGLISH)]
)
def test_time_grows_no_faster_than_the_text(piece: str, lang: str) -> None:
    short, long = piece * 250, piece * 250 * _TIMES_LONGER
    once = min(_seconds(short, lang) for _ in range(3))
    # The best of three: other work on the machine only ever adds time.
    assert min(_seconds(long, lang) for _ in range(3)) < 3 * _TIMES_LONGER * once + 0.05


@pytest.mark.parametrize("source", _ODD, ids=range(len(_ODD)))
@pytest.mark.parametrize("target", ["", "about 300 people", *_ODD[:6]], ids=range(8))
def test_odd_text_is_checked(source: str, target: str) -> None:
    check = check_figures(source, target)
    assert check.total == len(find_figures(source, lang="zh"))


def test_an_empty_output_loses_every_figure() -> None:
    check = check_figures("投资3亿元，增长5%。", "")
    assert [row.status for row in check.rows] == ["missing", "missing"]


def test_an_empty_source_accounts_for_nothing() -> None:
    check = check_figures("", "It cost 5 million yuan.")
    assert (check.rows, [figure.text for figure in check.invented]) == ((), ["5 million yuan"])


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("投资250.2亿元以上，同比增长2.9%，涉及300余家。", "zh"),
        ("More than 25.02 billion yuan, up by 2.9%, on May 3, 2022.", "en"),
    ],
)
def test_a_text_survives_in_itself(text: str, lang: str) -> None:
    check = check_figures(text, text, source_lang=lang, target_lang=lang)
    assert check.survival == 1
    assert check.invented == ()


def test_a_row_of_very_many_digits_is_not_invented() -> None:
    digits = "31415926535" * 5
    assert check_figures(f"结果是{digits}。", f"The result is {digits}.").invented == ()


def test_a_dense_line_is_compared_in_time_linear_in_its_figures() -> None:
    def seconds(repeats: int) -> float:
        source = "2022年投资57.37亿元，占比3.5%，新增300家企业，" * repeats
        target = "In 2022, 5.737 billion yuan was invested, or 3.5 percent, with 300 new firms; " * repeats
        begin = time.process_time()
        check = check_figures(source, target)
        assert (check.survival, check.invented) == (1, ())
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 3 * 4 * min(seconds(200) for _ in range(3)) + 0.05
