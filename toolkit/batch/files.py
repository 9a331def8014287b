"""The files of a run, written whole under a name that a killed run leaves to the next one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from toolkit.files import whole_file


def run_file(path: Path) -> AbstractContextManager[IO[bytes]]:
    """Return a stream; what is written becomes `path` at the end, or nothing does."""
    return whole_file(path, temporary=temporary_of(path))


def temporary_of(path: Path) -> Path:
    """Return the name under which `path` is written: one for each folder of parts."""
    name = "part" if path.name.startswith("part-") else path.name
    return path.with_name(f".{name}.unfinished")
