"""Rows from JSONL, CSV, TSV, Parquet or a `datasets` id; the only home of `datasets`."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from toolkit.errors import InputError
from toolkit.lookup import did_you_mean

Row = Mapping[str, Any]

_OPENERS: dict[str, Callable[..., IO[Any]]] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a .jsonl, .csv, .tsv (also .xz, .gz or .bz2) or .parquet file, in order.

    Plain files are read here, so that a bad line is named by its number and nothing heavy is
    loaded; Parquet goes through `datasets`. Raises InputError for what cannot be read.
    """
    suffix = path.with_suffix("").suffix if path.suffix in _OPENERS else path.suffix
    if suffix not in READERS:
        raise InputError(f"cannot read {path}: unknown format {suffix!r}; known: {', '.join(READERS)}")
    if not path.is_file():
        near = [each.name for each in path.parent.glob("*")] if path.parent.is_dir() else []
        raise InputError(f"no such file: {path}{did_you_mean(path.name, near)}")
    try:
        yield from READERS[suffix](path)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}); convert it first") from error
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(f"cannot read {path}: {error}") from error


def read_dataset(
    name: str, *, revision: str | None = None, split: str = "train", file: str | None = None
) -> list[Row]:
    """Return the rows of a dataset, read by the `datasets` library.

    `name` is a hub id, which must be pinned by `revision`, or a local folder, of which `file` is
    read. Raises InputError when it is not there.
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
        rows = load_dataset(name, data_files=file, revision=revision, split=split, streaming=local)
        return [dict(row) for row in rows]
    except (DatasetsError, OSError, ValueError) as error:
        raise InputError(f"cannot read the dataset {name!r} with `datasets`: {error}") from error


def _open(path: Path) -> IO[str]:
    opener = _OPENERS.get(path.suffix, open)
    stream: IO[str] = opener(path, "rt", encoding="utf-8", newline="")
    return stream


def _read_jsonl(path: Path) -> Iterator[Row]:
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{path}, line {number}: not JSON ({error.msg})") from error
            if not isinstance(row, dict):
                raise InputError(f"{path}, line {number}: a JSON object is needed, not {type(row).__name__}")
            yield row


def _read_csv(path: Path) -> Iterator[Row]:
    with _open(path) as stream:
        yield from _checked(csv.DictReader(stream), path)


def _read_tsv(path: Path) -> Iterator[Row]:
    with _open(path) as stream:
        yield from _checked(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), path)


def _checked(reader: csv.DictReader[str], path: Path) -> Iterator[Row]:
    for row in reader:
        if None in row or None in row.values():
            raise InputError(f"{path}, line {reader.line_num}: not as many fields as the header names")
        yield row


def _read_parquet(path: Path) -> Iterator[Row]:
    os.environ.setdefault("HF_DATASETS_OFFLINE", "1")
    from datasets import load_dataset

    rows = load_dataset("parquet", data_files=str(path), split="train", streaming=True)
    yield from (dict(row) for row in rows)


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".parquet": _read_parquet,
}
