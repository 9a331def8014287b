"""Files that appear whole or not at all, and stay when the power goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(path: Path, *, temporary: Path | None = None) -> Iterator[IO[bytes]]:
    """Yield a stream; what is written becomes `path` at the end, or nothing does.

    The stream goes to `temporary`, which lies beside `path` and by default bears this process's number.
    """
    temporary = temporary or path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
