"""A figure with the words around it that belong to it: sign, currency, bound, rate, direction."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.lexicon import units_by_code
from toolkit.figures.model import Figure
from toolkit.figures.zh.bounds import bound_after, bound_apart, bound_before, direction_before, tighter
from toolkit.figures.zh.measures import currency_before, per_after, per_before, speed_unit
from toolkit.figures.zh.words import Phrases, words

_NEGATIVE: Phrases[bool] = Phrases(dict.fromkeys(words()["negative"]["words"], True))
_BOTH_NEGATIVE = frozenset(words()["negative"]["both"])
_CHANGING = frozenset(
    ["percent", "multiple", "money", "count", "mass", "area", "length", "energy", "volume", "rate",
     "temperature", "fraction", "speed", "data"]
)  # fmt: skip
_FROM = "上"
_LARGE = frozenset("万亿")
_MONEY_BEFORE: Phrases[bool] = Phrases(dict.fromkeys(words()["money"]["context"], True))
_MONEY_AFTER = tuple(words()["money"]["context_after"])
_ADVERBS: Phrases[bool] = Phrases(dict.fromkeys(words()["money"]["adverbs"], True))
_SCALES: dict[str, str] = words()["measures"]["scales"]
_PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
_RATED = frozenset({"money", "mass", "volume", "energy"})
_TIMES: dict[str, str] = words()["rates"]["times"]
_PER_TIME = frozenset(_TIMES.values())
_PER_TIME_BEFORE = re.compile(rf"(?P<per>{'|'.join(_TIMES)})(?:{'|'.join(words()['rates']['going'])})?$")


def widened(text: str, figure: Figure, floor: int) -> Figure:
    """Return the figure with the words around it; nothing before `floor` belongs to it."""
    figure = _on_scale(text, _signed(text, figure, floor), floor)
    figure = _with_currency(text, figure, floor)
    figure = _with_bound_before(text, figure, floor)
    figure = _with_currency(text, figure, floor)
    figure = _with_bound_after(text, figure)
    figure = _as_money(text, figure)
    figure = _as_rate(text, figure, floor)
    if figure.bound == "exact" and (apart := bound_apart(text, figure.start)):
        figure = replace(figure, bound=apart)
    if figure.bound == "vague" and figure.value_to is None:
        figure = replace(figure, bound="about")
    if (
        figure.direction is None
        and figure.kind in _CHANGING
        and (sense := direction_before(text, figure.start))
    ):
        figure = replace(figure, direction=sense)
    return figure


def _from(text: str, figure: Figure, start: int, end: int) -> Figure:
    return replace(figure, text=text[start:end], start=start, end=end)


def _signed(text: str, figure: Figure, floor: int) -> Figure:
    """Return -3.5%, 负2%, 零下15℃ as negative; a hyphen after a letter or a figure joins, it is no sign."""
    found = _NEGATIVE.before(text, figure.start)
    if found is None or figure.value is None or figure.kind in ("duration", "age"):
        return figure
    start = figure.start - len(found[0])
    before = text[start - 1 : start]
    joins = found[0] == "-" and ((start == floor and start > 0) or (before.isascii() and before.isalnum()))
    if start < floor or joins:
        return figure
    both = found[0] in _BOTH_NEGATIVE
    value_to = f"-{figure.value_to}" if both and figure.value_to else figure.value_to
    return replace(_from(text, figure, start, figure.end), value=f"-{figure.value}", value_to=value_to)


def _on_scale(text: str, figure: Figure, floor: int) -> Figure:
    """Return 摄氏95度 as degrees Celsius."""
    if figure.unit != "deg":
        return figure
    scale = next((scale for scale in _SCALES if text.endswith(scale, floor, figure.start)), None)
    if scale is None:
        return figure
    return replace(_from(text, figure, figure.start - len(scale), figure.end), unit=_SCALES[scale])


def _with_currency(text: str, figure: Figure, floor: int) -> Figure:
    """Return 人民币3亿, US$12 as money; a foreign currency named before a bare 元 governs it."""
    if figure.classifier is not None or figure.kind not in ("count", "money"):
        return figure
    found = currency_before(text, figure.start, floor)
    if found is None or (figure.kind == "money" and figure.unit not in (found[0], "CNY")):
        return figure
    unit = found[0] if figure.kind == "count" or figure.unit == "CNY" else figure.unit
    return replace(_from(text, figure, found[1], figure.end), kind="money", unit=unit)


def _as_money(text: str, figure: Figure) -> Figure:
    """Return 投资57.37亿 as money: the 元 of a large sum is left out after a word for money."""
    bare = figure.kind == "count" and figure.classifier is None and figure.text[-1] in _LARGE
    adverb = _ADVERBS.before(text, figure.start)
    before = figure.start - len(adverb[0]) if adverb else figure.start
    if not bare or not (_MONEY_BEFORE.before(text, before) or text.startswith(_MONEY_AFTER, figure.end)):
        return figure
    return replace(figure, kind="money", unit="CNY")


def _with_bound_before(text: str, figure: Figure, floor: int) -> Figure:
    found = bound_before(text, figure.start, floor)
    if found is None:
        return figure
    # 近3年 is the last three years, not nearly three.
    if (
        found[0] == "nearly"
        and text[found[1]] == "近"
        and figure.unit in _PERIODS
        and figure.kind == "duration"
    ):
        return figure
    # 接近上万 is nearly ten thousand, 年逾七旬 over seventy: the upper end is gone.
    only_least = figure.bound == "vague" and (figure.kind == "age" or text[figure.start] == _FROM)
    return replace(
        _from(text, figure, found[1], figure.end),
        bound=found[0] if only_least else tighter(found[0], figure.bound),
        value_to=None if only_least else figure.value_to,
    )


def _with_bound_after(text: str, figure: Figure) -> Figure:
    found = bound_after(text, figure.end)
    if found is None:
        return figure
    bound = found[0] if figure.bound == "exact" or found[0] != "about" else figure.bound
    return replace(_from(text, figure, figure.start, found[1]), bound=bound)


def _as_rate(text: str, figure: Figure, floor: int) -> Figure:
    """Return 620元/吨, 每平方米2万元, 508.8公斤/亩 as rates, with a bound that stands around the whole."""
    if figure.kind == "length":
        return _as_speed(text, figure, floor)
    if figure.kind not in _RATED:
        return figure
    if after := per_after(text, figure.end):
        rate = replace(
            _from(text, figure, figure.start, after[1]), kind="rate", unit=f"{figure.unit}/{after[0]}"
        )
        return _with_bound_after(text, rate)
    before = per_before(text, figure.start, floor)
    if before and figure.kind != "money" and before[0] not in units_by_code():
        return figure  # 每天2吨 is what a day takes
    if before is None:
        return figure
    rate = replace(_from(text, figure, before[1], figure.end), kind="rate", unit=f"{figure.unit}/{before[0]}")
    return _with_bound_before(text, rate, floor) if rate.bound == "exact" else rate


def _as_speed(text: str, figure: Figure, floor: int) -> Figure:
    """Return 每小时40英里, 时速120公里 and 40英里每小时 as speeds."""
    after, before = per_after(text, figure.end), _PER_TIME_BEFORE.search(text, floor, figure.start)
    if after and after[0] in _PER_TIME:
        figure, per = _from(text, figure, figure.start, after[1]), after[0]
    elif before:
        figure, per = _from(text, figure, before.start(), figure.end), _TIMES[before["per"]]
    else:
        return figure
    unit = speed_unit(figure.unit or "", per)
    if unit is None:
        return figure
    figure = replace(figure, kind="speed", unit=unit)
    return _with_bound_before(text, figure, floor) if before and figure.bound == "exact" else figure
