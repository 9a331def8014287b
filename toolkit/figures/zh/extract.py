"""All figures of a Chinese text."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.model import Figure
from toolkit.figures.zh import dates, labels, parts, quantities, times
from toolkit.figures.zh.words import Phrases, words

_NUMERAL = r"[0-9零〇○一二两三四五六七八九十百千万亿兆廿卅壹贰叁肆伍陆柒捌玖]"
_VAGUE = r"(?:好几|几|数|上|成)(?=[十百千万亿])"
_STARTS = r"[今明去前后上本来昨下这大第Q翻减腰倍加过逾超近各半双]"


@cache
def _trigger() -> re.Pattern[str]:
    """Return what can begin a figure; one scan with it skips all other text."""
    relative = words()["dates"]["relative_words"]
    phrases = [*relative, *words()["multiples"], *words()["parts"]["half"], *words()["vague_phrases"]]
    alternatives = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(
        rf"{_NUMERAL}|{_VAGUE}|[上下前后]半年|前(?:[二两三四2-4]个?季度|[\d二两三四五六七八九十]+个?月)|[Qq][1-4](?!\d)|{alternatives}"
    )


@cache
def _phrases() -> dict[str, list[tuple[str, int, str | None]]]:
    """Return names and look-alikes by their first numeral: (phrase, its offset, number or None)."""
    table: dict[str, list[tuple[str, int, str | None]]] = {}
    rows = {**dict.fromkeys(words()["look_alikes"]["words"]), **words()["names"]}
    for phrase, number in sorted(rows.items(), key=lambda row: -len(row[0])):
        match = re.search(_NUMERAL + "|[几数半双倍上成百]", phrase)
        if match is not None:
            table.setdefault(match[0], []).append((phrase, match.start(), number))
    return table


_VAGUE_PHRASES: Phrases[list[int]] = Phrases(words()["vague_phrases"])


def extract(text: str) -> list[Figure]:
    """Return the figures of a Chinese text, in order, with offsets into `text` (normalised)."""
    figures: list[Figure] = []
    position = 0
    search = _trigger().search
    while match := search(text, position):
        start = match.start()
        floor = figures[-1].end if figures else 0
        figure, position = _read(text, start, max(floor, 0))
        if figure is not None:
            figures.append(figure)
            position = max(position, figure.end)
    return figures


def _read(text: str, start: int, floor: int) -> tuple[Figure | None, int]:
    """Return the figure at `start`, or None, and where to go on reading."""
    if phrase := _phrase(text, start, floor):
        return phrase
    figure = _figure(text, start, floor)
    if figure is not None:
        return figure, figure.end
    return None, _past_numeral(text, start)


def _phrase(text: str, start: int, floor: int) -> tuple[Figure | None, int] | None:
    for phrase, offset, number in _phrases().get(text[start], ()):
        begin = start - offset
        if begin >= floor and text.startswith(phrase, begin) and not _in_larger_number(text, begin, phrase):
            end = begin + len(phrase)
            return (Figure(phrase, begin, end, "name", number) if number else None), end
    return None


def _in_larger_number(text: str, begin: int, phrase: str) -> bool:
    """Return whether a phrase's numeral is the tail of a larger number: 三十三国."""
    return (
        phrase[0] in "一二两三四五六七八九十百千万零"
        and begin > 0
        and text[begin - 1] in "0123456789.十百千万亿"
    )


def _figure(text: str, start: int, floor: int) -> Figure | None:
    vague = _VAGUE_PHRASES.at(text, start)
    if vague is not None:
        low, high = vague[1]
        end = start + len(vague[0])
        return Figure(vague[0], start, end, "count", str(low), str(high), bound="vague")
    if not re.match(_NUMERAL, text[start]):
        words_first = (
            dates.read_relative(text, start)
            or dates.read_period(text, start)
            or parts.read_word(text, start, floor)
        )
        return words_first or (
            quantities.read_quantity(text, start, floor)
            if re.match(_VAGUE, text[start : start + 3])
            else None
        )
    if not _follows_latin(text, start):
        found = (
            labels.read_code(text, start)
            or dates.read_date(text, start)
            or times.read_time(text, start)
            or parts.read_ratio(text, start)
            or parts.read_word(text, start, floor)
            or parts.read_part(text, start, floor)
            or labels.read_ordinal(text, start, floor)
        )
        if found is not None:
            return found
    elif len(re.match(r"\d*", text[start:])[0]) < 3:  # type: ignore[index]
        return None
    return quantities.read_quantity(text, start, floor)


def _follows_latin(text: str, start: int) -> bool:
    return start > 0 and text[start].isdigit() and text[start - 1].isascii() and text[start - 1].isalpha()


def _past_numeral(text: str, start: int) -> int:
    """Return where to read on after a numeral that is no figure; a long row of digits is passed whole."""
    match = re.compile(r"[0-9][0-9,.]*").match(text, start)
    return match.end() if match else start + 1
