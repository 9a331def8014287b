"""A run's folder: outputs and rows as they come, each file whole or resumable, the summary last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.model import Summary, summary_from_json
from toolkit.files import whole_file

ROWS = "rows.jsonl"
SUMMARY = "summary.json"


def run_folder(out: Path, suite: str, system: str) -> Path:
    """Return the folder of the run of `system` on `suite` in `out`."""
    return out / f"{_slug(suite)}--{_slug(system)}"


def _slug(name: str) -> str:
    return re.sub(r"[^\w.+-]+", "_", name).strip("._") or "unnamed"


def make_folder(folder: Path) -> None:
    """Make `folder`, in a place that exists; raise InputError when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make the folder {folder}: {error.strerror}; choose another --out"
        ) from error


def read_summary(folder: Path) -> Summary:
    """Return the summary of a finished run; raise InputError when `folder` holds none."""
    path = folder / SUMMARY
    try:
        return summary_from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise InputError(
            f"{folder} holds no finished run (no {SUMMARY}); run toolkit eval run first"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is not a summary of a run: {error}; run again") from error


def find_runs(paths: Iterable[Path]) -> list[Path]:
    """Return the run folders in `paths`, each a run or a folder of runs; raise InputError for others."""
    found: list[Path] = []
    for path in paths:
        runs = (
            [path]
            if (path / SUMMARY).is_file()
            else sorted(each.parent for each in path.glob(f"*/{SUMMARY}"))
        )
        if not runs:
            raise InputError(f"there is no finished run in {path}; run toolkit eval run first")
        found += runs
    return list(dict.fromkeys(found))


def read_records(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a run; raise InputError when they are missing or broken."""
    try:
        return list(_lines(folder / ROWS))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {folder / ROWS}: {error}; run again") from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write `data` to `path`, whole or not at all."""
    with whole_file(path) as stream:
        stream.write(f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())


class Journal:
    """Lines that survive a kill: a file headed by the key of what made them, appended to chunk by chunk."""

    def __init__(self, path: Path, *, key: str) -> None:
        self.path = path
        self._header = json.dumps({"key": key})
        self.lines = self._read()

    def _read(self) -> list[str]:
        """Return the finished lines; a file with another key, or none, is begun anew."""
        try:
            header, *lines = self.path.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            header, lines = "", []
        if header != self._header:
            lines = [""]
        # What follows the last newline was being written when the process was killed.
        kept = lines[:-1]
        self.path.write_text("".join(f"{line}\n" for line in (self._header, *kept)), encoding="utf-8")
        return kept

    def append(self, lines: Iterable[str]) -> None:
        """Add finished lines to the file, and to `lines`."""
        new = list(lines)
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write("".join(f"{line}\n" for line in new))
        self.lines += new

    def publish(self, path: Path) -> None:
        """Write the lines to `path`, without the key, and end the journal."""
        with whole_file(path) as stream:
            stream.writelines(f"{line}\n".encode() for line in self.lines)
        self.path.unlink()
