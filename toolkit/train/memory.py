"""Settings of the process that make training on a CPU quick."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_MAX = -1, -2, -4
"""Parameters of glibc's mallopt (malloc.h)."""


def prepare_process() -> None:
    """Keep freed memory for the next step and flush denormal numbers to zero.

    By default glibc hands big blocks back to the system and gets them anew, page fault by page
    fault, at every step.
    """
    import torch

    torch.set_flush_denormal(True)
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_MAX, 0)
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(_TOP_PAD, 2**28)
