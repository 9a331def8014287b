"""Which quotes and brackets of a text belong together."""

from __future__ import annotations

from collections import Counter

QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "«": "»"}
BRACKETS = {
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "［": "］",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "〖": "〗",
    "{": "}",
}
STRAIGHT = frozenset('"＂')
CLOSERS = frozenset([*QUOTES.values(), *BRACKETS.values(), *STRAIGHT])
_CLOSE_OF = QUOTES | BRACKETS


def matched_pairs(text: str) -> dict[int, int]:
    """Return {index of an opening mark: index of its closing mark} for every balanced pair.

    A mark without a partner is no pair at all, so a forgotten quote protects nothing. Linear time.
    """
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    straight = sum(character in STRAIGHT for character in text) % 2 == 0
    for index, character in enumerate(text):
        if character in STRAIGHT:
            closes = straight and waiting[character] > 0
            opens = straight and not closes
        else:
            closes = waiting[character] > 0
            opens = character in _CLOSE_OF
        if closes and not _is_apostrophe(text, index):
            while stack[-1][1] != character:
                waiting[stack.pop()[1]] -= 1
            pairs[stack.pop()[0]] = index
            waiting[character] -= 1
        elif opens:
            wanted = character if character in STRAIGHT else _CLOSE_OF[character]
            stack.append((index, wanted))
            waiting[wanted] += 1
    return pairs


def outermost_pairs(text: str) -> dict[int, int]:
    """Return the pairs of `matched_pairs` that lie in no other pair."""
    outer: dict[int, int] = {}
    end = -1
    for start, close in sorted(matched_pairs(text).items()):
        if start > end:
            outer[start] = end = close
    return outer


def _is_apostrophe(text: str, index: int) -> bool:
    """Whether the mark stands inside an English word: the farmers’ own, it’s."""
    if text[index] != "’":
        return False
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
