"""Chinese numerals to Decimal: 250.2亿, 11万7015, 两千三百余万, 七八十, 十几, 数十亿, 壹佰贰拾."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.figures.model import Bound
from toolkit.figures.zh.words import Phrases, words

_WORDS = words()["numerals"]
DIGITS: dict[str, int] = _WORDS["digits"]
_SMALL: dict[str, int] = _WORDS["small"]
_BIG: dict[str, int] = _WORDS["big"]
_JOINED: dict[str, int] = _WORDS["joined"]
_FINANCIAL: dict[str, str] = _WORDS["financial"]
_ODD: dict[str, Bound] = _WORDS["odd"]
_SCALES = _SMALL | _BIG
_VAGUE: Phrases[list[int]] = Phrases(_WORDS["vague"])

# A number with more digits than this is no quantity, and would cost quadratic time to convert.
_MOST_DIGITS = 60
_ARABIC = re.compile(rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d++)(?:\.\d++)?")
_RUN = re.compile("[" + "".join([*DIGITS, *_SCALES, *_JOINED]) + "]+")
_FINANCIAL_RUN = re.compile("[" + "".join([*_FINANCIAL, *_BIG, "零"]) + "]{2,}")
_DECIMALS = re.compile("点([" + "".join(DIGITS) + "]+)")
_SCALED_UNIT = re.compile("千(?:瓦|米|克|伏|卡|焦|赫|字节)|兆(?:瓦|帕|赫|焦|字节)|百帕")


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
    if text[start].isdigit() and text[start].isascii():
        return _read_arabic(text, start)
    if text[start] in _FINANCIAL:
        return _read_financial(text, start)
    return _read_vague(text, start) or _read_spelled(text, start)


def read_scale(text: str, start: int) -> tuple[Decimal, int]:
    """Return the product of the scale characters at `start`, and where they end."""
    product, end = Decimal(1), start
    while end < len(text) and text[end] in _SCALES and not _SCALED_UNIT.match(text, end):
        product *= _SCALES[text[end]]
        end += 1
        if end - start > 4:
            break
    return product, end


def _read_arabic(text: str, start: int) -> Numeral | None:
    match = _ARABIC.match(text, start)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return None
    total, end, bound, smallest = Decimal(0), start, None, None
    while match is not None:
        number, end = Decimal(match[0].replace(",", "")), match.end()
        odd, after_odd = _read_odd(text, end)
        scale, after_scale = read_scale(text, after_odd)
        if after_scale == after_odd:
            if smallest is not None and len(match[0]) == 1 and smallest >= 10 and "." not in match[0]:
                # 1万5 is 15,000: a single digit counts the next lower scale.
                number *= smallest / 10
            return Numeral(start, end, total + number, bound=bound or "exact", scaled=smallest is not None)
        total += number * scale
        end, bound, smallest = after_scale, odd, scale
        match = _ARABIC.match(text, end) if odd is None and scale >= 100 and "." not in match[0] else None
        if match is not None and Decimal(match[0].replace(",", "")) >= scale:
            match = None
    return Numeral(start, end, total, bound=bound or "exact", scaled=True)


def _read_odd(text: str, position: int) -> tuple[Bound | None, int]:
    """Return the bound of an odd marker that a scale follows (3300余万), and where it ends."""
    marker = text[position : position + 1]
    if marker in _ODD and marker != "来" and text[position + 1 : position + 2] in _BIG:
        return _ODD[marker], position + 1
    return None, position


def _read_financial(text: str, start: int) -> Numeral | None:
    match = _FINANCIAL_RUN.match(text, start)
    if match is None or not set(match[0]) & set("拾佰仟"):
        return None
    value = _value("".join(_FINANCIAL.get(character, character) for character in match[0]))
    return None if value is None else Numeral(start, match.end(), value, spelled=True, scaled=True)


def _read_vague(text: str, start: int) -> Numeral | None:
    """Return 数十, 好几百万, 上亿 as the least and most they can be."""
    found = _VAGUE.at(text, start)
    if found is None:
        return None
    begin = start + len(found[0])
    scale, end = read_scale(text, begin)
    if end == begin or (text[start] == "成" and end - begin > 1):
        return None
    low, high = found[1]
    top = high * scale + (scale / _lowest(text[begin:end]) - 1) * _lowest(text[begin:end])
    return Numeral(start, end, low * scale, top, bound="vague", spelled=True, scaled=True)


def _lowest(scales: str) -> Decimal:
    """Return the step of a vague number: 数十亿 moves in steps of a 亿, 数百 in steps of one."""
    big = [_BIG[character] for character in scales if character in _BIG]
    if not big or (len(scales) == 1):
        return Decimal(1) if not big else Decimal(big[-1])
    return Decimal(big[-1])


def _read_spelled(text: str, start: int) -> Numeral | None:
    match = _RUN.match(text, start)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return None
    run, end = match[0], match.end()
    while len(run) > 1 and _SCALED_UNIT.match(text, end - 1):
        run, end = run[:-1], end - 1
    if all(character in DIGITS for character in run):
        return _read_digits(text, start, run)
    return _read_with_odd(text, start, run) or _read_pair(start, run) or _read_plain(text, start, run)


def _read_digits(text: str, start: int, run: str) -> Numeral | None:
    """Return 七 (7), 三四 (3 to 4), 二零一七 (digits in a row) or 五点六 (5.6)."""
    end = start + len(run)
    if decimals := _decimals(text, end):
        return Numeral(start, decimals.end(), _with_decimals(_digits(run), decimals), spelled=True)
    if len(run) == 1:
        return Numeral(start, end, Decimal(DIGITS[run]), spelled=True)
    if len(run) == 2 and _is_pair(run):
        low, high = (Decimal(DIGITS[character]) for character in run)
        return Numeral(start, end, low, high, bound="vague", spelled=True)
    return Numeral(start, end, _digits(run), spelled=True, is_digits=True)


def _read_with_odd(text: str, start: int, run: str) -> Numeral | None:
    """Return 十几 (11 to 19), 两千三百余万 and 三十多: the odd marker stands inside or after."""
    end = start + len(run)
    marker = text[end : end + 1]
    value = _value(run)
    if marker not in _ODD or value is None or marker == "来":
        return None
    scale, after = read_scale(text, end + 1)
    if marker == "几" and run[-1] in _SMALL | _JOINED:
        step = Decimal(_SMALL.get(run[-1], 10)) / 10
        return Numeral(
            start,
            after,
            (value + step) * scale,
            (value + 9 * step) * scale,
            "vague",
            spelled=True,
            scaled=True,
        )
    if after == end + 1 or marker == "几":
        return None
    return Numeral(start, after, value * scale, bound=_ODD[marker], spelled=True, scaled=True)


def _read_pair(start: int, run: str) -> Numeral | None:
    """Return 七八十 (70 to 80), 五六百, 十七八: two digits in a row make a range."""
    places = [i for i in range(len(run) - 1) if run[i] in DIGITS and run[i + 1] in DIGITS and run[i] != "零"]
    if len(places) != 1 or not _is_pair(run[places[0] : places[0] + 2]):
        return None
    place = places[0]
    low, high = _value(run[: place + 1] + run[place + 2 :]), _value(run[:place] + run[place + 1 :])
    if low is None or high is None:
        return None
    return Numeral(start, start + len(run), low, high, bound="vague", spelled=True, scaled=True)


def _read_plain(text: str, start: int, run: str) -> Numeral | None:
    value, end = _value(run), start + len(run)
    if value is None:
        return None
    if decimals := _decimals(text, end):
        scale, after = read_scale(text, decimals.end())
        value, end = _with_decimals(value, decimals) * scale, after
    return Numeral(start, end, value, spelled=True, scaled=True)


def _is_pair(pair: str) -> bool:
    low, high = DIGITS[pair[0]], DIGITS[pair[1]]
    return high - low == 1 and low > 0 or pair == "三五"


def _digits(run: str) -> Decimal:
    return Decimal("".join(str(DIGITS[character]) for character in run))


def _decimals(text: str, position: int) -> re.Match[str] | None:
    return _DECIMALS.match(text, position)


def _with_decimals(whole: Decimal, decimals: re.Match[str]) -> Decimal:
    return Decimal(f"{whole}.{_digits_text(decimals[1])}")


def _digits_text(run: str) -> str:
    return "".join(str(DIGITS[character]) for character in run)


def _value(run: str) -> Decimal | None:
    """Return the value of a well-formed numeral such as 三千二百万, or None."""
    total, section, digit, last = Decimal(0), 0, None, 0
    for character in run:
        if character in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[character]
        elif character in _JOINED:
            section, digit = section + _JOINED[character], None
        elif character in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[character]
            digit, last = None, _SMALL[character]
        else:
            amount = section + (digit or 0)
            # 万亿 multiplies what stands before it; 3亿5000万 adds.
            total = (
                (total + (amount or (0 if total else 1))) * _BIG[character]
                if _rises(total, character)
                else (total + (amount or 1) * _BIG[character])
            )
            section, digit, last = 0, None, _BIG[character]
    if digit and last >= 100 and run[-2] not in "零〇":
        # 两万三 is 23,000: a last bare digit counts the next lower scale.
        return total + section + Decimal(digit * last) / 10
    return total + section + (digit or 0)


def _rises(total: Decimal, character: str) -> bool:
    return 0 < total < _BIG[character]
