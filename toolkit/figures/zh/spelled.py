"""Runs of Chinese numeral characters to Decimal: 三千二百万, 七八十, 五点六."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.zh.words import words

_WORDS = words()["numerals"]
DIGITS: dict[str, int] = _WORDS["digits"]
BIG: dict[str, int] = _WORDS["big"]
_SMALL: dict[str, int] = _WORDS["small"]
_JOINED: dict[str, int] = _WORDS["joined"]
_SCALES = _SMALL | BIG
# A smaller scale never follows these without a digit: 千百 and 万千 only mean very many.
_BEYOND = frozenset("千万亿")
CHARACTERS = "".join([*DIGITS, *_SCALES, *_JOINED])


def product(scales: str) -> Decimal:
    """Return the product of scale characters: 十亿 is 1,000,000,000."""
    result = Decimal(1)
    for character in scales:
        result *= _SCALES[character]
    return result


def lowest_scale(run: str) -> Decimal:
    """Return the last scale of a run (三百二十: 10), or 0 when it ends in a digit."""
    return Decimal(_SMALL.get(run[-1], 10 if run[-1] in _JOINED else 0))


def value(run: str) -> Decimal | None:
    """Return the value of a well-formed numeral such as 三千二百万, or None."""
    total, section, digit, last = 0, 0, 0, 1
    for before, character in zip(" " + run, run, strict=False):
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in _JOINED:
            section, last = section + _JOINED[character], 10
        elif character in _SMALL:
            if not digit and before in _BEYOND:
                return None
            section += (1 if not digit and before not in DIGITS else digit) * _SMALL[character]
            digit, last = 0, _SMALL[character]
        else:
            total = _times(total, section + digit, BIG[character])
            section, digit, last = 0, 0, BIG[character]
    if digit and last >= 100 and run[-2] not in "零〇○":
        # 两万三 is 23,000: a last bare digit counts the next lower scale.
        digit = digit * last // 10
    return Decimal(total + section + digit)


def _times(total: int, amount: int, scale: int) -> int:
    """Return a sum with one more scale: 万亿 multiplies what stands before it, 三亿五千万 adds."""
    return (total + amount) * scale if 0 < total < scale else total + (amount or 1) * scale


def pair(run: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends of a run with two digits in a row (七八十, 十七八), or None."""
    places = [place for place in range(len(run) - 1) if is_pair(run[place : place + 2])]
    if len(places) != 1:
        return None
    place = places[0]
    low, high = value(run[: place + 1] + run[place + 2 :]), value(run[:place] + run[place + 1 :])
    return None if low is None or high is None else (low, high)


def is_pair(two: str) -> bool:
    """Return whether two characters are neighbouring digits, as in 七八十 and 三五个."""
    if not all(character in DIGITS for character in two):
        return False
    low, high = DIGITS[two[0]], DIGITS[two[1]]
    return (high - low == 1 and low > 0) or two == "三五"


def is_series(run: str) -> bool:
    """Return whether a run counts on from digit to digit, as 三四 and 三四五六 do."""
    return len(run) > 1 and all(is_pair(run[place : place + 2]) for place in range(len(run) - 1))


def digits(run: str) -> str:
    """Return a row of digit characters in Arabic digits: 二零一七 is "2017"."""
    return "".join(str(DIGITS[character]) for character in run)
