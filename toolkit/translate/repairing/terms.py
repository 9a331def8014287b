"""Glossary terms put back where the output has them in Chinese or nearly right.

A translator's own words for a term cannot be told from the rest of a sentence in general. What can be:
the term left in Chinese, and the term with one small word too many or too few, another ending, a slip
of spelling or hyphens ("Jinjang economic development zones").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.resources import read_table
from toolkit.translate.glossary import Glossary
from toolkit.translate.repairing.likeness import edits

_WORD = re.compile(r"[A-Za-z\d]+(?:['’][a-z]+)?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# A word of fewer letters is another word with one letter changed.
_LETTERS_AN_EDIT = 4
_MOST_EDITS = 2


def mend_terms(source: str, target: str, glossary: Glossary) -> str:
    """Return `target` with the terms of `source` in the glossary's English wherever that is certain."""
    for chinese, english in glossary.lost(source, target):
        target = _mend(target, chinese, english)
    return target


def _mend(target: str, chinese: str, english: str) -> str:
    at = target.find(chinese)
    if at >= 0:
        return _put(target, at, at + len(chinese), english)
    span = next(_near(target, english), None)
    return target if span is None else _put(target, *span, english)


def _put(target: str, start: int, end: int, english: str) -> str:
    """Return the text with the term at [start, end), apart from the words around it."""
    before, after = target[:start], target[end:]
    left = " " if before[-1:].isalnum() and not _CHINESE.match(before[-1:]) else ""
    right = " " if after[:1].isalnum() and not _CHINESE.match(after) else ""
    return f"{before}{left}{english}{right}{after}"


def _near(target: str, english: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `target` that say `english` with a slip."""
    wanted = [word.lower() for word in _WORD.findall(english)]
    found = list(_WORD.finditer(target))
    for size in (len(wanted), len(wanted) + 1, len(wanted) - 1):
        for first in range(len(found) - size + 1) if size > 0 else ():
            words = found[first : first + size]
            if _is_slip(wanted, [word[0].lower() for word in words]):
                yield words[0].start(), words[-1].end()


def _is_slip(wanted: list[str], words: list[str]) -> bool:
    """Return whether the words are the wanted ones, each spelled nearly so, but for one small word."""
    if len(words) == len(wanted):
        return all(map(_is_spelled_alike, wanted, words))
    longer, shorter = (words, wanted) if len(words) > len(wanted) else (wanted, words)
    small = read_table("toolkit.translate.repairing", "repairing.toml")["terms"]["small_words"]
    return any(longer[at] in small and longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _is_spelled_alike(wanted: str, word: str) -> bool:
    if wanted == word or wanted.rstrip("s") == word.rstrip("s"):
        return True
    if any(character.isdigit() for character in wanted + word):
        return False
    allowed = min(_MOST_EDITS, min(len(wanted), len(word)) // _LETTERS_AN_EDIT)
    return wanted[0] == word[0] and edits(wanted, word) <= allowed
