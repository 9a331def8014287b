"""Scores and ratios: 3:2, 3比2, 三比二, 3-2 beside a word of winning."""

from __future__ import annotations

import re

from toolkit.figures.model import Figure
from toolkit.figures.zh.numerals import small_integer
from toolkit.figures.zh.words import words

_CONTEXT = re.compile("|".join(words()["scores"]["context"]))
_COLON = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?[:：∶] ?(\d{1,3}(?:\.\d{1,2})?)(?![\d:：%]|\.\d)")
_SAID = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)比(\d{1,3}(?:\.\d{1,2})?)(?![\d.%])")
_SPELLED = re.compile(
    "([零一二两三四五六七八九十]{1,3})比([零一二两三四五六七八九十]{1,3})(?![较如喻例重赛分年起])"
)
_DASH = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\d.,%万亿年月日-])")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:：][0-5]\d\Z")
_NEAR = 6


def read_score(text: str, start: int) -> Figure | None:
    """Return the score or ratio that begins at `start`; a possible time or range needs a word of sport."""
    if match := _SAID.match(text, start):
        return _ratio(match, match[1], match[2])
    if match := _SPELLED.match(text, start):
        return _ratio(match, *(str(small_integer(match[side])) for side in (1, 2)))
    match = _COLON.match(text, start)
    doubtful = match is None or _CLOCK.match(match[0])
    match = match or _DASH.match(text, start)
    if match is None:
        return None
    falls = match.re is _DASH and int(match[1]) > int(match[2])
    if doubtful and not falls and not _in_sport(text, match):
        return None
    return _ratio(match, match[1], match[2])


def _ratio(match: re.Match[str], left: str, right: str) -> Figure:
    return Figure(match[0], match.start(), match.end(), "ratio", f"{_plain(left)}:{_plain(right)}")


def _plain(number: str) -> str:
    return number if "." in number else str(int(number))


def _in_sport(text: str, match: re.Match[str]) -> bool:
    begin, end = match.span()
    before, after = text[max(0, begin - _NEAR) : begin], text[end : end + _NEAR]
    return bool(_CONTEXT.search(before) or _CONTEXT.search(after))
