"""Numbers that label: 图5-20, 312国道, 八强, 京0105民初1234号, the hotline 12345."""

from __future__ import annotations

import re

from toolkit.figures.decimals import plain
from toolkit.figures.model import Figure
from toolkit.figures.zh.numerals import read_numeral
from toolkit.figures.zh.words import words

_LABELS = words()["labels"]
_PICTURE = re.compile(rf"(?<=[{_LABELS['pictures']}]) ?\d{{1,3}}(?:[-–.]\d{{1,3}}){{1,2}}(?![\d%‰万亿])")
_PICTURE_BEFORE = re.compile(rf"(?:{'|'.join(_LABELS['before_pictures'])})[{_LABELS['pictures']}] ?\Z")
_COURT = f"[{_LABELS['cases']}][{_LABELS['stages']}]{{1,3}}"
_CASE = re.compile(rf"(?P<court>\d{{2,4}})(?={_COURT}\d+号)|(?<=[{_LABELS['stages']}])(?P<case>\d+)号")
_CASE_BEFORE = re.compile(rf"\d{_COURT}\Z")
_HOTLINE = re.compile(
    rf"(?:1[12]\d|12\d{{3}}|9[56]\d{{3,4}})(?!\d)(?=.{{0,4}}(?:{'|'.join(_LABELS['hotlines'])}))"
)
_NUMBERED = re.compile(
    rf"(?<![A-Za-z0-9.])\d{{1,4}}(?:{'|'.join(_LABELS['tails'])})"
    rf"|(?:\d{{1,4}}|{'|'.join(_LABELS['best'])})强(?![{_LABELS['not_after_best']}])"
)
_NEAR = 6


def read_label(text: str, start: int) -> Figure | None:
    """Return the number of a picture, a court case, a hotline, a road or a ranking that begins at `start`."""
    return _picture(text, start) or _case(text, start) or _hotline(text, start) or _numbered(text, start)


def _picture(text: str, start: int) -> Figure | None:
    """Return 5-20 of 图5-20, a chapter and a number; 代表3-1获胜 has a score."""
    match = _PICTURE.match(text, start)
    if match is None or _PICTURE_BEFORE.search(text, max(0, start - _NEAR), start):
        return None
    return _code(text, start, match.end(), match[0])


def _case(text: str, start: int) -> Figure | None:
    match = _CASE.match(text, start)
    if match is None or (match["case"] and not _CASE_BEFORE.search(text, max(0, start - _NEAR), start)):
        return None
    return _code(text, start, match.end(), match["court"] or match["case"])


def _hotline(text: str, start: int) -> Figure | None:
    match = _HOTLINE.match(text, start)
    return _code(text, start, match.end(), match[0]) if match else None


def _numbered(text: str, start: int) -> Figure | None:
    """Return 312国道 or 百强 as a name with its number."""
    match = _NUMBERED.match(text, start)
    numeral = read_numeral(text, start) if match else None
    if match is None or numeral is None:
        return None
    return Figure(match[0], start, match.end(), "name", plain(numeral.low))


def _code(text: str, start: int, end: int, value: str) -> Figure:
    return Figure(text[start:end], start, end, "code", value)
