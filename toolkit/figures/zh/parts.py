"""Parts of a whole and words that are a quantity: 百分之三十, 三分之二, 1/3, 一半, 翻一番, 半年, 成千上万."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from toolkit.figures.decimals import plain
from toolkit.figures.lexicon import units_by_code
from toolkit.figures.model import Bound, Figure
from toolkit.figures.zh.bounds import Direction
from toolkit.figures.zh.measures import measure_at
from toolkit.figures.zh.numerals import Numeral, read_numeral
from toolkit.figures.zh.surroundings import widened
from toolkit.figures.zh.words import Phrases, words

_WORDS = words()["parts"]
_WHOLE: dict[str, str] = _WORDS["whole"]
_HALF: Phrases[Bound] = Phrases({word: bound for bound, row in _WORDS["half"].items() for word in row})
_HALF_SPANS: Phrases[tuple[str, str]] = Phrases(
    {name: tuple(row) for name, row in _WORDS["half_spans"].items()}
)
_MULTIPLES: Phrases[tuple[str, Direction]] = Phrases(
    {word: (row["value"], row["direction"]) for row in words()["multiples"]["rows"] for word in row["words"]}
)
_FOLDS: dict[str, str] = words()["multiples"]["folds"]
_FOLD = re.compile(
    rf"翻了?(?P<bound>将?近|接近|约|超过?|逾)?(?P<count>[{''.join(_FOLDS)}])番(?P<more>多|有余)?"
)
_BOUND_OF_FOLD: dict[str, Bound] = {
    "近": "nearly", "将近": "nearly", "接近": "nearly", "约": "about",
    "超": "over", "超过": "over", "逾": "over", "多": "over", "有余": "over",
}  # fmt: skip
_AGES: Phrases[tuple[str, str]] = Phrases({name: tuple(row) for name, row in words()["ages"].items()})
_VAGUE: Phrases[tuple[str, str]] = Phrases(
    {name: tuple(row) for name, row in words()["vague_phrases"].items()}
)
# 上半年 and 后半月 name a half, 提前半年 does not
_HALVES_OF_A_WHOLE = frozenset(_WORDS["halves_of_a_whole"])
_WHICH_HALF = tuple(_WORDS["which_half"])
_EARLIER: str = _WORDS["earlier"]
_ALL: str = _WORDS["all"]
_SLASH = re.compile(r"(\d{1,2})[/⁄](\d{1,3})(?![\d/.月日]|[,.]\d)")
_TO = re.compile(r"[-—–~～至到]")
_DIGITS = 15


def quantity_words() -> list[str]:
    """Return the words that are a quantity by themselves."""
    return [*_HALF, *_HALF_SPANS, *_MULTIPLES, *_VAGUE, "翻"]


def read_word(text: str, start: int, floor: int) -> Figure | None:
    """Return 一半, 翻一番, 半年 or 成千上万 that begins at `start`."""
    figure = _multiple(text, start) or _half(text, start) or _half_span(text, start) or _vague(text, start)
    return figure and widened(text, figure, floor)


def _multiple(text: str, start: int) -> Figure | None:
    if fold := _FOLD.match(text, start):
        bound = _BOUND_OF_FOLD.get(fold["bound"] or fold["more"], "exact")
        value = _FOLDS[fold["count"]]
        return Figure(fold[0], start, fold.end(), "multiple", value, unit="x", bound=bound, direction="up")
    found = _MULTIPLES.at(text, start)
    if found is None:
        return None
    value, direction = found[1]
    return Figure(found[0], start, start + len(found[0]), "multiple", value, unit="x", direction=direction)


def _half(text: str, start: int) -> Figure | None:
    found = _HALF.at(text, start)
    if found and found[0][-1] == "半" and _HALF_SPANS.at(text, start + len(found[0]) - 1):
        return None  # 近半年 is nearly six months
    return found and Figure(found[0], start, start + len(found[0]), "fraction", "0.5", bound=found[1])


def _half_span(text: str, start: int) -> Figure | None:
    found = _HALF_SPANS.at(text, start)
    if found is None:
        return None
    named = text.endswith(_WHICH_HALF, 0, start) and not text.endswith(_EARLIER, 0, start)
    if found[0] in _HALVES_OF_A_WHOLE and named:
        return None
    value, unit = found[1]
    known = units_by_code().get(unit)
    return Figure(
        found[0], start, start + len(found[0]), known.kind if known else "percent", value, unit=unit
    )


def _vague(text: str, start: int) -> Figure | None:
    if found := _AGES.at(text, start):
        end = start + len(found[0])
        return Figure(found[0], start, end, "age", *found[1], unit="year", bound="vague")
    found = _VAGUE.at(text, start)
    return found and Figure(found[0], start, start + len(found[0]), "count", *found[1], bound="vague")


def read_part(text: str, start: int, floor: int) -> Figure | None:
    """Return the percentage or fraction whose whole is named at `start` (百分之, 三分之), or 1/3."""
    figure = _slash(text, start) or _spelled(text, start)
    return figure and widened(text, figure, floor)


def _slash(text: str, start: int) -> Figure | None:
    match = _SLASH.match(text, start)
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return _fraction(text, start, match.end(), Fraction(int(match[1]), int(match[2])))


def _spelled(text: str, start: int) -> Figure | None:
    if text.startswith(_ALL, start):
        return Figure(_ALL, start, start + len(_ALL), "percent", "100", unit="%")
    whole = read_numeral(text, start)
    part = _part_after(text, whole)
    if whole is None or part is None:
        return None
    name = text[start : whole.end]
    if name not in _WHOLE:
        return _fraction_range(text, whole, part)
    return _percent(text, start, part, Decimal(_WHOLE[name]))


def _percent(text: str, start: int, part: Numeral, scale: Decimal) -> Figure:
    """Return 百分之三十多 or 百分之三到五."""
    end, bound, high = part.end, part.bound, part.high
    if text.startswith("多", end):
        end, bound = end + 1, "over"
    dash = _TO.match(text, end)
    other = read_numeral(text, dash.end()) if dash and high is None else None
    if other is not None and other.high is None and other.low > part.low and not _goes_on(text, other.end):
        high, end = other.low, other.end
    value_to = None if high is None else plain(high * scale)
    return Figure(text[start:end], start, end, "percent", plain(part.low * scale), value_to, "%", bound)


def _goes_on(text: str, position: int) -> bool:
    """Return whether a number is the whole of another part or has its own measure: 百分之三到百分之五."""
    return text.startswith(("分之", "%"), position) or measure_at(text, position) is not None


def _part_after(text: str, whole: Numeral | None) -> Numeral | None:
    """Return the numeral after 分之."""
    said = whole is not None and text.startswith("分之", whole.end)
    return read_numeral(text, whole.end + 2) if whole and said else None


def _fraction_range(text: str, whole: Numeral, part: Numeral) -> Figure | None:
    """Return 三分之二, or 四分之一至五分之一."""
    share = _share(whole, part)
    figure = None if share is None else _fraction(text, whole.start, part.end, share)
    dash = _TO.match(text, part.end)
    whole_to = read_numeral(text, dash.end()) if dash else None
    part_to = _part_after(text, whole_to)
    share_to = _share(whole_to, part_to) if whole_to and part_to else None
    if not figure or not share_to or not part_to:
        return figure
    end = part_to.end
    return replace(figure, text=text[figure.start : end], end=end, value_to=_decimal(share_to))


def _share(whole: Numeral, part: Numeral) -> Fraction | None:
    if not whole.low or whole.low % 1 or part.low % 1:
        return None
    return Fraction(int(part.low), int(whole.low))


def _fraction(text: str, start: int, end: int, share: Fraction) -> Figure:
    value = _decimal(share)
    ends = Fraction(value) == share
    named = None if ends else (share.numerator, share.denominator)
    return Figure(text[start:end], start, end, "fraction", value, fraction=named)


def _decimal(share: Fraction) -> str:
    """Return a fraction as a decimal string of at most 15 places."""
    quotient = Decimal(share.numerator) / Decimal(share.denominator)
    return plain(round(quotient, _DIGITS))
