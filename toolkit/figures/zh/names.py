"""Numerals in names (十九大, 双11) and words that only look like numbers (万一, 百度), from names.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from toolkit.figures.model import Figure
from toolkit.figures.zh.measures import measure_at
from toolkit.figures.zh.words import names

NUMERAL = r"[0-9零〇○一二两三四五六七八九十百千万亿兆廿卅壹贰叁参肆伍陆柒捌玖]"
_KEY = re.compile(NUMERAL)
_WEAK_KEY = re.compile("[几数半上成]")
_SUM = re.compile(r"(\d{1,3}(?:\+\d{1,3}){0,5})\+[NnXx](?![A-Za-z])")
_CONTINUES = frozenset("0123456789.零〇一二三四五六七八九十百千万亿")
_CONTINUES_DIGITS = frozenset("0123456789.,%‰万亿")
_LOOK_ALIKES = names()["look_alikes"]
# 提高一倍 has no 高一, 扩大三成 no 大三
_MEASURED = tuple(_LOOK_ALIKES["not_before"])
_COUNTED = {
    row["word"]: (re.compile(row["before"]), re.compile(row["after"])) for row in _LOOK_ALIKES["counts"]
}
_NEAR = 4
_RANGE = frozenset("至到-—–~～")
# 十分之 and 十分钟, but 十分钟爱
_PARTS_OR_MINUTES = re.compile("之|钟(?![爱情])")
_SPELLED = frozenset("零一二两三四五六七八九十百千万亿兆")


class Phrase(NamedTuple):
    """A name as a figure, or a look-alike without one, and where it ends."""

    figure: Figure | None
    end: int


class _Entry(NamedTuple):
    phrase: str
    offset: int
    number: str | None


@cache
def _entries() -> dict[str, list[_Entry]]:
    """Return names and look-alikes, longest first, by two characters.

    The scan meets a phrase at its first numeral; the key is that character with the one after it, or
    with the one before it where the phrase ends there (marked by a space in front).
    """
    table: dict[str, list[_Entry]] = {}
    rows: dict[str, str | None] = {**dict.fromkeys(_LOOK_ALIKES["words"]), **names()["names"]}
    for phrase, number in sorted(rows.items(), key=lambda row: -len(row[0])):
        for offset in _met_at(phrase):
            last = offset == len(phrase) - 1
            key = f" {phrase[offset - 1 : offset + 1]}" if last else phrase[offset : offset + 2]
            table.setdefault(key, []).append(_Entry(phrase, offset, number))
    return table


def _met_at(phrase: str) -> set[int]:
    """Return where the scan may meet a phrase: at its first numeral, and at a vague one before it."""
    found = (pattern.search(phrase) for pattern in (_KEY, _WEAK_KEY))
    places = [match.start() for match in found if match]
    return {places[0], min(places)} if places else set()


def read_phrase(text: str, start: int, floor: int) -> Phrase | None:
    """Return the name or look-alike whose numeral stands at `start`; it begins at `floor` or later."""
    ahead = _entries().get(text[start : start + 2], ())
    behind = _entries().get(f" {text[start - 1 : start + 1]}", ()) if start else ()
    for phrase, offset, number in (*ahead, *behind):
        begin = start - offset
        if begin < floor or not text.startswith(phrase, begin) or _counts(text, begin, phrase):
            continue
        end = begin + len(phrase)
        return Phrase(Figure(phrase, begin, end, "name", number) if number else None, end)
    return _sum(text, start)


def _sum(text: str, start: int) -> Phrase | None:
    """Return 1+7+N, the name of a plan, with its numbers."""
    match = _SUM.match(text, start)
    if match is None:
        return None
    value = ",".join(match[1].split("+"))
    return Phrase(Figure(match[0], start, match.end(), "name", value), match.end())


def _counts(text: str, begin: int, phrase: str) -> bool:
    """Return whether a phrase is a quantity where it stands: cut out of a number, or by its surroundings."""
    if _in_larger_number(text, begin, phrase):
        return True
    around = _COUNTED.get(phrase)
    return around is not None and bool(
        around[0].search(text, max(0, begin - _NEAR), begin) or around[1].match(text, begin + len(phrase))
    )


def _in_larger_number(text: str, begin: int, phrase: str) -> bool:
    """Return whether a phrase is cut out of a larger number: 三十三国, 有一百, 6185吨, 十分之, 十分钟."""
    end = begin + len(phrase)
    return (
        (phrase[0] in _CONTINUES and text[begin - 1 : begin] in _CONTINUES and begin > 0)
        or (phrase[-1] in _SPELLED and text[end : end + 1] in _CONTINUES and end < len(text))
        or (phrase[-1] in _SPELLED and text.startswith(_MEASURED, end))
        or (phrase[-1].isdecimal() and text[end : end + 1] in _CONTINUES_DIGITS and end < len(text))
        or (phrase.isdecimal() and (measure_at(text, end) is not None or text[end : end + 1] in _RANGE))
        or (phrase[-1] == "分" and _PARTS_OR_MINUTES.match(text, end) is not None)
    )
