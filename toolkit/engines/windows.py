"""Several sentences in one prompt: which go together, and whose line is whose in the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.engines.base import Hypothesis

NUMBERED = re.compile(r"\s*\[(\d+)\]\s*(.*)")


def split_windows(lengths: Sequence[int], size: int, *, most_tokens: int) -> list[range]:
    """Return the index ranges that cover all texts, each of at most `size` texts and `most_tokens`."""
    windows: list[range] = []
    first, tokens = 0, 0
    for index, length in enumerate(lengths):
        if index > first and (index - first == size or tokens + length > most_tokens):
            windows.append(range(first, index))
            first, tokens = index, 0
        tokens += length
    return [*windows, range(first, len(lengths))]


def halves(window: range) -> tuple[range, range]:
    """Return the window's first and second half."""
    middle = len(window) // 2
    return window[:middle], window[middle:]


def numbered_lines(answers: Sequence[Hypothesis], count: int) -> list[Hypothesis]:
    """Return the answer's lines as hypotheses, or [] unless they are numbered 1 to `count` in order."""
    if not answers or answers[0].truncated:
        return []
    answer = answers[0]
    matches = [NUMBERED.fullmatch(line) for line in answer.text.splitlines() if line.strip()]
    if [match and match[1] for match in matches] != [str(number) for number in range(1, count + 1)]:
        return []
    texts = [match[2].strip() for match in matches if match]
    if not all(texts):
        return []
    return [Hypothesis(text, answer.score, tokens=answer.tokens // count) for text in texts]
