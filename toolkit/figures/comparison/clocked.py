"""Times taken, told as one: 3分35秒 = 3:35, 2小时11分03秒 = 2:11:03, 1小时30分 = 90 minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.figures.comparison.magnitude import magnitude
from toolkit.figures.model import Figure

_GOES_ON = (("hour", "minute"), ("minute", "second"), ("day", "hour"))
_LONGEST = 9


def clocked_in(
    source: Sequence[Figure], open_sources: Sequence[int], text: str
) -> Iterator[tuple[list[int], int, int]]:
    """Return the runs of hours, minutes and seconds that `text` writes with colons, and the span of each."""
    for run in _runs(source, open_sources):
        parts = [source[index].value or "" for index in run]
        if any(len(part) > _LONGEST for part in parts):
            continue
        pattern = ":".join(f"0?{re.escape(part)}" for part in parts)
        found = re.search(rf"(?<![\d:.]){pattern}(?![\d:]|\.\d)", text)
        if found is not None:
            yield run, *found.span()


def summed_in(
    source: Sequence[Figure],
    open_sources: Sequence[int],
    target: Sequence[Figure],
    open_targets: Sequence[int],
) -> Iterator[tuple[list[int], int]]:
    """Return the runs whose sum is one duration of the output, and the index of that one."""
    for run in _runs(source, open_sources):
        parts = [magnitude(source[index]) for index in run]
        total = sum(part.low for part in parts if part is not None)
        for index in open_targets:
            theirs = magnitude(target[index])
            if target[index].kind == "duration" and theirs is not None and theirs.low == theirs.high == total:
                yield run, index
                break


def _runs(source: Sequence[Figure], open_sources: Sequence[int]) -> Iterator[list[int]]:
    """Return the indexes of neighbours that count on from hours to minutes to seconds."""
    run: list[int] = []
    for index in open_sources:
        if run and not _goes_on(source[run[-1]], source[index]):
            if len(run) > 1:
                yield run
            run = []
        run.append(index)
    if len(run) > 1:
        yield run


def _goes_on(before: Figure, after: Figure) -> bool:
    timed = before.kind == after.kind == "duration" and after.start - before.end <= 1
    return timed and (before.unit, after.unit) in _GOES_ON
