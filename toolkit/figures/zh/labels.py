"""Numbers that name or rank: 第三, 二级, 3号线, 国发〔2023〕5号, stock codes, 5G, and numerals in names."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import words

_ORDINALS = words()["ordinals"]
_NOT_AFTER = tuple(_ORDINALS["not_after"])
_LEVELS = tuple(sorted(_ORDINALS["levels"], key=len, reverse=True))
_LEVEL_FOLLOW = frozenset(_ORDINALS["level_follow"])
_DOCUMENT = re.compile(r"[〔\[（(](\d{4})[〕\]）)](?:第)?(\d+)号")
_PHONE = re.compile(r"(?:0\d{2,3}[-－]\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)")
_STOCK = re.compile(
    r"(?<=[(（:：])\d{4,6}(?=(?:\.(?:SH|SZ|HK|BJ|US|O|N))?[)）])|\d{4,6}(?=\.(?:SH|SZ|HK|BJ)\b)"
)
_LATIN = re.compile(r"[A-Za-z]+-?\d+[A-Za-z]*|\d+[A-Za-z]+(?![a-z])")


def read_ordinal(text: str, start: int, floor: int) -> Figure | None:
    """Return an ordinal: 第三 (begins at 第), 二级, 一等奖, 3号线."""
    marked = start > floor and text[start - 1] == "第"
    if marked and text.startswith(_NOT_AFTER, start):
        return None
    numeral = read_numeral(text, start)
    if numeral is None:
        return None
    if marked:
        end = numeral.end
        level = next((word for word in _LEVELS if text.startswith(word, end)), "")
        end += len(level)
        begin = start - 1
    else:
        level = next((word for word in _LEVELS if text.startswith(word, numeral.end)), "")
        if level not in _LEVEL_FOLLOW or numeral.low > 1000 or (level == "级" and numeral.low > 20):
            return None
        begin, end = start, numeral.end + len(level)
    high = None if numeral.high is None else str(int(numeral.high))
    return Figure(
        text[begin:end], begin, end, "ordinal", str(int(numeral.low)), high, classifier=level or None
    )


def read_code(text: str, start: int) -> Figure | None:
    """Return a document number, stock code, telephone number or a code such as 5G that begins at `start`."""
    if start and (match := _DOCUMENT.match(text, start - 1)):
        return Figure(text[start : match.end()], start, match.end(), "code", match[2])
    for pattern in (_PHONE, _STOCK):
        if match := pattern.match(text, start):
            return Figure(match[0], start, match.end(), "code", match[0])
    return None
