"""A numeral with its measure: 250.2亿元, 3年半, 三成, 八折, 两倍, 1米78."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.model import Bound
from toolkit.figures.zh.measures import BARE, Measure, measure_at, measure_near
from toolkit.figures.zh.numerals import Numeral, read_numeral
from toolkit.figures.zh.words import words

_ODD: dict[str, Bound] = words()["bounds"]["odd"]
_HALVED = frozenset({"duration", "age"})
_MINUTE = Measure("duration", "minute")
_TENTHS = re.compile(
    r"成(?P<more>[一二三四五六七八九半])?(?!员(?!工)|本(?![地市省国科土])|[立为都长功交就果分型效品熟千百群片年绩])"
)
# 六成为外资 are six tenths, 2022成为 are none
_TENTHS_ARE = re.compile(r"(?P<more>)成(?=为)")
_DISCOUNT = re.compile(r"折(?![合算线叠磨腾射戟旧断桂])")
_TIMES = re.compile(r"倍(?!增|速|镜|率|受|感|加)[多余]?")
# 1米78, 两米三, 八块八: digits that go on after a measure count its tenths and hundredths
# before 一斤 of 四块八一斤 only one digit belongs to the price
_GOES_ON = re.compile(
    rf"[\d一二三四五六七八九](?=一(?:{'|'.join(words()['rates']['per_one'])}))"
    r"|(?:\d{1,2}|[一二三四五六七八九]{1,2})(?![\d.,:%/a-zA-Z一二三四五六七八九十百千万亿]|[个名位米厘公年月日人元角毛分岁×-])"
)
_WITH_TENTHS = ("米", "块", "秒", "度")
_SECONDS = re.compile(r" ?(?:\d{1,2}(?:\.\d+)?|[零一二三四五六七八九十]{1,3})秒")
_AFTER_HOURS = ("时", "小时")
_PIECE: str = words()["money"]["piece"]
_AFTER_MONEY = words()["money"]["after_piece"]
# 两月 is two months, 二月 February
_TWO = "两"
_AFTER_VAGUE = frozenset(words()["measures"]["after_vague"])
_WITHIN = tuple(words()["measures"]["within"])
_COUNTS_IF_SPELLED = frozenset(words()["measures"]["counts_if_spelled"])
_DEGREES_AFTER = tuple(words()["measures"]["degrees_after"])
_MANY = ("多次", "多种", "多项", "多地", "多批")
_HALF = Decimal("0.5")
# the smaller units that may follow a unit, and their share of it
_PARTS: dict[str, dict[str, str]] = words()["measures"]["parts"]
_WHOLE = 10


class Amount(NamedTuple):
    """A numeral with its measure, and where the two end."""

    numeral: Numeral
    measure: Measure
    end: int
    bound: Bound


def amount_of(text: str, numeral: Numeral) -> Amount:
    """Return the numeral with the unit, currency, percent sign or classifier that follows it."""
    end, bound = numeral.end, numeral.bound
    marker = text[end : end + 1]
    if marker == " " and text[end + 1 : end + 2] in _ODD:
        end, marker = end + 1, text[end + 1]
    if marker in _ODD and bound == "exact":
        bound, end = _ODD[marker], end + 1
    space = text.startswith(" ", end)
    if special := _special(text, numeral, end, bound):
        return special
    found = measure_near(text, end + space) or measure_at(text, end + space)
    if found is None or (
        text[end + space : found[1]] in _AFTER_VAGUE and not _is_span(text, numeral, found[1])
    ):
        return Amount(numeral, BARE, end, bound)
    return _with_rest(text, Amount(numeral, *found, bound), end + space)


def _is_span(text: str, numeral: Numeral, end: int) -> bool:
    """Return whether 两月, 数月 and 一月内 are months long; 五月 is May."""
    return numeral.bound == "vague" or text[numeral.start] == _TWO or text.startswith(_WITHIN, end)


def _special(text: str, numeral: Numeral, end: int, bound: Bound) -> Amount | None:
    """Return 三成半, 八折 and 两倍, whose words follow only some numbers."""
    match = _TENTHS.match(text, end) or (_TENTHS_ARE.match(text, end) if numeral.spelled else None)
    if match and numeral.low <= 10 and (numeral.low % 1 == 0 or not (numeral.spelled or match["more"])):
        tenths = replace(numeral, low=numeral.low + _tenth(match["more"] or ""))
        return Amount(tenths, Measure("percent", "%", Decimal(10)), match.end(), bound)
    if (match := _DISCOUNT.match(text, end)) and numeral.low < 100:
        factor = Decimal(10) if numeral.low < 10 else Decimal(1)
        return Amount(numeral, Measure("percent", "%", factor, "折"), match.end(), bound)
    if match := _TIMES.match(text, end):
        bound = "over" if match[0][-1] in _ODD else bound
        half = text.startswith("半", match.end()) and match[0] == "倍"
        numeral = _plus(numeral, _HALF) if half else numeral
        return Amount(numeral, Measure("multiple", "x"), match.end() + half, bound)
    return None


def _tenth(digit: str) -> Decimal:
    """Return what 五 or 半 adds to the tenths of 三成五 and 三成半."""
    read = read_numeral(digit, 0)
    return _HALF if digit == "半" else read.low / 10 if read else Decimal(0)


def _with_rest(text: str, amount: Amount, name_at: int) -> Amount:
    """Return the amount with what goes on after its measure: 3年半, 两个多月, 1米78, 9亩多."""
    numeral, measure, end, bound = amount
    name, following = text[name_at:end], text[end : end + 1]
    if (
        name == "个"
        and following in ("半", *_ODD)
        and (inner := measure_at(f"个{text[end + 1 : end + 4]}", 0))
    ):
        measure, end = inner[0], end + inner[1]
        return (
            Amount(_plus(numeral, _HALF), measure, end, bound)
            if following == "半"
            else Amount(numeral, measure, end, _ODD[following])
        )
    if measure.kind in _HALVED and following == "半":
        return Amount(_plus(numeral, _HALF), measure, end + 1, bound)
    if name == "分" and (_SECONDS.match(text, end) or text.endswith(_AFTER_HOURS, 0, numeral.start)):
        return Amount(numeral, _MINUTE, end, bound)
    if whole := _smaller_part(text, amount, name):
        return whole
    more = _GOES_ON.match(text, end) if name in _WITH_TENTHS else None
    if more and measure_at(text, more.end()) is None and (rest := read_numeral(more[0], 0)):
        decimals = rest.low.scaleb(-len(more[0]))
        return Amount(_plus(numeral, decimals), measure, more.end(), bound)
    pieces = name == _PIECE and following and following not in _AFTER_MONEY
    turns = (
        numeral.spelled
        and not numeral.scaled
        and numeral.low
        and not text.endswith(_DEGREES_AFTER, 0, numeral.start)
    )
    if pieces or (name in _COUNTS_IF_SPELLED and turns):
        measure = Measure("count", None, classifier=name)
    many_times = measure.kind == "duration" and text.startswith(_MANY, end)  # 一年多次
    if (
        bound == "exact"
        and following in _ODD
        and following != "来"
        and measure is not BARE
        and not many_times
    ):
        return Amount(numeral, measure, end + 1, _ODD[following])
    return Amount(numeral, measure, end, bound)


def _smaller_part(text: str, amount: Amount, name: str) -> Amount | None:
    """Return 5元3角, 1毛2分钱 or 六斤八两 as one amount in its larger unit."""
    part = read_numeral(text, amount.end) if name in _PARTS else None
    found = measure_at(text, part.end) if part and part.low < _WHOLE and part.high is None else None
    smaller = part and found and _PARTS[name].get(text[part.end : found[1]])
    if not part or not found or not smaller:
        return None
    numeral = _plus(amount.numeral, part.low * Decimal(smaller))
    return _smaller_part(text, Amount(numeral, amount.measure, found[1], amount.bound), name) or Amount(
        numeral, amount.measure, found[1], amount.bound
    )


def _plus(numeral: Numeral, more: Decimal) -> Numeral:
    return replace(numeral, low=numeral.low + more)
