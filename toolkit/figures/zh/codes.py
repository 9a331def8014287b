"""Numbers that name: telephone and document numbers, stock codes, LP700, 5G, 长征五号."""

from __future__ import annotations

import re

from toolkit.figures.decimals import plain
from toolkit.figures.model import Figure
from toolkit.figures.zh.measures import currency_before, measure_at
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import Phrases, words

_HEADS = tuple(words()["codes"]["heads"])
_NUMBERED: Phrases[bool] = Phrases(dict.fromkeys(words()["numbered_names"]["heads"], True))
_DOCUMENT = re.compile(r"(?<=[〕\]])(?:第)?(\d+)号")
_PHONE = re.compile(
    r"(?:0\d{2,3}[- ]\d{3,4}[- ]?\d{4}|1[3-9]\d(?:\d{8}|(?P<gap>[- ])\d{4}(?P=gap)\d{4})"
    r"|[48]00[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,5}(?![\d.])")
_STOCK = re.compile(
    r"(?<=[(（:：])\d{4,6}(?=(?:\.[A-Z]{1,2})?[)）])|\d{4,6}(?=\.(?:SH|SZ|HK|BJ)\b)|[06]0\d{4}(?!\d)"
)
_HEADED = re.compile(r"[:：为是]? ?(?P<digits>\d{3,20}(?:-\d+)*)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_LATIN_BEFORE = re.compile(r"[A-Za-z]{1,8}[-‑]?\Z")
_DIMENSION = re.compile(r"\d ?[xX]\Z")
_HAN_HYPHEN = re.compile(r"(?<=[\u4e00-\u9fff])[-‑](?P<digits>\d{1,4})[A-Za-z]?(?![\d.,%])")
_LATIN_AFTER = re.compile(r"\d*(?:\.\d{1,2}(?![\d.]))?[A-Za-z0-9]*")
_GLUED = re.compile(r"\d{1,4}[A-Z]{1,4}(?![A-Za-z])")
_LETTERS = 9
_RANGE_GOES_ON = ("万", "亿", "千", "百", "月", "年", "日", "号", "倍", "成", "折", "时", "点", "元", ":")
_GOES_ON = ("万", "亿", "余", "多", "%")
_TO_NUMBER = re.compile(r"[至到~～—–]\d")


def read_code(text: str, start: int, floor: int) -> Figure | None:
    """Return the telephone or stock number or code whose digits begin at `start`."""
    return (
        _plain_code(text, start)
        or _headed(text, start)
        or _latin(text, start, floor)
        or _glued(text, start)
        or _hyphened(text, start)
    )


def read_document(text: str, start: int) -> Figure | None:
    """Return the number of a document, behind its bracketed year (国发〔2023〕5号): no day of the month."""
    match = _DOCUMENT.match(text, start)
    return _code(text, start, match.end(), match[1]) if match else None


def _plain_code(text: str, start: int) -> Figure | None:
    for pattern in (_VERSION, _PHONE, _STOCK):
        match = pattern.match(text, start)
        if match and not _YEAR.match(match[0]) and not _is_measured(text, match.end()):
            return _code(text, start, match.end(), match[0].replace(" ", ""))
    return None


def _is_measured(text: str, end: int) -> bool:
    """Return whether what ends at `end` is an amount: 13105321793元, 606464至700000千卡."""
    return (
        measure_at(text, end) is not None
        or text.startswith(_GOES_ON, end)
        or bool(_TO_NUMBER.match(text, end))
    )


def _headed(text: str, start: int) -> Figure | None:
    """Return the digits after 电话, 代码 or 拨打."""
    near = text[max(0, start - 2) : start].rstrip(":：为是了 ")
    head_end = start - (len(text[max(0, start - 2) : start]) - len(near))
    if not text.endswith(_HEADS, 0, head_end):
        return None
    match = _HEADED.match(text, start)
    counted = match and (
        measure_at(text, match.end()) or text[match.end() : match.end() + 1] in (*_GOES_ON, ".")
    )
    if match is None or counted:
        return None
    return _code(text, start, match.end("digits"), match["digits"])


def _latin(text: str, start: int, floor: int) -> Figure | None:
    """Return LP700, H7N9 or G1024: digits after Latin letters, when they measure nothing."""
    before = text[start - 1 : start]
    if not text[start].isascii() or not before.isascii() or not (before.isalpha() or before == "-"):
        return None
    if _DIMENSION.search(text, max(0, start - 3), start):
        return None
    match = _LATIN_BEFORE.search(text, max(floor, start - _LETTERS), start)
    rest = _LATIN_AFTER.match(text, start)
    if match is None or rest is None or currency_before(text, start, floor):
        return None
    end = rest.end()
    letters = match[0].rstrip("-‑")
    numeral = read_numeral(text, start)
    if len(letters) > 1 and numeral and (measure_at(text, numeral.end) or numeral.scaled):
        return None
    return _code(text, match.start(), end, text[match.start() : end])


def _hyphened(text: str, start: int) -> Figure | None:
    """Return the number of 海红旗-16, which a hyphen joins to a Chinese word, when it measures nothing."""
    match = _HAN_HYPHEN.match(text, start - 1) if start else None
    if match is None or measure_at(text, match.end()) or text.startswith(_RANGE_GOES_ON, match.end()):
        return None
    return _code(text, start, match.end(), text[start : match.end()])


def _glued(text: str, start: int) -> Figure | None:
    """Return 5G or 3D: letters right after digits that are no unit."""
    match = _GLUED.match(text, start)
    numeral = read_numeral(text, start) if match else None
    if match is None or numeral is None or measure_at(text, numeral.end):
        return None
    return _code(text, start, match.end(), match[0])


def read_numbered_name(text: str, start: int, floor: int) -> Figure | None:
    """Return 长征五号, 波音737 or 歼-20 as a name with its number."""
    head_end = start - text.endswith("-", 0, start)
    found = _NUMBERED.before(text, head_end)
    numeral = read_numeral(text, start) if found else None
    if found is None or numeral is None or head_end - len(found[0]) < floor or numeral.high is not None:
        return None
    end = numeral.end + text.startswith("号", numeral.end)
    if numeral.spelled and end == numeral.end:
        return None
    measured = measure_at(text, numeral.end)
    if len(found[0]) == 1 and head_end == start and measured and measured[0].kind != "count":
        return None  # 搬运25吨
    begin = head_end - len(found[0])
    return Figure(text[begin:end], begin, end, "name", plain(numeral.low))


def _code(text: str, start: int, end: int, value: str) -> Figure:
    return Figure(text[start:end], start, end, "code", value)
