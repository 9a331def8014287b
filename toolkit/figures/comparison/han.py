"""Small whole numbers in Chinese characters."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def han(number: int) -> str:
    """Return a number from 0 to 99 in Chinese: 11 is 十一, 40 四十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + _DIGITS[ones] if ones or not tens else head
