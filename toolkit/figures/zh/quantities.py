"""Numerals with what they measure, as figures: money, counts, units, percentages, ranges, multiples."""

from __future__ import annotations

from toolkit.figures.decimals import plain
from toolkit.figures.model import Figure
from toolkit.figures.zh.amounts import Amount
from toolkit.figures.zh.measures import BARE
from toolkit.figures.zh.numerals import Numeral
from toolkit.figures.zh.ranges import read_amounts
from toolkit.figures.zh.surroundings import widened
from toolkit.figures.zh.words import words

_CLASSIFIERS = words()["classifiers"]
_SPELLED = frozenset(_CLASSIFIERS["spelled"])
_ONE_COUNTS = frozenset(_CLASSIFIERS["one_counts"])
_ONE_AFTER = tuple(_CLASSIFIERS["one_after"])
_NOT_SPELLED = frozenset(words()["measures"]["not_spelled"])
_SURE_UNITS = tuple(words()["measures"]["sure_units"])
_DETERMINING = tuple(words()["measures"]["determining"])
_ONE_OF_NOTHING = tuple(words()["measures"]["one_of_nothing"])
_FEW = frozenset(_CLASSIFIERS["few"])
_MANY = 100
_LARGE = 10_000_000
_SIZED = frozenset(_CLASSIFIERS["sized"])
_SMALLEST_BARE = 20


def read_quantity(text: str, start: int, floor: int) -> Figure | None:
    """Return the quantity whose numeral begins at `start`; nothing before `floor` belongs to it."""
    amounts = read_amounts(text, start)
    if amounts is None:
        return None
    first, last = amounts
    figure = widened(text, _figure(text, start, first, last), floor)
    return figure if _counts(text, last, figure) else None


def _figure(text: str, start: int, first: Amount, last: Amount) -> Figure:
    measure = last.measure
    high = last.numeral.high if first is last else last.numeral.low
    discount = measure.classifier == "折"
    # 百亿级 and 千亿县, in yuan or of anything
    size = measure.classifier in _SIZED and last.numeral.spelled and last.numeral.low >= _LARGE
    return Figure(
        text[start : last.end], start, last.end, measure.kind, plain(first.numeral.low * measure.factor),
        None if high is None else plain(high * measure.factor), measure.unit, last.bound,
        None if discount or size else measure.classifier,
        off=plain(100 - first.numeral.low * measure.factor) if discount else None,
    )  # fmt: skip


def _counts(text: str, amount: Amount, figure: Figure) -> bool:
    """Return whether the numeral counts something: Chinese numerals often do not."""
    numeral, measure = amount.numeral, amount.measure
    if not numeral.spelled:
        return True
    if numeral.is_digits:
        return measure.unit == "%"
    if figure.kind == "money" and measure is BARE:
        return True
    if measure is BARE:
        return _counts_alone(numeral, figure)
    if measure.kind == "count":
        return _counts_pieces(text, numeral, measure.classifier or "")
    if numeral.low == 1 and numeral.high is None and text.startswith(_ONE_OF_NOTHING, numeral.start):
        return False
    if numeral.low == 1 and measure.kind == "duration" and text.endswith(_DETERMINING, 0, numeral.start):
        return False
    surely = text.endswith(_SURE_UNITS, 0, amount.end)
    signed = figure.value is not None and figure.value[0] in "-0"  # 零下五度, 零度
    return figure.unit not in _NOT_SPELLED or numeral.scaled or surely or signed


def _counts_alone(numeral: Numeral, figure: Figure) -> bool:
    """Return whether a spelled number without a measure is a figure: 一亿零五百万, 破万, but no 十二."""
    bounded = figure.bound != "exact"
    if numeral.end - numeral.start == 1:
        return bounded and numeral.low >= 100
    return numeral.scaled and (numeral.low > _SMALLEST_BARE or bounded)


def _counts_pieces(text: str, numeral: Numeral, classifier: str) -> bool:
    """Return whether a spelled number counts pieces: 一 is mostly an article, 三心 no count."""
    if numeral.low == 1 and numeral.high is None:
        return classifier in _ONE_COUNTS or text.endswith(_ONE_AFTER, 0, numeral.start)
    if classifier in _FEW:
        return numeral.low < _MANY
    return numeral.low >= 10 or classifier in _SPELLED or classifier[:1] in _SPELLED
