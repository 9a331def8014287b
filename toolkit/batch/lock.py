"""One run at a time on one output."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from toolkit.errors import InputError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, which names this process, or raise InputError.

    The operating system frees the lock of a dead process, so the file it left does not count.
    """
    with _locked(path) as stream:
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> IO[str]:
    """Return the file, locked; one that its last owner removed meanwhile is opened again."""
    import fcntl

    while True:
        stream = path.open("a+", encoding="ascii")
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            owner = stream.read().strip() or "another process"
            stream.close()
            raise InputError(f"a run on this output is going on (process {owner}); wait for it") from error
        if path.exists() and os.path.samestat(os.fstat(stream.fileno()), path.stat()):
            return stream
        stream.close()
