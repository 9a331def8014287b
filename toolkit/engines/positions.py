"""How many positions CTranslate2 weights have, which only the weights themselves say."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

TABLE = "position_encodings/encodings"
COUNT, LENGTH, BYTE = struct.Struct("<I"), struct.Struct("<H"), struct.Struct("<B")
SINCE = 4
"""The version of the file since which a variable says its type and its size in bytes."""


def position_count(weights: Path) -> int | None:
    """Return the rows of the shortest position table in a model.bin, or None when it has none.

    Positions without a table are computed or relative, and have no end.
    """
    try:
        with weights.open("rb") as stream:
            return min((shape[0] for name, shape in _variables(stream) if name.endswith(TABLE)), default=None)
    except (OSError, struct.error, UnicodeDecodeError):
        return None  # a damaged file is refused, with the reason, by CTranslate2 itself


def _variables(stream: IO[bytes]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield name and shape of each variable, its values passed over."""
    if _read(stream, COUNT) < SINCE:
        return
    _read_name(stream)
    _read(stream, COUNT)
    for _ in range(_read(stream, COUNT)):
        name = _read_name(stream)
        shape = tuple(_read(stream, COUNT) for _ in range(_read(stream, BYTE)))
        _read(stream, BYTE)
        stream.seek(_read(stream, COUNT), 1)
        yield name, shape


def _read(stream: IO[bytes], form: struct.Struct) -> int:
    value: int = form.unpack(stream.read(form.size))[0]
    return value


def _read_name(stream: IO[bytes]) -> str:
    """Return a string, which is stored with its length before it and a zero behind it."""
    return stream.read(_read(stream, LENGTH)).rstrip(b"\0").decode()
