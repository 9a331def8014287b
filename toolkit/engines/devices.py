"""Which device a runtime uses, in which float type, and how much fits on it."""

from __future__ import annotations

from typing import Any

from toolkit.engines.base import Options
from toolkit.errors import ModelError


def pick_device(wanted: str) -> str:
    """Return "cuda", "mps" or "cpu"; "auto" takes the fastest one that is there."""
    import torch

    present = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if wanted == "auto":
        return next(device for device, there in present.items() if there)
    if not present.get(wanted):
        raise ModelError(f"the device {wanted!r} was not found; use --device auto or --device cpu")
    return wanted


def pick_float_type(device: str, *, wide_floats: bool) -> Any:
    """Return the torch type for weights: float32 on a CPU, 16 bits on an accelerator."""
    import torch

    if device == "cuda" and torch.cuda.is_bf16_supported():
        return torch.bfloat16
    if device == "cpu" or wide_floats:
        return torch.float32
    return torch.float16


def tokens_that_fit(device: str, *, bytes_per_token: int, most: int = 32_768, least: int = 1_024) -> int:
    """Return how many source tokens a batch may have: half of the free memory is for the search."""
    if device != "cuda":
        return 2 * least
    import torch

    free, _ = torch.cuda.mem_get_info()
    return int(max(least, min(most, free // 2 // max(bytes_per_token, 1))))


def release_memory(device: str) -> None:
    """Give back what PyTorch keeps of an accelerator's memory for later."""
    import torch

    if device == "cuda":
        torch.cuda.empty_cache()
    elif device == "mps":
        torch.mps.empty_cache()


def on_gpu(options: Options) -> bool:
    """Return whether CTranslate2 will run on a CUDA device; it knows no other accelerator."""
    import ctranslate2

    count = ctranslate2.get_cuda_device_count() if options.device in ("auto", "cuda") else 0
    if options.device == "cuda" and not count:
        raise ModelError("no CUDA device was found; use --device auto or --device cpu")
    return bool(count)
