"""Files that appear whole or not at all, and stay when the power goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_TEMPORARY = ".unfinished"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a stream; what is written becomes `path` at the end, or nothing does.

    The temporary name is fixed, so that a killed run leaves nothing that the next one does not reuse.
    """
    temporary = temporary_of(path)
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def temporary_of(path: Path) -> Path:
    """Return the name under which `path` is written: one for each folder of parts."""
    name = "part" if path.name.startswith("part-") else path.name
    return path.with_name(f".{name}{_TEMPORARY}")
