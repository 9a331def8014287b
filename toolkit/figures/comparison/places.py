"""Places in a row beside counts: "Season 3" is the third, but "three seasons" is not."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.comparison.texts import Texts, counts_something
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_WORD = re.compile(r"[A-Za-z]+")
# "grades one and two": the noun stands before the first of them
_LISTED = re.compile(r"(?:[\w-]+(?:, (?:and |or )?| (?:and|or|to|through) ))+$")
_A = ("a", "one")
_OCCASIONS = ("次", "度", "回")
_NEAR_ONE = Decimal("0.001")


def compare_place_with_amount(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Compare a place in a row with a count: "Season 3" is the third, but "three seasons" is not."""
    if "fraction" in (source.kind, target.kind):
        return Verdict(distance=0.2) if _is_share_of(source, target, texts.target) else None
    if source.number is None or source.number != target.number or source.value_to != target.value_to:
        return None
    if target.kind == "count" and (_is_headed(target, texts.target) or _is_tailed(target, texts.target)):
        return Verdict(distance=0.2)
    if source.kind == "ordinal" and target.text.isdigit() and not counts_something(target, texts.target):
        return Verdict(distance=0.25)
    if source.kind == "ordinal" and texts.source.startswith(("个年头", "年头"), source.end):
        return Verdict(distance=0.2)  # 第七个年头: after seven years
    if _counts_what_ranks(source, target, texts):
        return Verdict("value", note="ordinal became count", distance=0.3)
    if source.kind == "ordinal" and "第" not in source.text and not _is_rank(source, texts.source):
        return Verdict(distance=0.2)
    if (
        target.kind == "ordinal"
        and source.classifier in _OCCASIONS
        and texts.target.startswith(" time", target.end)
    ):
        return Verdict(distance=0.2)  # 四度夺冠: winning for the fourth time
    if target.kind == "ordinal" and _is_anniversary(source, target, texts.target):
        return Verdict(distance=0.2)
    if target.kind == "ordinal" and (source.classifier is None or _may_be_place(source, texts.source)):
        return Verdict(distance=0.2)
    return Verdict("value", note=f"{source.kind} became {target.kind}", distance=0.4)


def _is_share_of(source: Figure, target: Figure, text: str) -> bool:
    """Return whether "a fifth" tells a share although no "of" follows it, or a place although one could."""
    if source.number is None or target.number is None or abs(source.number * target.number - 1) >= _NEAR_ONE:
        return False
    if target.kind == "fraction":
        return target.text.lower().startswith("a ")
    return text[max(0, target.start - 4) : target.start].strip(" -").lower().split(" ")[-1] in _A


def _is_headed(target: Figure, text: str) -> bool:
    """Return whether a number follows a noun that ranks it ("season three", "Route 6,")."""
    before = _LISTED.sub("", text[max(0, target.start - 30) : target.start]).rstrip(" -.").split(" ")
    if any(word.lower() in words()["names"]["heads"] for word in _WORD.findall(" ".join(before[-2:]))):
        return True
    return target.text.isdigit() and before[-1][:1].isupper() and not counts_something(target, text)


def _is_tailed(target: Figure, text: str) -> bool:
    """Return whether a number stands before a noun that ranks: an 8.6-generation line."""
    following = _WORD.match(text, target.end + 1)
    return following is not None and following[0].lower() in words()["names"]["tails"]


def _may_be_place(source: Figure, text: str) -> bool:
    """Return whether English tells a Chinese count by an ordinal: 12楼 = the 12th floor, 九连胜."""
    names = words()["names"]
    if source.text.startswith("二") and source.value == "2":
        return True  # 二次 is mostly the second time, 两次 twice
    counter = re.compile(names["place"])
    inside = source.classifier is not None and counter.match(text, source.end - len(source.classifier))
    return bool(
        inside or counter.match(text, source.end) or any(word in source.text for word in names["consecutive"])
    )


def _counts_what_ranks(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether 二期 or 二轮, the second of its kind, is told as two of them."""
    plural = words()["second_of"].get((source.classifier or " ")[0])
    second = source.text.startswith("二") and source.value == "2" and target.kind == "count"
    return second and plural is not None and re.match(plural, texts.target[target.end :].lower()) is not None


def _is_rank(source: Figure, text: str) -> bool:
    """Return whether a Chinese word without 第 ranks and never counts: 五年级 is no five of anything."""
    counter = source.end - len(source.classifier or "")
    return re.compile(words()["names"]["ranks"]).match(text, counter) is not None


def _is_anniversary(source: Figure, target: Figure, text: str) -> bool:
    """Return whether a span of years is told by its ordinal: 70周年 = 70th anniversary."""
    if source.kind not in ("duration", "age", "count"):
        return False
    following = text[target.end : target.end + 24].lower()
    return any(word in following for word in words()["names"]["anniversary"])
