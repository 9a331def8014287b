"""A run from end to end: what is finished is skipped, what is not is done, and all is put together."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain

from toolkit.batch.chunks import Chunk, make_chunks
from toolkit.batch.columns import SOURCES, TARGETS, missing_column
from toolkit.batch.files import run_file
from toolkit.batch.inputs import Item, read_items
from toolkit.batch.job import Job
from toolkit.batch.lock import hold
from toolkit.batch.merge import merge
from toolkit.batch.places import find_places
from toolkit.batch.report import Report, count_reasons, write_report
from toolkit.batch.shard import Shard, Tally, to_line
from toolkit.batch.store import ADVICE, Store, remove_unfinished
from toolkit.errors import InputError
from toolkit.lookup import load_attribute

RUNNERS = {
    "local": "toolkit.batch.local:run_local",
    "ray": "toolkit.batch.cluster:run_ray",
}
"""Name -> (job, unfinished chunks) -> their shards, in any order."""

Progress = Callable[[int], None]


def _silent(done: int) -> None:
    """Report no progress."""


def run_batch(job: Job, on_progress: Progress = _silent) -> Report:
    """Do the job, or what is left of it, and return the report; `on_progress` is told how many rows
    are done.

    Run again after a crash, a kill or a full disk, it ends with the bytes of an undisturbed run. Raises
    InputError for an input, an output or settings that do not fit, ModelError and DependencyError for
    a model or a runner that is not there.
    """
    settings, places = job.settings(), find_places(job.output)
    items = _checked(read_items(job), job)
    with hold(places.lock):
        remove_unfinished(places)
        return _run(job, Store(places, settings), make_chunks(items), on_progress)


def _run(job: Job, store: Store, chunks: Iterator[Chunk], on_progress: Progress) -> Report:
    started, done, seen = time.monotonic(), Tally(), _Seen()
    watched = seen.watch(chunks)
    if store.is_complete():
        return _verify(store, watched, seen)
    with closing(_shards(job, store.pending(watched, retry=job.retry_failed))) as shards:
        for shard in shards:
            store.place(shard)
            done += shard.tally
            on_progress(done.rows)
    store.require_no_more(seen.count, retry=job.retry_failed)
    total = sum(store.tallies(seen.count), Tally())
    reasons = count_reasons(store.failed_rows(seen.count))
    _put_together(store, seen.count)
    report = Report(total, done, time.monotonic() - started, reasons)
    write_report(report, store.places)
    store.complete(seen.count, total, input_digest=seen.digest)
    return report


def _verify(store: Store, watched: Iterator[Chunk], seen: _Seen) -> Report:
    """Return the report of a run that found all done; raise InputError when the input has changed since."""
    deque(watched, maxlen=0)
    manifest = store.manifest()
    if manifest["input"] != seen.digest:
        raise InputError(f"the input has changed since the output was made; {ADVICE}")
    store.clear()
    return Report(Tally(**manifest["total"]), Tally(), 0.0, {})


def _shards(job: Job, pending: Iterator[Chunk]) -> Generator[Shard, None, None]:
    """Yield the shards of the chunks; no worker is started when there is nothing to do."""
    first = next(pending, None)
    if first is not None:
        runner = load_attribute(RUNNERS[job.runner])
        yield from runner(job, chain([first], pending))


def _put_together(store: Store, count: int) -> None:
    """Write the output, where it is one file, and the failed rows, where there are any."""
    places = store.places
    if places.is_file:
        merge([places.part(index) for index in range(count)], places.output)
    if any(True for _ in store.failed_rows(count)):
        with run_file(places.failed) as stream:
            stream.writelines(map(to_line, store.failed_rows(count)))
    else:
        places.failed.unlink(missing_ok=True)


def _checked(items: Iterator[Item], job: Job) -> Iterator[Item]:
    """Return the items; raise InputError when there are none, or the first has not the columns."""
    first = next(items, None)
    if first is None:
        raise InputError(f"{job.input} has no rows")
    if first.error is None and first.document is None:
        _require_column(first, SOURCES if job.column is None else [job.column], "--column")
        if job.task in ("check", "repair"):
            target = TARGETS if job.target_column is None else [job.target_column]
            _require_column(first, target, "--target-column")
        if job.id_column is not None:
            _require_column(first, [job.id_column], "--id-column")
    return chain([first], items)


def _require_column(item: Item, names: Sequence[str], option: str) -> None:
    if not any(name in item.row for name in names):
        raise InputError(f"{missing_column(names, list(item.row))}; choose one with {option}")


class _Seen:
    """Counts the chunks that go by, and sums their digests up in one."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """A hash of the content of the whole input, once all of it has gone by."""
        return self._hash.hexdigest()

    def watch(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks."""
        for chunk in chunks:
            self.count += 1
            self._hash.update(chunk.digest.encode())
            yield chunk
