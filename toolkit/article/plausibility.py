"""How much a decoded text looks like written Chinese or plain English."""

from __future__ import annotations

from functools import cache

_PUNCTUATION = frozenset("　、。《》「」『』【】（）“”‘’，．：；！？…—·％￥～〈〉〔〕０１２３４５６７８９−－")


def plausibility(text: str) -> float:
    """Return the mean over the characters of `text`: 1 for a frequent one, 0 for one that is rare or broken.

    Frequent characters are those of the first level of GB 2312 and of Big5: both standards
    put what is commonly written there. ASCII letters count little either way, because they read
    the same in most encodings.
    """
    weights = total = 0.0
    for character in text:
        weight = 0.1 if " " <= character <= "~" or character in "\t\r\n" else 1.0
        total += weight
        if weight < 1.0 or _is_common(character):
            weights += weight
        elif character in "\0\ufffd" or character < " ":
            weights -= weight
    return weights / total if total else 0.0


@cache
def _is_common(character: str) -> bool:
    if character in _PUNCTUATION:
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    return _leads(character, "gb2312", 0xB0, 0xD7) or _leads(character, "big5", 0xA4, 0xC6)


def _leads(character: str, encoding: str, first: int, last: int) -> bool:
    """Whether `character` has two bytes in `encoding` and the lead byte lies in `first`..`last`."""
    try:
        code = character.encode(encoding)
    except UnicodeError:
        return False
    return len(code) == 2 and first <= code[0] <= last
