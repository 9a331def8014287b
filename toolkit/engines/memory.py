"""Memory: what is free, what a model needs, and what happens when it is full all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from toolkit.engines.checkpoint import Checkpoint
from toolkit.errors import ResourceError

Item = TypeVar("Item")
Result = TypeVar("Result")

WIDTHS = {"float16": 2, "bfloat16": 2, "float32": 4}
FULL = ("out of memory", "can't allocate memory", "cannot allocate memory", "alloc_failed")
"""How the runtimes say that memory is full where their error has no type of its own."""
CGROUP = Path("/sys/fs/cgroup")


def weight_bytes(checkpoint: Checkpoint, *, width: int) -> int:
    """Return the bytes of the weights as floats of `width` bytes."""
    stored = str(checkpoint.config.get("dtype") or checkpoint.config.get("torch_dtype"))
    return sum(checkpoint.sizes) * width // WIDTHS.get(stored, width)


def require_memory(checkpoint: Checkpoint, *, width: int = 4, device: str = "cpu") -> None:
    """Raise ResourceError when the weights alone, as floats of `width` bytes, are more than what is free."""
    needed = weight_bytes(checkpoint, width=width)
    for place in dict.fromkeys(("cpu", device)):  # they pass through the computer's memory on their way
        free = free_memory(place)
        if free is not None and needed > free:
            raise ResourceError(
                f"{checkpoint.folder.name} needs {needed / 1e9:.1f} GB of memory for its weights and "
                f"{free / 1e9:.1f} GB is free ({place}); close other programs or choose a smaller model"
            )


def free_memory(device: str = "cpu") -> int | None:
    """Return the bytes of memory that are available, or None where the system does not tell."""
    if device == "cuda":
        import torch

        return int(torch.cuda.mem_get_info()[0])
    meminfo = Path("/proc/meminfo")
    if device != "cpu" or not meminfo.is_file():
        return None
    lines = dict(line.split(":", 1) for line in meminfo.read_text(encoding="ascii").splitlines())
    if "MemAvailable" not in lines:
        return None
    available = int(lines["MemAvailable"].split()[0]) * 1024
    limit = _container_limit()
    return available if limit is None else min(available, limit)


def _container_limit() -> int | None:
    """Return what a container may still take, where one is set a limit."""
    limit, used = CGROUP / "memory.max", CGROUP / "memory.current"
    if not (limit.is_file() and used.is_file()):
        return None
    most = limit.read_text(encoding="ascii").strip()
    return int(most) - int(used.read_text(encoding="ascii")) if most.isdigit() else None


def is_full(error: BaseException) -> bool:
    """Return whether a runtime's error means that memory is full."""
    if isinstance(error, MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in FULL)


@contextmanager
def told_when_full(what: str) -> Iterator[None]:
    """Turn a runtime's word that memory is full into a ResourceError that says what needed it."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_full(error):
            raise
        raise ResourceError(
            f"memory is full: {what} does not fit; close other programs, choose a smaller model, or "
            "another place with --device"
        ) from error


def halve_when_full(
    run: Callable[[Sequence[Item]], list[Result]],
    items: Sequence[Item],
    *,
    release: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Return `run(items)`; when memory is full, the two halves' results instead.

    `release` gives back what the failed run left. Raises ResourceError when one item is too much.
    """
    try:
        return run(items)
    except (RuntimeError, MemoryError) as error:
        if not is_full(error):
            raise
        if len(items) == 1:
            with told_when_full("one text"):
                raise
    release()
    half = len(items) // 2
    return halve_when_full(run, items[:half], release=release) + halve_when_full(
        run, items[half:], release=release
    )
