"""How one source figure and one figure of the output relate, whatever their kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.figures.comparison.amounts import compare_amounts
from toolkit.figures.comparison.dates import Said, compare_dates, compare_times, said
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_PLACES = frozenset({"ordinal", "name", "code"})
# A number with fewer digits than this is no code, and a code with as many digits no other number.
_SHORT = 4
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts and what their dates name, for the figures that borrow from each other."""

    source: str
    target: str
    source_said: Said
    target_said: Said
    lengths: tuple[int, int]
    """of the two texts, or how far their figures reach where the texts are not known"""


def texts_of(source: Sequence[Figure], target: Sequence[Figure], source_text: str, target_text: str) -> Texts:
    """Return the context in which the figures of two texts are compared."""
    lengths = (_length(source, source_text), _length(target, target_text))
    return Texts(source_text, target_text, said(source), said(target), lengths)


def _length(figures: Sequence[Figure], text: str) -> int:
    return max(len(text), figures[-1].end if figures else 1, 1)


def relate(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Return how the two figures relate, or None when nothing suggests that they belong together."""
    if _is_written_there(source, target, texts.source):
        return Verdict(distance=0.1)
    kinds = {source.kind, target.kind}
    if kinds == {"date"}:
        return compare_dates(source, target, texts.source_said, texts.target_said)
    if kinds == {"time"}:
        evening = re.search(words()["evening"]["zh"], texts.source[max(0, source.start - 8) : source.start])
        return compare_times(source, target, in_evening=evening is not None)
    if "name" in kinds:
        return _name_and_other(source, target)
    if "date" in kinds:
        return _date_and_other(source, target, texts)
    if "ratio" in kinds or "code" in kinds or "time" in kinds:
        return _as_written(source, target, texts)
    if "ordinal" in kinds and source.kind != target.kind:
        return _place_and_amount(source, target, texts)
    if source.off is not None and target.kind == "percent" and _is_taken_off(target, texts.target):
        source = replace(source, value=source.off)
    verdict = compare_amounts(source, target)
    if verdict is not None and verdict.reason == "bound" and _is_negated(source, target, texts):
        return replace(verdict, reason=None, note="bound under a negation")
    return verdict


def _is_negated(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a word just before either figure turns its bound round: 不会突破 = not exceed."""
    table = words()["negation"]
    before = texts.source[max(0, source.start - 4) : source.start]
    target_before = texts.target[max(0, target.start - 20) : target.start].lower()
    return bool(re.search(table["zh"], before) or re.search(table["en"], target_before))


def _is_written_there(source: Figure, target: Figure, text: str) -> bool:
    """Return whether the output's figure stands letter by letter where the source's begins: 3M, 5G."""
    written = target.text
    return (
        len(written) > len(source.text) and written[-1].isalpha() and text.startswith(written, source.start)
    )


def _is_taken_off(target: Figure, text: str) -> bool:
    """Return whether a percentage is the share taken off a price: 20% off is 八折."""
    around = (text[max(0, target.start - 24) : target.start] + text[target.end : target.end + 24]).lower()
    return any(word in around for word in words()["names"]["discount"])


def _date_and_other(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Return "date" where a date's number is read as a duration, a place in a row or a count."""
    date, other = (source, target) if source.kind == "date" else (target, source)
    numbers = _DIGITS.findall(date.value or "")
    if other.number is None:
        return None
    if other.kind in ("age", "count") and _is_decade(date, other):
        return Verdict(distance=0.1)
    if other.kind == "ordinal" and re.fullmatch(rf"X*-?[QH]{other.value}", date.value or ""):
        return Verdict(distance=0.2)
    same = any(int(number) == other.number for number in numbers)
    year_alone = (date.value or "").isdecimal() and len(date.value or "") == 4
    if same and year_alone and other.kind in ("count", "code", "name") and other.unit is None:
        return Verdict(distance=0.4)
    bare = target.kind in ("count", "ordinal") and not _counts_something(target, texts.target)
    if same and bare:
        return Verdict(note="day of the month without its name", distance=0.4)
    if same and other.kind in ("duration", "ordinal", "count", "age"):
        return Verdict("date", distance=0.35)
    confused = other.kind == "duration" and source.kind == "date"
    return Verdict("date", distance=0.6) if confused else None


def _is_decade(date: Figure, other: Figure) -> bool:
    """Return whether tens of years are told by their decade: 80后 were born in the 1980s, 60多岁: in his 60s."""
    number = other.value or ""
    return len(number) == 2 and number[1] == "0" and (date.value or "").endswith(f"{number[0]}X")


def _counts_something(target: Figure, text: str) -> bool:
    """Return whether a word follows the number, which it then counts."""
    return text[target.end :].lstrip(" -")[:1].isalpha()


def _name_and_other(source: Figure, target: Figure) -> Verdict | None:
    """Return the verdict on a numeral in a name: the same number, and no count made of a place."""
    ours, theirs = _number_in(source), _number_in(target)
    if ours is None or theirs is None or target.unit not in (None, source.unit):
        return None
    if ours != theirs and not (target.kind == "date" and _is_day(ours, target)):
        alike = source.kind == "name" and target.kind in _PLACES
        return Verdict("value", distance=0.5) if alike else None
    if source.kind == "name" and target.kind == "count" and _is_place(source):
        return Verdict("value", note="the number of a name became a count", distance=0.3)
    return Verdict(distance=0.0 if source.kind == target.kind else 0.15)


def _number_in(figure: Figure) -> str | None:
    """Return the digits of a figure's value without leading zeros, or None without digits."""
    found = _DIGITS.findall(figure.value or "")
    return "".join(part.lstrip("0") or "0" for part in found) or None


def _is_day(number: str, date: Figure) -> bool:
    """Return whether a name's number is the day of a date: 九一八 is September 18."""
    parts = (date.value or "").split("-")
    return len(parts) == 3 and parts[2].lstrip("0") == number


def _is_place(name: Figure) -> bool:
    """Return whether the number of a Chinese name counts a place in a row: 十九大 is the 19th congress."""
    return any(re.search(pattern, name.text) for pattern in words()["names"]["places"])


def _as_written(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Compare scores, codes and times with each other and with bare numbers by what is written."""
    ours, theirs = _written(source), _written(target)
    if "code" in (source.kind, target.kind) and _is_same_code(source, target, texts):
        return Verdict(distance=0.2)
    if ours == theirs:
        return Verdict(distance=0.0 if source.kind == target.kind else 0.3)
    numbers = source.kind == target.kind or len(ours) == len(theirs) > _SHORT
    return Verdict("value", distance=0.45) if numbers else None


def _is_same_code(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a code stands in the other text too, read as a number there: 5G and 5."""
    code, other, text = (
        (source, target, texts.target) if source.kind == "code" else (target, source, texts.source)
    )
    return code.text in text and other.number is not None and str(other.value) in code.text


def _written(figure: Figure) -> str:
    ends = [end for end in (figure.value, figure.value_to) if end is not None]
    value = (":".join(ends) or figure.text).casefold()
    return ":".join(part.lstrip("0") or "0" for part in value.split(":"))


def _place_and_amount(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Compare a place in a row with a count: "Season 3" is the third, but "three seasons" is not."""
    if source.number is None or source.number != target.number or source.value_to != target.value_to:
        return None
    if target.kind == "count" and _is_headed(target, texts.target):
        return Verdict(distance=0.2)
    if source.kind == "ordinal" and "第" not in source.text:
        return Verdict(distance=0.2)
    if target.kind == "ordinal" and _is_anniversary(source, target, texts.target):
        return Verdict(distance=0.2)
    if target.kind == "ordinal" and _may_be_place(source, texts.source):
        return Verdict(distance=0.2)
    return Verdict("value", note=f"{source.kind} became {target.kind}", distance=0.4)


def _is_headed(target: Figure, text: str) -> bool:
    """Return whether a number follows a noun that ranks it ("season three", "Route 6,")."""
    before = text[max(0, target.start - 20) : target.start].rstrip(" -.").split(" ")
    if any(word.lower().strip("(") in words()["names"]["heads"] for word in before[-2:]):
        return True
    return target.text.isdigit() and before[-1][:1].isupper() and not _counts_something(target, text)


def _may_be_place(source: Figure, text: str) -> bool:
    """Return whether English tells a Chinese count by an ordinal: 12楼 = the 12th floor, 九连胜."""
    names = words()["names"]
    counter = re.compile(names["place"])
    inside = source.classifier is not None and counter.match(text, source.end - len(source.classifier))
    return bool(
        inside or counter.match(text, source.end) or any(word in source.text for word in names["consecutive"])
    )


def _is_anniversary(source: Figure, target: Figure, text: str) -> bool:
    """Return whether a span of years is told by its ordinal: 70周年 = 70th anniversary."""
    if source.kind not in ("duration", "age", "count"):
        return False
    following = text[target.end : target.end + 24].lower()
    return any(word in following for word in words()["names"]["anniversary"])
