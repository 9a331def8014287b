"""Rows from JSONL, CSV, TSV, Parquet or a `datasets` id, one at a time; the only home of `datasets`."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from toolkit.errors import InputError
from toolkit.lookup import did_you_mean

Row = Mapping[str, Any]

_OPENERS: dict[str, Callable[..., IO[Any]]] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}
# Characters in one field of a CSV file; more is an unclosed quotation mark that swallows the file.
_LONGEST_FIELD = 64 * 1024 * 1024
_PARQUET_ROWS = 64


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read: the line it ends on, and why."""

    line: int
    why: str


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table file, in order; raise InputError at the first that cannot be read."""
    for row in scan_rows(path):
        if isinstance(row, Unreadable):
            raise InputError(f"{path}, line {row.line}: {row.why}")
        yield row


def scan_rows(path: Path, *, encoding: str = "utf-8") -> Iterator[Row | Unreadable]:
    """Yield the rows of a .jsonl, .csv, .tsv (also .xz, .gz or .bz2) or .parquet file, in order.

    A row that cannot be read has an Unreadable in its place. Raises InputError when the file as a
    whole cannot be read, or cannot be read on.
    """
    read = READERS.get(table_suffix(path))
    if read is None:
        known = ", ".join(READERS)
        raise InputError(f"cannot read {path}: unknown format {path.suffix!r}; known: {known}")
    if not path.is_file():
        near = [each.name for each in path.parent.glob("*")] if path.parent.is_dir() else []
        raise InputError(f"no such file: {path}{did_you_mean(path.name, near)}")
    try:
        yield from read(path, encoding)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error) as error:
        raise InputError(f"cannot read {path}: {error}") from error


def table_suffix(path: Path) -> str:
    """Return the suffix that tells the format: ".jsonl" of "pairs.jsonl.gz"."""
    return (path.with_suffix("") if path.suffix in _OPENERS else path).suffix


def read_dataset(
    name: str, *, revision: str | None = None, split: str = "train", file: str | None = None
) -> list[Row]:
    """Return the rows of a dataset, read by the `datasets` library.

    `name` is a hub id, which must be pinned by `revision`, or a local folder, of which `file` is
    read. Raises InputError when it is not there.
    """
    streaming = Path(name).is_dir()
    return list(scan_dataset(name, revision=revision, split=split, file=file, streaming=streaming))


def scan_dataset(
    name: str,
    *,
    revision: str | None = None,
    split: str = "train",
    file: str | None = None,
    streaming: bool = True,
) -> Iterator[Row]:
    """Yield the rows of a dataset; with `streaming`, none is kept and nothing is stored on disk.

    Arguments and errors are those of `read_dataset`.
    """
    local = Path(name).is_dir()
    if not local and revision is None:
        raise InputError(f"the dataset {name!r} is not pinned; add its revision (a commit hash)")
    if local:
        # The library looks the hub up even for local files unless told not to.
        os.environ.setdefault("HF_DATASETS_OFFLINE", "1")
    from datasets import load_dataset
    from datasets.exceptions import DatasetsError

    try:
        rows = load_dataset(name, data_files=file, revision=revision, split=split, streaming=streaming)
        yield from (dict(row) for row in rows)
    except (DatasetsError, OSError, ValueError) as error:
        raise InputError(f"cannot read the dataset {name!r} with `datasets`: {error}") from error


def _open(path: Path, encoding: str, *, newline: str) -> IO[str]:
    """Return the text of a file; a byte that does not fit the encoding becomes a lone surrogate."""
    opener = _OPENERS.get(path.suffix, open)
    name = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        stream: IO[str] = opener(path, "rt", encoding=name, errors="surrogateescape", newline=newline)
    except LookupError as error:
        raise InputError(f"unknown encoding {encoding!r}; give one like gb18030 or big5") from error
    return stream


def _misfit(texts: Iterable[str], encoding: str) -> str | None:
    """Return why a row is unreadable if its bytes are of another encoding, else None."""
    try:
        for text in texts:
            text.encode()
    except UnicodeEncodeError:
        return f"not {encoding.upper()}; convert it first"
    return None


def _read_jsonl(path: Path, encoding: str) -> Iterator[Row | Unreadable]:
    with _open(path, encoding, newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _parse(line, number, encoding)


def _parse(line: str, number: int, encoding: str) -> Row | Unreadable:
    if (why := _misfit([line], encoding)) is not None:
        return Unreadable(number, why)
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return Unreadable(number, f"not JSON ({error.msg})")
    except (RecursionError, ValueError):
        return Unreadable(number, "nested too deeply, or with too long a number")
    if not isinstance(row, dict):
        return Unreadable(number, f"a JSON object is needed, not {type(row).__name__}")
    return row


def _read_csv(path: Path, encoding: str) -> Iterator[Row | Unreadable]:
    with _open(path, encoding, newline="") as stream:
        yield from _checked(csv.DictReader(stream), encoding)


def _read_tsv(path: Path, encoding: str) -> Iterator[Row | Unreadable]:
    with _open(path, encoding, newline="") as stream:
        yield from _checked(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), encoding)


def _checked(reader: csv.DictReader[str], encoding: str) -> Iterator[Row | Unreadable]:
    csv.field_size_limit(_LONGEST_FIELD)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(reader.line_num, str(error))
            continue
        if None in row or None in row.values():
            yield Unreadable(reader.line_num, "not as many fields as the header names")
        elif (why := _misfit(row.values(), encoding)) is not None:
            yield Unreadable(reader.line_num, why)
        else:
            yield row


def _read_parquet(path: Path, encoding: str) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=_PARQUET_ROWS):
            yield from batch.to_pylist()


READERS: dict[str, Callable[[Path, str], Iterator[Row | Unreadable]]] = {
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".parquet": _read_parquet,
}
