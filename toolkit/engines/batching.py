"""Sentences grouped by length, so that a batch is full and holds little padding."""

from __future__ import annotations

import os
from collections.abc import Sequence


def usable_cores() -> int:
    """Return the number of cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batches_by_tokens(
    lengths: Sequence[int], *, max_tokens: int, starts: Sequence[int] | None = None
) -> list[list[int]]:
    """Return index batches, longest texts first, each at most `max_tokens` with its padding.

    A text longer than `max_tokens` is a batch of its own. With `starts`, the lengths of the forced
    beginnings, only texts alike in both lengths share a batch, so that nothing is padded.
    """
    shapes = [(0, 0)] * len(lengths) if starts is None else list(zip(lengths, starts, strict=True))
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], shapes[index]))
    batches: list[list[int]] = []
    for index in order:
        last = batches[-1] if batches else [index]
        fits = (len(last) + 1) * lengths[last[0]] <= max_tokens
        if batches and fits and shapes[last[0]] == shapes[index]:
            last.append(index)
        else:
            batches.append([index])
    return batches
