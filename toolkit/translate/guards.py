"""Signs that a model's output is broken, whatever its figures: loops, omissions, left-over Chinese."""

from __future__ import annotations

import re
from collections import Counter

from toolkit.article import count_chinese
from toolkit.translate.glossary import NO_TERMS, Glossary

_WORD = re.compile(r"[A-Za-z0-9][\w.,'’-]*")

# Human translations of news hold 0.35 to 0.9 English words for each Chinese character; the limits
# lie well outside that, since a false alarm costs a second decoding.
_FEWEST_WORDS_PER_HAN = 0.22
_MOST_WORDS_PER_HAN = 1.6
_SHORTEST_JUDGED = 12

_LOOP_WORDS = 4
_LOOP_TIMES = 3


def find_problems(source: str, target: str, glossary: Glossary = NO_TERMS) -> tuple[str, ...]:
    """Return what is visibly wrong with `target` as an English translation of `source`."""
    if not target.strip():
        return ("empty output",)
    problems = [f"term missing: {english}" for english in glossary.missing(source, target)]
    if count_chinese(target):
        problems.append("untranslated Chinese")
    words = _WORD.findall(target.lower())
    if _repeats(words):
        problems.append("repeated text")
    han = count_chinese(source)
    if han >= _SHORTEST_JUDGED:
        if len(words) < han * _FEWEST_WORDS_PER_HAN:
            problems.append("text left out")
        elif len(words) > han * _MOST_WORDS_PER_HAN + 8:
            problems.append("text added")
    return tuple(problems)


def _repeats(words: list[str]) -> bool:
    """Return whether a run of words occurs so often that the model was looping."""
    runs = Counter(tuple(words[i : i + _LOOP_WORDS]) for i in range(len(words) - _LOOP_WORDS + 1))
    if runs and max(runs.values()) >= _LOOP_TIMES:
        return True
    return any(
        words[i : i + size] == words[i + size : i + 2 * size] == words[i + 2 * size : i + 3 * size]
        for size in (1, 2, 3)
        for i in range(len(words) - 3 * size + 1)
    )
