"""The rows of a corpus, one at a time, whatever form it has."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.batch.job import Job
from toolkit.corpora import READERS, Row, Unreadable, scan_dataset, scan_rows, table_suffix
from toolkit.errors import InputError
from toolkit.lookup import did_you_mean

_DATASET = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[\w.-]+)?")
# Bytes of a document for each character of its text, roughly: only the size of chunks rests on it.
_BYTES_PER_CHARACTER = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One row: its keys, the document behind it in a folder, or why it cannot be read.

    `size` is about how many characters it has, `digest` stands for all of its content.
    """

    row: Row
    size: int
    digest: bytes
    document: Path | None = None
    error: str | None = None


def read_items(job: Job) -> Iterator[Item]:
    """Yield the rows of the job's input, in order; raise InputError when there is no such input."""
    path = Path(job.input)
    if path.is_dir():
        yield from _read_folder(path, job)
    elif path.exists() or table_suffix(path) in READERS or not _DATASET.fullmatch(job.input):
        yield from _items(scan_rows(path, encoding=job.encoding))
    elif "/" not in job.input and job.revision is None:
        near = [each.name for each in Path().glob("*")]
        raise InputError(f"no such file or folder: {job.input}{did_you_mean(job.input, near)}")
    else:
        yield from _items(scan_dataset(job.input, revision=job.revision, split=job.split))


def estimate_rows(job: Job) -> int:
    """Return about how many rows the input has, for a progress bar; 0 where only reading it would tell."""
    path = Path(job.input)
    paths = list(_files(path)) if path.is_dir() else [path]
    if path.is_dir() and any(table_suffix(each) not in READERS for each in paths):
        return len(paths)
    return sum(_count_rows(each) for each in paths)


def _count_rows(path: Path) -> int:
    if path.suffix == ".parquet" and path.is_file():
        from pyarrow.parquet import read_metadata

        rows: int = read_metadata(path).num_rows
        return rows
    if path.suffix not in READERS or not path.is_file():
        return 0
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))


def _items(rows: Iterator[Row | Unreadable]) -> Iterator[Item]:
    """Yield an item for each row; what breaks off after the first row is a row that cannot be read."""
    some = False
    try:
        for row in rows:
            some = True
            if isinstance(row, Unreadable):
                yield _failed({}, f"line {row.line}: {row.why}")
            else:
                yield _item(row)
    except InputError as error:
        if not some:
            raise
        yield _failed({}, str(error))


def _item(row: Row) -> Item:
    content = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", errors="replace")
    size = sum(len(value) for value in row.values() if isinstance(value, str))
    return Item(row, size, hashlib.sha256(content).digest())


def _failed(row: Row, why: str) -> Item:
    return Item(row, 0, hashlib.sha256(f"{row}{why}".encode()).digest(), error=why)


def _read_folder(folder: Path, job: Job) -> Iterator[Item]:
    """Yield the rows of all tables in a folder that holds nothing else, or its documents."""
    paths = sorted(_files(folder))
    if not paths:
        raise InputError(f"the folder {folder} is empty; give one with documents, or with tables")
    if all(table_suffix(path) in READERS for path in paths):
        for path in paths:
            yield from _read_shard(path, path.relative_to(folder).as_posix(), job)
        return
    for path in paths:
        yield _document(path, path.relative_to(folder).as_posix())


def _read_shard(path: Path, name: str, job: Job) -> Iterator[Item]:
    """Yield the rows of one table of several; one that cannot be read is told by the table's name."""
    try:
        for item in _items(scan_rows(path, encoding=job.encoding)):
            yield item if item.error is None else _failed_in(path, name, item.error)
    except InputError as error:
        yield _failed_in(path, name, str(error))


def _failed_in(path: Path, name: str, why: str) -> Item:
    return _failed({"shard": name}, why.replace(str(path), name))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _document(path: Path, name: str) -> Item:
    row = {"id": name}
    try:
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").digest()
            size = stream.tell() // _BYTES_PER_CHARACTER
    except OSError as error:
        return _failed(row, f"cannot be read: {error.strerror or error}")
    return Item(row, size, hashlib.sha256(name.encode() + content).digest(), document=path)
