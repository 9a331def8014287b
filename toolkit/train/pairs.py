"""Files of sentence pairs, read one by one; what cannot be read is a Reject, never a silent loss."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from toolkit.errors import InputError
from toolkit.lookup import load_attribute
from toolkit.train.config import Corpus

READERS = {
    ".tsv": "toolkit.train.pairs:read_tsv",
    ".jsonl": "toolkit.train.pairs:read_jsonl",
    ".parquet": "toolkit.train.pairs:read_parquet",
    ".tmx": "toolkit.train.tmx:read_tmx",
}
_PACKED = {".xz": lzma.open, ".gz": gzip.open}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation; `label` names where it comes from, "" when nobody says."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that holds no usable pair, and why."""

    reason: str


def find_reader(path: Path) -> str:
    """Return the entry of READERS for the file; raise InputError when there is no file or no reader."""
    suffixes = path.suffixes[-2:] if path.suffix in _PACKED else path.suffixes[-1:]
    reader = READERS.get(suffixes[0]) if suffixes else None
    if reader is None:
        raise InputError(
            f"cannot tell what {path} is; name it {', '.join(READERS)}, the first two also .xz or .gz"
        )
    if not path.is_file():
        raise InputError(f"there is no corpus file {path}; paths count from the configuration's folder")
    return reader


def read_pairs(path: Path, corpus: Corpus) -> Iterator[Pair | Reject]:
    """Yield what the file holds, by its suffix; raise InputError when it cannot be read at all."""
    for item in load_attribute(find_reader(path))(path, corpus):
        yield item if isinstance(item, Reject) or _whole(item) else Reject("an empty side")


def read_tsv(path: Path, corpus: Corpus) -> Iterator[Pair | Reject]:
    """Yield pairs from lines of source, target and, optionally, label, separated by tabs."""
    for line in _lines(path):
        columns = [] if line is None else line.split("\t")
        if line is None:
            yield Reject("not UTF-8")
        elif len(columns) < 2:
            yield Reject("missing columns")
        else:
            yield Pair(columns[0].strip(), columns[1].strip(), columns[2].strip() if columns[2:] else "")


def read_jsonl(path: Path, corpus: Corpus) -> Iterator[Pair | Reject]:
    """Yield pairs from lines that are JSON objects with the keys that `corpus` names."""
    for line in _lines(path):
        if line is None:
            yield Reject("not UTF-8")
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            yield Reject("not JSON")
            continue
        yield _from_row(row, corpus)


def read_parquet(path: Path, corpus: Corpus) -> Iterator[Pair | Reject]:
    """Yield pairs from the columns that `corpus` names."""
    from toolkit.corpora import read_rows

    for row in read_rows(path):
        yield _from_row(row, corpus)


def _from_row(row: Any, corpus: Corpus) -> Pair | Reject:
    sides = [row.get(key) if isinstance(row, dict) else None for key in (corpus.source, corpus.target)]
    if not all(isinstance(side, str) for side in sides):
        return Reject("missing columns")
    return Pair(str(sides[0]).strip(), str(sides[1]).strip(), str(row.get(corpus.label) or ""))


def _lines(path: Path) -> Iterator[str | None]:
    """Yield the lines of a text file, None for one that is not UTF-8."""
    opener: Any = _PACKED.get(path.suffix, open)
    stream: IO[bytes]
    try:
        with opener(path, "rb") as stream:
            for raw in stream:
                try:
                    line = raw.decode("utf-8-sig").rstrip("\r\n")
                except UnicodeDecodeError:
                    yield None
                else:
                    yield line
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(f"cannot read the corpus {path}: {error}") from error


def _whole(pair: Pair) -> bool:
    return bool(pair.source and pair.target)
