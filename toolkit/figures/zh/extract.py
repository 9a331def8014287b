"""All figures of a Chinese text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from toolkit.figures.model import Figure
from toolkit.figures.zh import (
    codes,
    dates,
    labels,
    names,
    ordinals,
    parts,
    periods,
    quantities,
    scores,
    times,
    weekdays,
    years,
)
from toolkit.figures.zh.lists import shared
from toolkit.figures.zh.words import words

_NUMERAL = names.NUMERAL
_IS_NUMERAL = re.compile(_NUMERAL).match
# what a date holds near its beginning; a cheap look before the readers of dates
_DATE_NEAR = re.compile(r"[年月日号纪季后]|\d[-./]\d|\d\d ?[-—–)）〕\]]")
_NEAR = 16
_DIGITS = re.compile(r"[0-9][0-9,.]*+|[Qq]")
# 1.我们必须, (2)完善: the number of a list's item
_LIST_MARKER = re.compile(r"\d{1,2}[.)、）] ?(?=[\u4e00-\u9fff“《])")
_OPENS_LINE = re.compile(r"(?:^|(?<=\n))[ \t(（]*\Z")
_INDENT = 8
_VAGUE = frozenset("上成")
_DATES: tuple[Callable[[str, int], Figure | None], ...] = (
    dates.read_full, periods.read_period, years.read_years, dates.read_month, dates.read_day,
)  # fmt: skip
_WORDS: tuple[Callable[[str, int], Figure | None], ...] = (
    weekdays.read_weekday, periods.read_relative, periods.read_period, years.read_era, years.read_century,
    ordinals.read_first,
)  # fmt: skip
_NUMBERS: tuple[Callable[[str, int, int], Figure | None], ...] = (
    times.read_time, parts.read_part, parts.read_word, ordinals.read_ordinal, codes.read_code,
    quantities.read_quantity,
)  # fmt: skip


@cache
def _trigger() -> re.Pattern[str]:
    """Return what can begin a figure; one scan with it skips all other text."""
    phrases = sorted([*periods.relative_words(), *parts.quantity_words()], key=len, reverse=True)
    vague, several = words()["numerals"]["vague"], words()["several"]["words"]
    begins = "|".join(map(re.escape, phrases))
    firsts = "".join({word[0] for word in (*phrases, *vague, *several)})
    # The look ahead at one character keeps the scan from trying every phrase at every character.
    return re.compile(
        rf"(?=[{_NUMERAL[1:-1]}上下前本这周星礼公西首Qq{firsts}])(?:"
        rf"{_NUMERAL}|(?:{'|'.join(vague)})(?=[十百千万亿])|[上下前后]半年|前(?=[\d二两三四五六七八九十]+个?(?:月|财?季))"
        rf"|[Qq](?=[1-4](?!\d))|[上本](?=个?世纪)|{ordinals.FIRST}|首(?=个?季)|(?:{years.ERA})(?=.)|{weekdays.WEEKDAY}|{'|'.join(several)}|{begins})"
    )


def extract(text: str) -> list[Figure]:
    """Return the figures of a Chinese text, in order, with offsets into `text` (normalised)."""
    figures: list[Figure] = []
    position = floor = 0
    search = _trigger().search
    while match := search(text, position):
        start = match.start()
        name = names.read_phrase(text, start, floor) or _name_after(text, start, floor)
        figure = name.figure if name else _figure(text, start, floor)
        position = name.end if name else _past(text, start)
        if figure is not None:
            figures.append(figure)
            position = floor = max(figure.end, start + 1)
    return shared(text, figures)


def _name_after(text: str, start: int, floor: int) -> names.Phrase | None:
    """Return the name behind a word that makes numbers vague: 会上十九大 is no 上十."""
    following = names.read_phrase(text, start + 1, floor) if text[start] in _VAGUE else None
    return following if following and following.figure and following.figure.start == start + 1 else None


def _figure(text: str, start: int, floor: int) -> Figure | None:
    """Return the figure whose numeral or word begins at `start`."""
    if _LIST_MARKER.match(text, start) and _OPENS_LINE.search(text, max(0, start - _INDENT), start):
        return None
    if found := labels.read_label(text, start) or scores.read_score(text, start):
        return found
    if ordinals.marker_before(text, start, floor) is not None:
        return periods.read_period(text, start - 1) or ordinals.read_ordinal(text, start, floor)
    if found := codes.read_document(text, start) or codes.read_numbered_name(text, start, floor):
        return found
    dates_here = _DATES if _DATE_NEAR.search(text, start, start + _NEAR) else ()
    for read in dates_here if _IS_NUMERAL(text, start) else _WORDS:
        if found := read(text, start):
            return found
    if found := weekdays.read_listed_weekday(text, start):
        return found
    for read_number in _NUMBERS:
        if found := read_number(text, start, floor):
            return found
    return None


def _past(text: str, start: int) -> int:
    """Return where to read on after a numeral that is no figure; a row of digits is passed whole."""
    match = _DIGITS.match(text, start)
    return match.end() if match else start + 1
