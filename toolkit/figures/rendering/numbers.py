"""A Decimal as an English or a Chinese numeral: digits and a scale word, never rounded."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.decimals import EXACT, plain

_ENGLISH_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_CHINESE_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
# A scale word is worth it with few decimals, or where Chinese would write a number of 万.
_MOST_DECIMALS = 3
_LEAST_ZEROS = 4
_LONG = Decimal(10) ** 8


def english_digits(number: Decimal) -> str:
    """Return the number in digits with commas."""
    return format(Decimal(plain(number)), ",f")


def english_number(number: Decimal) -> str:
    """Return the number with commas, or with million, billion or trillion where that is as exact."""
    for power, word in _ENGLISH_SCALES:
        if number.copy_abs() >= Decimal(10) ** power:
            scaled = plain(number.scaleb(-power, EXACT))
            if _is_short(scaled, power):
                return f"{Decimal(scaled):,f} {word}"
            break
    return english_digits(number)


def chinese_number(number: Decimal) -> str:
    """Return the number with 万, 亿 or 万亿 where that is as exact, else in digits."""
    for power, word in _CHINESE_SCALES:
        if number.copy_abs() >= Decimal(10) ** power:
            scaled = plain(number.scaleb(-power, EXACT))
            if _is_short(scaled, power):
                return f"{scaled}{word}"
            break
    return chinese_digits(number)


def chinese_digits(number: Decimal) -> str:
    """Return the number in digits, with commas where it would be as long as a telephone number."""
    return plain(number) if number.copy_abs() < _LONG else english_digits(number)


def _is_short(scaled: str, power: int) -> bool:
    decimals = len(scaled.partition(".")[2])
    return decimals <= _MOST_DECIMALS or decimals <= power - _LEAST_ZEROS


def significant_digits(number: Decimal) -> int:
    """Return how many digits of the number carry meaning: 3 for 133 and 0.133, 2 for 1,300."""
    return len(number.normalize(EXACT).as_tuple().digits)


def nth(number: Decimal) -> str:
    """Return a whole number as an English ordinal in digits: 1st, 22nd, 1,113th."""
    digits = english_digits(number)
    teens = digits[-2:-1] == "1"
    return digits + ("th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th"))
