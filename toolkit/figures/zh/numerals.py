"""Chinese numerals to Decimal: 250.2亿, 11万7015, 两千三百余万, 七八十, 十几, 数十亿, 壹佰贰拾."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.figures.model import Bound
from toolkit.figures.zh import spelled
from toolkit.figures.zh.words import Phrases, words

_WORDS = words()["numerals"]
_FINANCIAL: dict[str, str] = _WORDS["financial"]
_ODD: dict[str, Bound] = _WORDS["odd"]
_VAGUE: Phrases[list[str]] = Phrases(_WORDS["vague"])
_UNIT_SCALES = "|".join(_WORDS["unit_scales"])

# A number with more digits than this is no quantity, and would cost quadratic time to convert.
_MOST_DIGITS = 24
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d++)(?:\.\d++)?")
_SCALE = re.compile(
    rf" ?(?P<odd>[余多])?(?:个(?=亿|万亿))?(?!{_UNIT_SCALES})"
    rf"(?P<scale>[百千万亿兆](?:(?!{_UNIT_SCALES})[万亿])*)"
)
# 三个亿: a spelled number before its scale
_PIECES_OF_SCALE = re.compile("个(万?亿)")
_BARE_SCALE = re.compile(rf"(?:(?!{_UNIT_SCALES})[十百千万亿兆]){{1,4}}")
_RUN = re.compile(rf"(?:(?!{_UNIT_SCALES})[{spelled.CHARACTERS}]){{1,{_MOST_DIGITS + 1}}}")
_FINANCIAL_RUN = re.compile("[" + "".join([*_FINANCIAL, *spelled.BIG, "零"]) + f"]{{2,{_MOST_DIGITS}}}")
_PERCENT = "百分之"
_DECIMALS = re.compile("点([" + "".join(spelled.DIGITS) + f"]{{1,{_MOST_DIGITS}}})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read at [start, end): `low` to `high` where it is a range or vague.

    `spelled` says that it has no Arabic digit, `scaled` that it names a scale (万, 亿, 百 …),
    `is_digits` that it is a row of bare digits (二零一七), which is a year or a code.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    bound: Bound = "exact"
    spelled: bool = False
    scaled: bool = False
    is_digits: bool = False


def read_numeral(text: str, start: int) -> Numeral | None:
    """Return the numeral that begins at `start`, or None."""
    first = text[start : start + 1]
    if first.isascii() and first.isdigit():
        return _read_arabic(text, start)
    if first in _FINANCIAL:
        return _read_financial(text, start)
    return _read_vague(text, start) or _read_spelled(text, start)


def small_integer(numeral: str) -> int:
    """Return a whole number of at most two digits in Arabic or Chinese numerals: a day, a month, an hour."""
    return int(numeral) if numeral.isascii() else int(spelled.value(numeral.lstrip("零") or "零") or 0)


def _read_arabic(text: str, start: int) -> Numeral | None:
    """Return 250.2亿, 3300余万, or sums such as 11万7015 and 3亿5000万."""
    total, lowest, position = Decimal(0), Decimal(0), start
    while number := _ARABIC.match(text, position):
        if len(number[0]) > _MOST_DIGITS:
            return None
        amount, end = Decimal(number[0].replace(",", "")), number.end()
        if lowest and amount >= lowest:
            break
        scale = _SCALE.match(text, end)
        if scale is None:
            return Numeral(start, end, total + _last(number[0], amount, lowest), scaled=bool(lowest))
        lowest, position = spelled.product(scale["scale"]), scale.end()
        total += amount * lowest
        if scale["odd"] or "." in number[0]:
            return Numeral(start, position, total, bound=_ODD.get(scale["odd"], "exact"), scaled=True)
    return Numeral(start, position, total, scaled=True)


def _last(digits: str, amount: Decimal, lowest: Decimal) -> Decimal:
    """Return what the last part of a sum counts: one digit counts the next lower scale (1万5 = 15,000)."""
    return amount * lowest / 10 if lowest and len(digits) == 1 else amount


def _read_financial(text: str, start: int) -> Numeral | None:
    """Return 壹佰贰拾 or 参亿: financial digits count only with a scale."""
    match = _FINANCIAL_RUN.match(text, start)
    if match is None or not (set(match[0]) & set("拾佰仟") or match[0][-1] in spelled.BIG):
        return None
    found = spelled.value("".join(_FINANCIAL.get(character, character) for character in match[0]))
    return None if found is None else Numeral(start, match.end(), found, spelled=True, scaled=True)


def _read_vague(text: str, start: int) -> Numeral | None:
    """Return 数十, 好几百万, 上亿 as the least and most they can be."""
    found = _VAGUE.at(text, start)
    scale = _BARE_SCALE.match(text, start + len(found[0])) if found else None
    if found is None or scale is None or text.startswith(_PERCENT, scale.start()):
        return None
    low, high = (Decimal(end) * spelled.product(scale[0]) for end in found[1])
    return Numeral(start, scale.end(), low, high, bound="vague", spelled=True, scaled=True)


def _read_spelled(text: str, start: int) -> Numeral | None:
    match = _RUN.match(text, start)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return None
    run = match[0]
    if run[0] == "零" and len(run) > 1:
        return None
    if run[-1] == "两" and len(run) > 1 and not spelled.is_pair(run[-2:]):
        run = run[:-1]  # the mass 两, as in 二两
    if all(character in spelled.DIGITS for character in run) and not _is_scaled(text, start, run):
        return _read_digits(text, start, run)
    return _read_odd(text, start, run) or _read_pair(start, run) or _read_plain(text, start, run)


def _is_scaled(text: str, start: int, run: str) -> bool:
    """Return whether one digit counts a scale by 个: 三个亿."""
    return len(run) == 1 and _PIECES_OF_SCALE.match(text, start + 1) is not None


def _read_digits(text: str, start: int, run: str) -> Numeral | None:
    """Return 七 (7), 三四 (3 to 4), 三四五六 (3 to 6), 二零一七 (digits in a row) or 五点六 (5.6)."""
    end = start + len(run)
    if decimals := _DECIMALS.match(text, end):
        value, end = Decimal(f"{spelled.digits(run)}.{spelled.digits(decimals[1])}"), decimals.end()
        if scale := _BARE_SCALE.match(text, end):
            value, end = value * spelled.product(scale[0]), scale.end()
        return Numeral(start, end, value, spelled=True)
    if spelled.is_series(run):
        low, high = (Decimal(spelled.digits(character)) for character in (run[0], run[-1]))
        # 三五个 is a few, 三四个 three or four
        bound: Bound = "vague" if high - low > len(run) - 1 else "exact"
        return Numeral(start, end, low, high, bound, spelled=True)
    return Numeral(start, end, Decimal(spelled.digits(run)), spelled=True, is_digits=len(run) > 1)


def _read_odd(text: str, start: int, run: str) -> Numeral | None:
    """Return 十几 (11 to 19), 二十几万 and 两千三百余万: a marker inside the number."""
    marker = start + len(run)
    value = spelled.value(run)
    if value is None or text[marker : marker + 1] not in ("几", "余", "多"):
        return None
    scale = _BARE_SCALE.match(text, marker + 1)
    factor, end = (spelled.product(scale[0]), scale.end()) if scale else (Decimal(1), marker + 1)
    if text[marker] != "几":
        bound = _ODD[text[marker]]
        return Numeral(start, end, value * factor, bound=bound, spelled=True, scaled=True) if scale else None
    step = spelled.lowest_scale(run) / 10
    if not step:
        return None
    low, high = (value + step) * factor, (value + 9 * step) * factor
    return Numeral(start, end, low, high, "vague", spelled=True, scaled=True)


def _read_pair(start: int, run: str) -> Numeral | None:
    """Return 七八十 (70 to 80), 五六百, 十七八: two digits in a row make a range."""
    ends = spelled.pair(run)
    return ends and Numeral(start, start + len(run), *ends, spelled=True, scaled=True)


def _read_plain(text: str, start: int, run: str) -> Numeral | None:
    value, end = spelled.value(run), start + len(run)
    if value is None:
        return None
    if scale := _PIECES_OF_SCALE.match(text, end):
        return Numeral(start, scale.end(), value * spelled.product(scale[1]), spelled=True, scaled=True)
    if decimals := _DECIMALS.match(text, end):
        value, end = Decimal(f"{value}.{spelled.digits(decimals[1])}"), decimals.end()
        if scale := _BARE_SCALE.match(text, end):
            value, end = value * spelled.product(scale[0]), scale.end()
    return Numeral(start, end, value, spelled=True, scaled=True)
