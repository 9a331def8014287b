"""Settings of the process that make training on a CPU quick."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.engines.batching import usable_cores

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_MAX = -1, -2, -4
"""Parameters of glibc's mallopt (malloc.h)."""


def prepare_process(*, threads: int) -> None:
    """Set the threads (0: all cores), keep freed memory for the next step, flush denormal numbers.

    By default glibc hands big blocks back to the system and gets them anew, page fault by page
    fault, at every step.
    """
    import torch

    torch.set_num_threads(threads or usable_cores())
    torch.set_flush_denormal(True)
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_MAX, 0)
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(_TOP_PAD, 2**28)


@contextmanager
def threads_kept() -> Iterator[None]:
    """Give PyTorch its threads back afterwards: CTranslate2 sets the number for the whole process."""
    import torch

    threads = torch.get_num_threads()
    try:
        yield
    finally:
        torch.set_num_threads(threads)
