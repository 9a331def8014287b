"""Sentences grouped by length, so that a batch is full and holds little padding."""

from __future__ import annotations

import os
from collections.abc import Sequence


def usable_cores() -> int:
    """Return the number of cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batches_by_tokens(lengths: Sequence[int], *, max_tokens: int) -> list[list[int]]:
    """Return index batches, longest texts first, each at most `max_tokens` with its padding.

    A text longer than `max_tokens` is a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    batches: list[list[int]] = []
    for index in order:
        if batches and (len(batches[-1]) + 1) * lengths[batches[-1][0]] <= max_tokens:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches
