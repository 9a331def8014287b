"""Numbers that words of the source carry outside its figures, so that the output did not invent them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from toolkit.figures.comparison.han import han
from toolkit.figures.comparison.listing import names_countries
from toolkit.figures.comparison.words import words
from toolkit.figures.lexicon import units_by_code
from toolkit.figures.model import Figure

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_WEEKDAY = re.compile(r"-WXX-(\d)")
# A row of more digits than this is no quantity in Chinese; the same row in the output is not invented.
_LONGEST_NUMBER = 24
_ROMAN_RANGE = re.compile(r"\b[IVX]+-[IVX]+$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_YEAR = re.compile(r"\d{4}")
_TO_HAN = str.maketrans("0123456789", "零一二三四五六七八九")


def is_carried(figure: Figure, text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether the source `text`, outside its figures, carries a figure of the output.

    双方 carries "both", T2航站楼 "T2" and 三大 "three"; a unit is never carried, so "eight miles" for
    八里罕 is not.
    """
    if figure.text[0].isdigit() and figure.text[-1].isalpha() and figure.text in text:
        return True
    if figure.text[0] == "-" and figure.text in text:
        return True
    if (romans := _ROMAN_RANGE.search(figure.text)) and romans[0] in text:
        return True
    if figure.value is not None and len(figure.value) > _LONGEST_NUMBER and figure.value in text:
        return True
    if figure.kind in ("name", "code"):
        value = figure.value
        if _has_word(figure.text, text):
            return True
        return value is not None and (
            figure.text in text or _has_numeral(value, text) or (len(value) < 3 and _has_word(value, text))
        )
    if figure.value is None or figure.value_to is not None:
        return False
    if figure.kind == "date" and _YEAR.fullmatch(figure.value) and _in_han(figure.value) in _plain_zero(text):
        return True
    if figure.kind == "date" and (weekday := _WEEKDAY.search(figure.value)):
        return _weekdays()[int(weekday[1])].search(text) is not None
    rest = _not_carried().sub(" ", outside(text, spans))
    if figure.kind in ("date", "time"):
        part = figure.value.rpartition("-")[2]
        if _ORDINAL.fullmatch(figure.text) and _has_numeral(part.lstrip("0"), rest):
            return True  # "the 10th draft" reads like a day
        return _has_word(part, rest) or (part.isdecimal() and _has_amount(part, ("号", "日"), rest))
    if figure.unit not in (None, "x"):
        unit = units_by_code().get(figure.unit)
        said = unit is not None and _has_amount(figure.value, unit.zh, rest)
        return said or _has_word(f"{figure.value} {figure.unit}", text if figure.kind == "mass" else rest)
    return (
        _has_word(figure.value, rest)
        or _has_numeral(figure.value, rest)
        or names_countries(figure.value, rest)
    )


@cache
def _not_carried() -> re.Pattern[str]:
    return re.compile("|".join(words()["not_carried"]["words"]))


@cache
def _weekdays() -> dict[int, re.Pattern[str]]:
    """Return what names each day of the week in a list such as 周二、四."""
    return {
        place: re.compile(f"(?:周|星期|礼拜)[一二三四五六日天、和及至到]{{0,8}}[{names}]")
        for place, names in enumerate(words()["weekdays"], 1)
    }


def _in_han(digits: str) -> str:
    """Return digits as a row of Chinese ones: 2017 is 二零一七."""
    return digits.translate(_TO_HAN)


def _plain_zero(text: str) -> str:
    return text.replace("〇", "零").replace("○", "零")


def _has_word(key: str, text: str) -> bool:
    return any(word in text for word in words()["carried"].get(key, ()))


def _has_amount(value: str, names: Iterable[str], text: str) -> bool:
    """Return whether a half or a whole number below 100 stands in `text` before one of `names`."""
    if value == "0.5":
        number = "半"
    elif value.isdecimal() and len(value) <= 2:
        number = rf"(?:(?<!\d)0?{int(value)}|{han(int(value))})"
    else:
        return False
    return re.search(rf"{number} ?(?:{'|'.join(map(re.escape, names))})", text) is not None


def _has_numeral(value: str, text: str) -> bool:
    """Return whether a whole number below 100 stands in `text`, in Arabic, Chinese or Roman digits."""
    if not value.isdecimal() or len(value) > 2:
        return False
    if 0 < int(value) <= len(_ROMAN) and _is_roman_in(text, _ROMAN[int(value) - 1]):
        return True
    # 九 of 十九大 is no nine
    return re.search(rf"(?<!\d){value}(?!\d)|(?<!十){han(int(value))}(?!十)", text) is not None


def _is_roman_in(text: str, roman: str) -> bool:
    """Return whether a Roman digit stands in `text`, as one character or in Latin letters: III 期."""
    letters = unicodedata.normalize("NFKC", roman)
    return roman in text or re.search(rf"(?<![A-Za-z]){letters}(?![A-Za-z])", text) is not None


def outside(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return what `text` says outside the spans, which are in order."""
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        last = max(last, end)
    return " ".join([*pieces, text[last:]])
