"""The finished chunks of a run on disk: each is there as a whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.batch.chunks import Chunk
from toolkit.batch.files import run_file, temporary_of
from toolkit.batch.places import Places
from toolkit.batch.shard import Shard, Tally, to_line
from toolkit.errors import InputError

ADVICE = "remove the output and the files beside it, or choose another output"


class Store:
    """The places of one run, made when the first chunk is put there."""

    def __init__(self, places: Places, settings: Mapping[str, Any]) -> None:
        self.places = places
        self._settings = dict(settings)
        self._require_ours()

    def is_complete(self) -> bool:
        """Whether an earlier run finished without failed rows and its output is still there."""
        manifest = self.manifest()
        done = manifest.get("complete") and not manifest["total"]["failed"]
        return bool(done) and self.places.output.exists()

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, or {} when there is none."""
        return _read(self.places.manifest)

    def pending(self, chunks: Iterable[Chunk], *, retry: bool) -> Iterator[Chunk]:
        """Yield the chunks that are not finished; with `retry` also those with failed rows.

        Raises InputError when a finished chunk is not what the input holds now.
        """
        for chunk in chunks:
            record = self.record(chunk.index)
            if record is None or (retry and record["failed"]):
                yield chunk
            elif record["digest"] != chunk.digest:
                if not retry:
                    row = chunk.first + 1
                    raise InputError(
                        f"the input has changed since this output was begun, at row {row}; {ADVICE}"
                    )
                yield chunk

    def record(self, index: int) -> dict[str, Any] | None:
        """Return what is known of chunk `index`, or None when it is not finished."""
        record = _read(self.places.record(index))
        return record if record and self.places.part(index).is_file() else None

    def place(self, shard: Shard) -> None:
        """Put a finished chunk on disk: its rows, then the record that makes them count."""
        if not self.places.work.is_dir() or not self.places.manifest.is_file():
            self._begin()
        self.places.record(shard.index).unlink(missing_ok=True)
        with run_file(self.places.part(shard.index)) as stream:
            stream.write(shard.rows)
        record = {"digest": shard.digest, "tally": asdict(shard.tally), "failed": list(shard.failed)}
        with run_file(self.places.record(shard.index)) as stream:
            stream.write(to_line(record))

    def tallies(self, count: int) -> Iterator[Tally]:
        """Yield the counts of the first `count` chunks."""
        for record in self._records(count):
            yield Tally(**record["tally"])

    def failed_rows(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield the failed rows of the first `count` chunks, in order."""
        for record in self._records(count):
            yield from record["failed"]

    def require_no_more(self, count: int, *, retry: bool) -> None:
        """Raise InputError when there are finished chunks beyond `count`; with `retry`, remove them."""
        while self.record(count) is not None:
            if not retry:
                raise InputError(f"the input has become shorter since this output was begun; {ADVICE}")
            self.places.record(count).unlink()
            self.places.part(count).unlink()
            count += 1

    def complete(self, count: int, total: Tally, *, input_digest: str) -> None:
        """Say that all is done; what resumes a run is kept only where rows are left to retry."""
        facts = {"complete": True, "chunks": count, "input": input_digest, "total": asdict(total)}
        self._write_manifest(facts)
        if not total.failed:
            self.clear()

    def clear(self) -> None:
        """Remove what only an unfinished run needs."""
        shutil.rmtree(self.places.work, ignore_errors=True)

    def _records(self, count: int) -> Iterator[dict[str, Any]]:
        for index in range(count):
            record = self.record(index)
            if record is None:
                raise InputError(f"{self.places.part(index).name} has gone during the run; run again")
            yield record

    def _begin(self) -> None:
        self.clear()
        self.places.work.mkdir()
        if not self.places.is_file:
            self.places.output.mkdir(exist_ok=True)
        self._write_manifest({"complete": False})

    def _write_manifest(self, facts: Mapping[str, Any]) -> None:
        text = json.dumps({"settings": self._settings, **facts}, ensure_ascii=False, indent=2)
        with run_file(self.places.manifest) as stream:
            stream.write(f"{text}\n".encode())

    def _require_ours(self) -> None:
        """Raise InputError when the output is not of an earlier run with the same settings."""
        output, manifest = self.places.output, self.manifest()
        there = output.is_file() or (output.is_dir() and any(output.iterdir()))
        if not manifest:
            if there:
                raise InputError(f"{output.name} is there already and of no run of batch; {ADVICE}")
            return
        begun = self.places.work.is_dir() or there
        changed = [key for key, value in self._settings.items() if manifest["settings"].get(key) != value]
        if begun and changed:
            old, new = manifest["settings"].get(changed[0]), self._settings[changed[0]]
            raise InputError(f"{output.name} was begun with {changed[0]} {old!r}, not {new!r}; {ADVICE}")


def remove_unfinished(places: Places) -> None:
    """Remove the temporary files that a killed run left."""
    for path in (places.output, places.manifest, places.report, places.failed, places.part(0)):
        temporary_of(path).unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        return data
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError as error:
        raise InputError(f"{path.name} is damaged ({error}); {ADVICE}") from error
