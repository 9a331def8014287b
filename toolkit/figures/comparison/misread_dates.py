"""A date beside a figure of another kind: 4日 read as four days, the 80s for 80后."""

from __future__ import annotations

import re

from toolkit.figures.comparison.texts import Texts, counts_something
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

# 11号 may be the 11th or number 11.
_NUMBERED = "号"
_ONE_YEAR = frozenset({("12", None, "month"), ("1", None, "year")})
_BESIDE = 6
_PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|night) of (?:the )?$", re.IGNORECASE)
_PLURAL = re.compile(r" (?:[a-z-]+ )?[a-z]{3,}s\b")
_BEFORE = re.compile(r"\b(?:previous|past|last|preceding|prior) ?$")
_DAY = re.compile(r" day\b")
_DIGITS = re.compile(r"\d+")


def compare_date_with_other(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Return "date" where a date's number is read as a duration, a place in a row or a count."""
    date, other = (source, target) if source.kind == "date" else (target, source)
    numbers = _DIGITS.findall(date.value or "")
    if other.number is None:
        return Verdict(distance=0.2) if _is_numbered_name(source, other) else None
    if other.kind in ("age", "count") and _is_decade(date, other):
        return Verdict(distance=0.1)
    if source.kind == "ordinal" and source.value == "2" and target.relative == "+1Y":
        return Verdict(distance=0.2)  # 第二年: the next year
    if other.kind == "ordinal" and re.fullmatch(rf"X*-?[QH]{other.value}", date.value or ""):
        return Verdict(distance=0.2)
    if source.kind == "ordinal" and date.value == f"XXXX-XX-{other.value:0>2}":
        return Verdict(distance=0.25)
    if source.kind == "date" and _are_months_before(source, other, texts.target):
        return Verdict(distance=0.2)
    same = any(int(number) == other.number for number in numbers)
    year_alone = (date.value or "").isdecimal() and len(date.value or "") == 4
    if same and year_alone and source is date and "," in other.text:
        return Verdict("date", note="a year is not grouped", distance=0.35)
    if same and year_alone and other.kind in ("count", "code", "name") and other.unit is None:
        return None if target is other and _PLURAL.match(texts.target, other.end) else Verdict(distance=0.4)
    if same and _is_numbered(source, other):
        return Verdict(distance=0.2)
    if source.kind == "count" and _is_birth_year(source, date, texts.source):
        return Verdict(distance=0.2)
    if other.kind == "duration" and _is_last(date, other, texts.source):
        return Verdict(distance=0.2)
    if source.kind == "duration" and _is_year_on(source, target, texts):
        return Verdict(distance=0.2)
    of_month = target.kind == "ordinal" and _DAY.match(texts.target, target.end) is not None
    timed = _PART_OF_DAY.search(texts.target[max(0, target.start - 24) : target.start]) is not None
    bare = target.kind in ("count", "ordinal") and (timed or not counts_something(target, texts.target))
    if same and (bare or of_month):
        return Verdict(note="day of the month without its name", distance=0.4)
    if same and other.kind in ("duration", "ordinal", "count", "age"):
        return Verdict("date", distance=0.35)
    confused = other.kind == "duration" and source.kind == "date"
    return Verdict("date", distance=0.6) if confused else None


def _is_numbered(source: Figure, other: Figure) -> bool:
    """Return whether 17号 without a month may be number 17 as well as the 17th."""
    unmeasured = other.kind in ("code", "count", "ordinal") and other.unit is None
    return unmeasured and source.text.endswith(_NUMBERED) and (source.value or "").startswith("XXXX-XX-")


def _is_numbered_name(source: Figure, other: Figure) -> bool:
    """Return whether a name ends in the number of a 号: 月球25号 is Luna-25."""
    last = _DIGITS.findall(other.text)[-1:]
    return (
        other.kind == "code" and source.text.endswith(_NUMBERED) and last == [source.text[: -len(_NUMBERED)]]
    )


def _is_birth_year(source: Figure, date: Figure, text: str) -> bool:
    """Return whether 85后 is told by its year: born after 1985."""
    year = date.value or ""
    return text.startswith("后", source.end) and year in (f"19{source.value}", f"20{source.value}")


def _is_last(date: Figure, span: Figure, text: str) -> bool:
    """Return whether a span of one month or year before today is told as a date: 上一个月 is last month."""
    before = text[max(0, span.start - 1) : span.start]
    letter = (span.unit or " ")[0].upper()
    return before in ("上", "前") and span.value == "1" and date.relative == f"-1{letter}"


def _is_year_on(span: Figure, date: Figure, texts: Texts) -> bool:
    """Return whether a year from or up to now is told as a date: 未来12个月 is over the next year."""
    word = words()["year_on"].get(date.relative or "")
    if word is None or (span.value, span.value_to, span.unit) not in _ONE_YEAR or span.bound != "exact":
        return False
    before = texts.source[max(0, span.start - _BESIDE) : span.start]
    return re.search(word, before) is not None and texts.target.endswith("the ", 0, date.start)


def _are_months_before(date: Figure, span: Figure, text: str) -> bool:
    """Return whether "the previous three months" tells 前三个月, which is also January to March."""
    first_months = "前" in date.text and (date.value or "").endswith("-01") and date.value_to is not None
    before = text[max(0, span.start - 12) : span.start].lower()
    same = (date.value_to or "")[-2:].lstrip("0") == span.value
    return first_months and span.unit == "month" and same and _BEFORE.search(before) is not None


def _is_decade(date: Figure, other: Figure) -> bool:
    """Return whether tens of years are told by their decade: 80后, born in the 1980s; 60多岁, in his 60s."""
    number = other.value or ""
    return len(number) == 2 and number[1] == "0" and (date.value or "").endswith(f"{number[0]}X")
