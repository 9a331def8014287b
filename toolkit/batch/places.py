"""Where everything of a run lies: the output, and beside it what tells of it and what resumes it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError

FILES = (".jsonl", ".parquet")


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of a run whose output is the file or folder `output`."""

    output: Path

    @property
    def is_file(self) -> bool:
        """Whether the output is one file, not a folder of parts."""
        return self.output.suffix in FILES

    @property
    def work(self) -> Path:
        """The folder of what is finished while the run is not."""
        return self._beside("work")

    @property
    def manifest(self) -> Path:
        """What was asked for, and when all is done what came of it; no times, no paths."""
        return self._beside("manifest.json")

    @property
    def report(self) -> Path:
        """How the last run went: throughput, survival, failures."""
        return self._beside("report.json")

    @property
    def failed(self) -> Path:
        """The failed rows, one JSON object a line, with the reason in `error`."""
        return self._beside("failed.ndjson")

    @property
    def lock(self) -> Path:
        """The file that a running process holds."""
        return self._beside("lock")

    def part(self, index: int) -> Path:
        """The finished rows of a chunk."""
        return (self.work if self.is_file else self.output) / f"part-{index:05}.jsonl"

    def record(self, index: int) -> Path:
        """What is known of a finished chunk; it is written after its part."""
        return self.work / f"{index:05}.json"

    def _beside(self, name: str) -> Path:
        return self.output.with_name(f"{self.output.name}.{name}")


def find_places(output: Path) -> Places:
    """Return the places of `output`; raise InputError when nothing could be written there."""
    places = Places(Path(os.path.abspath(output)))
    folder = places.output.parent
    if not folder.is_dir():
        raise InputError(f"cannot write {output}: the folder {output.parent} does not exist; make it first")
    if not os.access(folder, os.W_OK):
        raise InputError(f"cannot write {output}: permission denied in {output.parent}; choose another place")
    if places.is_file and places.output.is_dir():
        raise InputError(f"cannot write {output}: it is a folder, but the name is a file's; rename it")
    if not places.is_file and places.output.is_file():
        raise InputError(f"cannot write {output}: it is a file; give .jsonl, .parquet or a folder")
    return places
