"""What is said without a numeral: counts implied by words or by listing, numbers carried by source words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from toolkit.figures.comparison.han import han
from toolkit.figures.comparison.listing import listed_in, names_countries
from toolkit.figures.comparison.words import words
from toolkit.figures.lexicon import units_by_code
from toolkit.figures.model import Figure

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
# 今年11岁 is 11 years old
_AGE = re.compile(r"已?(?:年满)?[\d一二三四五六七八九十]{1,3}(?:岁|周岁)")
_WEEKDAY = re.compile(r"-WXX-(\d)")
# A row of more digits than this is no quantity in Chinese; the same row in the output is not invented.
_LONGEST_NUMBER = 24
_ROMAN_RANGE = re.compile(r"\b[IVX]+-[IVX]+$")
_YEAR = re.compile(r"\d{4}")
_TO_HAN = str.maketrans("0123456789", "零一二三四五六七八九")
_LONGEST_CODE = 64
# 今天, 今年, 本周: what the tense of English tells
_PRESENT = frozenset({"0D", "0W", "0M", "0Y"})
_DAY_OF_WEEK = "XXXX-WXX-"
_FEW = frozenset({("2", "9", "vague"), ("3", "9", "vague")})


def implied_by(figure: Figure, text: str, source: str) -> str | None:
    """Return the words of the output `text` that say a figure of `source` without a numeral, or None."""
    phrases = _implied_phrases(figure)
    if phrases is not None and (found := phrases.search(text)):
        return found[0]
    if figure.relative in _PRESENT and not any(char.isdigit() for char in figure.value or ""):
        return "the tense"
    if (pronoun := _pronoun(figure, text)) is not None:
        return pronoun
    if figure.relative == "0Y" and _AGE.match(source, figure.end):
        return "the age at the time"
    table = words()["implied_after"]
    after = table.get(figure.classifier or "") or table.get(source[figure.end : figure.end + 1])
    if after is not None and (found := re.search(rf"\b(?:{after})\b", text, re.IGNORECASE)):
        return found[0]
    said = _implied_around(figure, text, source) or listed_in(figure, text, source)
    return "the plural" if said is None and _is_few(figure) else said


def _is_few(figure: Figure) -> bool:
    """Return whether a figure says no more than that there are several: 几个儿子 are sons."""
    return (figure.value, figure.value_to, figure.bound) in _FEW


def _implied_around(figure: Figure, text: str, source: str) -> str | None:
    """Return the phrase that says a figure together with the words around it: 今明两年, this year and next."""
    for row in words()["implied_around"]:
        if row["figure"] != figure.text or not re.search(row.get("before", "$"), source[: figure.start]):
            continue
        following = re.match(row.get("after", ""), source[figure.end :])
        if following and (found := re.search(rf"\b(?:{row['en']})\b", text, re.IGNORECASE)):
            return found[0]
    return None


def _pronoun(figure: Figure, text: str) -> str | None:
    """Return the pronoun that takes up a spelled count of people or sides: 两国, 三人."""
    table = words()["pronouns"]
    counted = figure.kind == "count" and len(figure.text) == 2 and figure.text[1] in table["counters"]
    found = re.search(rf"\b(?:{table['words']})\b", text, re.IGNORECASE) if counted else None
    return found and found[0]


def _implied_phrases(figure: Figure) -> re.Pattern[str] | None:
    value = figure.value
    if _is_few(figure):
        value = "few"
    elif figure.bound == "vague" and figure.kind in ("duration", "age"):
        value = f"vague {value}"
    elif value is None or figure.value_to is not None:
        return None
    if figure.kind == "date":
        if value.endswith("XX") and "世纪" in figure.text:
            return _relative("century")
        if value.startswith(_DAY_OF_WEEK) and value[-1].isdigit():
            return re.compile(rf"\b(?:{words()['implied_weekday'][value[-1]]})\b")
        bare = not any(char.isdigit() for char in value)
        return _relative(figure.relative) if bare and figure.relative is not None else None
    if figure.kind in ("duration", "age"):
        return _pattern("duration", f"{value} {figure.unit}")
    if figure.unit is not None and figure.kind != "multiple":
        return _pattern("unit", value)
    if figure.kind == "count" and (figure.classifier or figure.text)[-1:] in words()["listing"]["not_named"]:
        return _pattern("occasions", value)
    kind = "fraction" if figure.kind == "percent" else figure.kind
    return _pattern(kind, value)


@cache
def _relative(offset: str) -> re.Pattern[str] | None:
    pattern = words()["implied_relative"].get(offset)
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE) if pattern else None


@cache
def _pattern(kind: str, value: str) -> re.Pattern[str] | None:
    phrases = words()["implied"].get(kind, {}).get(value)
    if not phrases:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def named_in(figure: Figure, text: str) -> tuple[int, int] | None:
    """Return where `text` has the usual English of a Chinese name with a numeral (一带一路: Belt and Road).

    A code is looked for as it is written, spaces and hyphens aside: ATP500 and "ATP 500"; so is a
    name without Chinese characters (1+7+N).
    """
    if figure.kind == "code":
        pattern = r"[ -]?".join(map(re.escape, figure.text[:_LONGEST_CODE]))
    elif figure.kind == "name":
        usual = words()["names"]["usual"]
        names = [name for zh in usual if zh in figure.text or figure.text in zh for name in usual[zh]]
        names += [figure.text] if figure.text.isascii() else []
        pattern = "|".join(map(re.escape, names))
    else:
        return None
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return found.span() if found else None


def is_carried(figure: Figure, text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether the source `text`, outside its figures, carries a figure of the output.

    双方 carries "both", T2航站楼 "T2" and 三大 "three"; a unit is never carried, so "eight miles" for
    八里罕 is not.
    """
    if figure.text[0].isdigit() and figure.text[-1].isalpha() and figure.text in text:
        return True
    if (romans := _ROMAN_RANGE.search(figure.text)) and romans[0] in text:
        return True
    if figure.value is not None and len(figure.value) > _LONGEST_NUMBER and figure.value in text:
        return True
    if figure.kind in ("name", "code"):
        value = figure.value
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
    """Return whether a whole number below 100 stands in `text` with one of the Chinese `names` after it."""
    if not value.isdecimal() or len(value) > 2:
        return False
    number = rf"(?:(?<!\d)0?{int(value)}|{han(int(value))})"
    return re.search(rf"{number} ?(?:{'|'.join(map(re.escape, names))})", text) is not None


def _has_numeral(value: str, text: str) -> bool:
    """Return whether a whole number below 100 stands in `text`, in Arabic, Chinese or Roman digits."""
    if not value.isdecimal() or len(value) > 2:
        return False
    if 0 < int(value) <= len(_ROMAN) and _is_roman_in(text, _ROMAN[int(value) - 1]):
        return True
    return re.search(rf"(?<!\d){value}(?!\d)|{han(int(value))}", text) is not None


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
