"""What the output says without a numeral: counts implied by words or by listing, names, tenses."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.listing import listed_in, scored_in
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

# 今年11岁 is 11 years old
_AGE = re.compile(r"已?(?:年满)?[\d一二三四五六七八九十]{1,3}(?:岁|周岁)")
_LONGEST_CODE = 64
_BESIDE = 10
# 今天, 今年, 本周: what the tense of English tells
_PRESENT = frozenset({"0D", "0W", "0M", "0Y"})
_DAY_OF_WEEK = "XXXX-WXX-"
_MONTH = re.compile(r"X{4}-(0[1-9]|1[0-2])")
_FEW = frozenset({("2", "9", "vague"), ("3", "9", "vague"), ("3", "5", "vague")})


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
    said = _implied_around(figure, text, source) or listed_in(figure, text, source) or scored_in(figure, text)
    return "the plural" if said is None and _is_few(figure) else said


def _is_few(figure: Figure) -> bool:
    """Return whether a figure says no more than that there are several: 几个儿子 are sons."""
    return (figure.value, figure.value_to, figure.bound) in _FEW


def _implied_around(figure: Figure, text: str, source: str) -> str | None:
    """Return the phrase that says a figure together with the words around it (今明两年)."""
    before = source[max(0, figure.start - _BESIDE) : figure.start]
    for row in words()["implied_around"]:
        if row["figure"] != figure.text or not re.search(row.get("before", "$"), before):
            continue
        following = re.match(row.get("after", ""), source[figure.end : figure.end + _BESIDE])
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
        if (month := _MONTH.fullmatch(value)) is not None:
            return re.compile(rf"\b{words()['implied_month']['names'][int(month[1]) - 1]}\b")
        bare = not any(char.isdigit() for char in value)
        return _relative(figure.relative) if bare and figure.relative is not None else None
    if figure.kind in ("duration", "age"):
        return _pattern("duration", f"{value} {figure.unit}")
    if figure.unit is not None and figure.kind != "multiple":
        return _pattern("measure", f"{value} {figure.unit}") or _pattern("unit", value)
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
