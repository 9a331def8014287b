"""What of a sentence can be printed alone: the sentence without its opening, or parts of an endless one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.figures.model import Figure
from toolkit.summarise.compression import Stretch, compress

# Text without full stops, such as a transcript, comes as one sentence; no reader takes that whole.
_ENDLESS = 400
_LONGEST = 120
_CLAUSE_END = re.compile(r"[;；。,，:：、\s]+")


def find_stretches(sentence: str, figures: Sequence[Figure]) -> list[Stretch]:
    """Return the stretches of `sentence` that a summary may print: one, or many of an endless sentence.

    Those are cut after clauses, else before 120 characters are full, and never inside a figure.
    """
    if len(sentence) <= _ENDLESS:
        return [compress(sentence, figures)]
    stretches = []
    start = 0
    guarded = {place for figure in figures for place in range(figure.start + 1, figure.end)}
    while start < len(sentence):
        end = _end(sentence, start, guarded)
        text = sentence[start:end].rstrip()
        stretches.append(Stretch(text, start))
        start = end
    return [each for each in stretches if each.text]


def _end(sentence: str, start: int, guarded: set[int]) -> int:
    """Return where the stretch from `start` on ends."""
    most = min(len(sentence), start + _LONGEST)
    marks = [mark.end() for mark in _CLAUSE_END.finditer(sentence, start + _LONGEST // 3, most)]
    cuts = [mark for mark in marks if mark not in guarded]
    if len(sentence) <= most:
        return len(sentence)
    if cuts:
        return cuts[-1]
    return next((cut for cut in range(most, start + 1, -1) if cut not in guarded), most)
