"""JSON lines in, JSON lines out: exactly one for each, in order, also for what cannot be read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.cli.console import open_result
from toolkit.errors import InputError, RowsFailedError

Row = Mapping[str, Any]


def write_pairs(path: Path, output: Path | None, work: Callable[[str, str], Row]) -> None:
    """Write `work(source, target)` with its `id` for each line `{"id","source","target"}` of `path`.

    Raises InputError when `path` cannot be read, and RowsFailedError at the end when lines failed.
    """
    write_lines(path, output, lambda row: work(text_of(row, "source"), text_of(row, "target")))


def write_lines(path: Path, output: Path | None, work: Callable[[Row], Row]) -> None:
    """Write `work(row)` with the row's `id` for each line of `path` ("-": standard input).

    A line that is no JSON object, or that `work` refuses with InputError, gives `{"id","error"}`.
    Raises InputError when `path` cannot be read, and RowsFailedError at the end when lines failed.
    """
    failed = total = 0
    with open_result(output) as stream:
        for line in _read(path):
            result = _result(line, work)
            failed += "error" in result
            total += 1
            stream.write(json.dumps(result, ensure_ascii=False) + "\n")
    if failed:
        raise RowsFailedError(f'{failed} of {total} lines could not be read; each says why in "error"')


def text_of(row: Row, key: str) -> str:
    """Return the text under `key`; raise InputError when it is not there or no text."""
    value = row.get(key)
    if not isinstance(value, str):
        raise InputError(f'"{key}" must be a text' if key in row else f'the line has no "{key}"')
    return value


def _read(path: Path) -> Iterator[bytes]:
    if str(path) == "-":
        yield from sys.stdin.buffer
        return
    try:
        with path.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def _result(line: bytes, work: Callable[[Row], Row]) -> dict[str, Any]:
    identity = None
    try:
        row = _parse(line)
        identity = row.get("id")
        return {"id": identity, **work(row)}
    except InputError as error:
        return {"id": identity, "error": str(error)}


def _parse(line: bytes) -> Row:
    """Return the JSON object on a line; raise InputError saying why there is none."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"the line is no JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise InputError("the line is nested too deeply or holds too long a number") from error
    if not isinstance(row, dict):
        raise InputError("the line is no JSON object")
    return row
