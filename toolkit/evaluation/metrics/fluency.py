"""Signs of a broken translation that need no reference: omissions, loops, left-over Chinese."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.article import count_chinese, split_sentences
from toolkit.evaluation.metrics.model import Case, Metric
from toolkit.translate.guards import find_problems


def _problem(name: str) -> Callable[[Case], tuple[float, ...]]:
    """Return the measurement of how many rows have the problem that the guards call `name`."""

    def measure(case: Case) -> tuple[float, ...]:
        return int(name in find_problems(case.item.source, case.output)), 1

    return measure


def _length_ratio(case: Case) -> tuple[float, ...]:
    return len(case.output.split()), count_chinese(case.item.source)


def _sentences_lost(case: Case) -> tuple[float, ...]:
    """Return how many sentences the output has fewer than the source, and how many the source has."""
    ours = len(split_sentences(case.item.source, lang="zh"))
    theirs = len(split_sentences(case.output, lang="en")) if case.output.strip() else 0
    return max(ours - theirs, 0), ours


LENGTH_RATIO = Metric("English words per Chinese character", _length_ratio, better="neither", percent=False)
OMISSIONS = Metric("rows with text left out", _problem("text left out"), better="low")
SENTENCES_LOST = Metric("sentences without counterpart", _sentences_lost, better="low")
REPETITION = Metric("rows with repeated text", _problem("repeated text"), better="low")
LEFTOVER = Metric("rows with left-over Chinese", _problem("untranslated Chinese"), better="low")
