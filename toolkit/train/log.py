"""The log of a run: JSON lines that can be plotted, without a second copy of repeated steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from toolkit.train.checkpoint import write_whole


class Log:
    """An open log file; `rewind` drops what a resumed run will write again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rewind(self, step: int) -> None:
        """Drop the rows after `step`, and a last line that was cut off."""
        rows = read_log(self._path)
        kept = "".join(json.dumps(row) + "\n" for row in rows if row["step"] <= step)
        write_whole(self._path, kept.encode())

    def write(self, row: dict[str, Any]) -> None:
        """Append one row; it has a `step`."""
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row) + "\n")


def read_log(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a log, none when there is no file; cut-off lines are left out."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return rows
