"""Sentences that have been translated before, in a SQLite file that several runs may share."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from toolkit.errors import InputError
from toolkit.figures.model import Check, Figure, Row
from toolkit.translate import Segment

_WAIT_S = 60.0
_TABLE = "CREATE TABLE IF NOT EXISTS segments (key BLOB PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_FIND = "SELECT value FROM segments WHERE key = ?"


class Cache:
    """An open cache file, for several threads; `identity` says what else a translation depends on."""

    def __init__(self, path: Path, *, identity: str) -> None:
        self._identity = identity.encode()
        self._turn = Lock()
        try:
            self._connection = sqlite3.connect(
                path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise InputError(f"{path} cannot be used as a cache: {error}; name another --cache") from error

    def find(self, sentences: Iterable[str]) -> dict[str, Segment]:
        """Return the segments of those sentences that are known."""
        found = {}
        for sentence in sentences:
            with self._turn:
                row = self._connection.execute(_FIND, (self._key(sentence),)).fetchone()
            if row is not None:
                found[sentence] = _segment(sentence, json.loads(row[0]))
        return found

    def add(self, segments: Sequence[Segment]) -> None:
        """Remember segments, all or none of them."""
        rows = [(self._key(segment.source), json.dumps(_plain(segment))) for segment in segments]
        with self._turn, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR IGNORE INTO segments VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _key(self, sentence: str) -> bytes:
        text = sentence.encode(errors="replace")
        return hashlib.blake2b(self._identity + b"\0" + text, digest_size=16).digest()


def _plain(segment: Segment) -> dict[str, Any]:
    check = segment.check
    return {
        "target": segment.target,
        "notes": list(segment.notes),
        "rows": None if check is None else [row.to_json() for row in check.rows],
        "invented": [] if check is None else [figure.to_json() for figure in check.invented],
    }


def _segment(source: str, data: Mapping[str, Any]) -> Segment:
    rows = data["rows"]
    check = None if rows is None else Check(tuple(map(_row, rows)), tuple(map(_figure, data["invented"])))
    return Segment(0, source, data["target"], check, tuple(data["notes"]))


def _row(data: Mapping[str, Any]) -> Row:
    target = data["target"]
    return Row(**{**data, "source": _figure(data["source"]), "target": target and _figure(target)})


def _figure(data: Mapping[str, Any]) -> Figure:
    fraction = data.get("fraction")
    return Figure(**{**data, "fraction": fraction and tuple(fraction)})
