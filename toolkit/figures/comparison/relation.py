"""How one source figure and one figure of the output relate, whatever their kinds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from toolkit.figures.comparison.amounts import compare_amounts
from toolkit.figures.comparison.dates import compare_dates
from toolkit.figures.comparison.directions import is_two_sided
from toolkit.figures.comparison.misread_dates import compare_date_with_other
from toolkit.figures.comparison.names import compare_names
from toolkit.figures.comparison.opposites import turned_word
from toolkit.figures.comparison.periods import changed_period
from toolkit.figures.comparison.places import compare_place_with_amount
from toolkit.figures.comparison.roles import (
    changed_area,
    changed_part,
    changed_role,
    lost_qualifier,
    tells_half,
)
from toolkit.figures.comparison.shapes import as_shaped
from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.times import compare_times
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.comparison.written import compare_as_written, is_written_there
from toolkit.figures.lexicon import currencies
from toolkit.figures.model import Figure

_BARE_YUAN = re.compile(r"[\d十百千万亿几余多]元")
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z])\$")
_CODE = 3
_FAR = 1000
_POINT = re.compile(r"[ -]points?\b")


def relate(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Return how the two figures relate, or None when nothing suggests that they belong together."""
    if is_written_there(source, target, texts.source):
        return Verdict(distance=0.1)
    kinds = {source.kind, target.kind}
    if kinds == {"date"}:
        dates = compare_dates(source, target, texts.source_said, texts.target_said)
        if dates.note == "month lost" and tells_half(source, target, texts):
            return Verdict(note="half of the year told as a part", distance=0.2)
        part = None
        if dates.kept:
            part = changed_part(source, target, texts) or lost_qualifier(source, texts)
            part = part or turned_word(source, target, texts)
        return Verdict("date", note=part, distance=0.2) if part else dates
    if kinds == {"time"}:
        evening = re.search(words()["evening"]["zh"], texts.source[max(0, source.start - 8) : source.start])
        return compare_times(source, target, in_evening=evening is not None)
    if "name" in kinds:
        return compare_names(source, target)
    if "date" in kinds:
        return compare_date_with_other(source, target, texts)
    if "ratio" in kinds or "code" in kinds or "time" in kinds:
        return compare_as_written(source, target, texts)
    if "ordinal" in kinds and source.kind != target.kind:
        return compare_place_with_amount(source, target, texts)
    if source.unit == "pp" and target.kind == "count" and _POINT.match(texts.target, target.end):
        target = replace(target, kind="percent", unit="pp")  # "a 14-point lead"
    source = as_shaped(source, target, texts)
    if _is_governed(source, target, texts):
        source = replace(source, unit=target.unit)
    if _is_dollar_sign(source, target):
        source = replace(source, unit=f"USD{(source.unit or '')[_CODE:]}")
    if source.off is not None and target.kind == "percent" and _is_taken_off(target, texts.target):
        source = replace(source, value=source.off)
    if target.off is not None and source.off is None and source.value == target.off:
        target = replace(target, value=target.off)  # 10%的折扣 = a 10% discount
    return _with_surroundings(source, target, texts, compare_amounts(source, target))


def _with_surroundings(
    source: Figure, target: Figure, texts: Texts, verdict: Verdict | None
) -> Verdict | None:
    """Return the verdict on two amounts once the words around both figures are looked at."""
    if verdict is None:
        return None
    if verdict.kept and _is_foreign(source, target, texts):
        return Verdict("currency", note=f"not in the source: {target.unit}", distance=0.3)
    if verdict.kept and _is_past_near(source, target, texts):
        return Verdict("bound", note=f"近 became {target.bound}", distance=0.1)
    if verdict.kept:
        if (role := changed_role(source, target, texts)) is not None:
            return Verdict("value", note=role, distance=0.3)
        if (area := changed_area(source, texts)) is not None:
            return Verdict("unit", note=area, distance=0.2)
        if (period := changed_period(source, target, texts)) is not None:
            return Verdict("unit", note=period, distance=0.2)
        if (lost := lost_qualifier(source, texts) or turned_word(source, target, texts)) is not None:
            return Verdict("value", note=lost, distance=0.2)
    if verdict.reason == "currency" and _is_said_once(source, target, texts):
        return replace(verdict, reason=None, note="currency said once")
    if verdict.reason == "bound" and _is_negated(source, target, texts):
        return replace(verdict, reason=None, note="bound under a negation")
    if verdict.reason == "direction" and _is_negative_in_words(source, target, texts):
        return replace(verdict, reason=None, note="sign told in words")
    if verdict.reason == "direction" and is_two_sided(source, target, texts):
        return replace(verdict, reason=None, note="direction told by other words")
    return verdict


def _is_negative_in_words(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a word before a number says that it is negative: -3.2亿元, a net loss of 320 million."""
    before = texts.target[max(0, target.start - 40) : target.start].lower()
    opposite = source.number is not None and target.number is not None and source.number == -target.number
    return opposite and re.search(words()["negative"]["en"], before) is not None


def _is_foreign(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a bare number was given a foreign currency that the source does not name."""
    exact = source.bound != "vague"  # "cost thousands" may be told in the money of the place
    added = exact and source.unit is None and target.kind == "money" and target.unit not in (None, "CNY")
    near = texts.source[max(0, source.start - _FAR) : source.end + _FAR] if added else ""
    return added and not any(name[-2:] in near for name in _foreign_names(target.unit or ""))


def _is_past_near(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether 近五十年, nearly or the last fifty years, became more than fifty years."""
    near = source.kind == "duration" and texts.source[max(0, source.start - 1) : source.start] == "近"
    return near and source.bound == "exact" and target.bound in ("over", "at_least")


def _is_said_once(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether another amount of the output names the currency: "3 billion yuan, 2 billion of it"."""
    scaled = target.text.lower().endswith(("million", "billion", "trillion"))
    return target.unit is None and scaled and source.unit in texts.currencies


def _is_governed(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a foreign currency named before a bare 元 may govern it: 2500万港元，又增资3亿元."""
    bare = source.kind == "money" and source.unit == "CNY" and _BARE_YUAN.search(source.text) is not None
    if not bare or target.kind != "money" or target.unit in (None, "CNY"):
        return False
    before = texts.source[: source.start]
    return any(name in before for name in _foreign_names(target.unit or ""))


def _is_dollar_sign(source: Figure, target: Figure) -> bool:
    """Return whether a bare "$" stands for dollars of another country than America: 26澳元 = $26."""
    bare = _BARE_DOLLAR.search(target.text) is not None
    return bare and (source.unit or "")[:_CODE] in words()["dollars"]["others"]


@cache
def _foreign_names(code: str) -> tuple[str, ...]:
    return next((currency.zh for currency in currencies() if currency.code == code), ())


def _is_negated(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a word just before either figure turns its bound round: 不会突破 = not exceed."""
    table = words()["negation"]
    before = texts.source[max(0, source.start - 4) : source.start]
    target_before = texts.target[max(0, target.start - 20) : target.start].lower()
    return bool(re.search(table["zh"], before) or re.search(table["en"], target_before))


def _is_taken_off(target: Figure, text: str) -> bool:
    """Return whether a percentage is the share taken off a price: 20% off is 八折."""
    around = (text[max(0, target.start - 24) : target.start] + text[target.end : target.end + 24]).lower()
    return any(word in around for word in words()["names"]["discount"])
