"""Worker processes on this machine; one that dies costs only what it was working on.

Each worker does all the work of its chunks, so that reading and writing (in the parent), figure work
and the model overlap as soon as there are two; it holds the next chunk before it has finished one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from toolkit.batch.chunks import Chunk
from toolkit.batch.job import Job
from toolkit.batch.shard import Shard, join_shards
from toolkit.batch.worker import Worker, failed_shard
from toolkit.engines.base import Options
from toolkit.engines.batching import usable_cores
from toolkit.engines.devices import on_gpu
from toolkit.errors import ResourceError

_READY = "ready"
_HELD = 2
# A worker can be killed from outside once; a chunk that ends two of them holds a row that does it.
_DEATHS = 2

_CONTEXT = multiprocessing.get_context("spawn")


def run_local(job: Job, chunks: Iterator[Chunk]) -> Iterator[Shard]:
    """Yield the shard of each chunk, in the order in which they are finished."""
    crew = _Crew(job, job.workers or default_workers(job))
    try:
        yield from crew.work(chunks)
    finally:
        crew.dismiss()


def default_workers(job: Job) -> int:
    """Return one for each usable core, or one where the model would run on a graphics card."""
    if not job.needs_model:
        return usable_cores()
    return 1 if on_gpu(Options(device=job.device)) else usable_cores()


class _Hand:
    """A worker process, its end of the pipe, and the chunks it has been given."""

    def __init__(self, job: Job, threads: int) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(job, threads, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.chunks: deque[Chunk] = deque()
        self.ready = False

    def give(self, chunk: Chunk) -> None:
        """Send a chunk; a dead worker is found out when its answer is read."""
        self.chunks.append(chunk)
        try:
            self.pipe.send(chunk)
        except (BrokenPipeError, ConnectionResetError):
            return

    def take(self) -> Shard | None:
        """Return the next shard, None for the word that it is ready; raise EOFError when it has died."""
        try:
            answer: Any = self.pipe.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        if isinstance(answer, BaseException):
            raise answer
        if answer == _READY:
            self.ready = True
            return None
        self.chunks.popleft()
        shard: Shard = answer
        return shard

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


class _Crew:
    """The hands at work, and how often each chunk has ended one."""

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._threads = max(1, usable_cores() // size)
        self._hands = [self._hire() for _ in range(size)]
        self._again: deque[Chunk] = deque()
        self._deaths: Counter[int] = Counter()

    def work(self, chunks: Iterator[Chunk]) -> Iterator[Shard]:
        """Yield shards as they come, giving out chunks only as fast as hands are free."""
        while True:
            self._give_out(chunks)
            if not any(hand.chunks for hand in self._hands):
                return
            ready = wait([hand.pipe for hand in self._hands])
            for place, hand in enumerate(self._hands):
                if hand.pipe not in ready:
                    continue
                try:
                    shard = hand.take()
                except EOFError:
                    shard = self._mourn(place)
                if shard is not None:
                    yield shard

    def dismiss(self) -> None:
        """End all hands."""
        for hand in self._hands:
            hand.end()

    def _hire(self) -> _Hand:
        return _Hand(self._job, self._threads)

    def _give_out(self, chunks: Iterator[Chunk]) -> None:
        for held in range(_HELD):
            for hand in self._hands:
                if len(hand.chunks) <= held:
                    chunk = self._again.popleft() if self._again else next(chunks, None)
                    if chunk is None:
                        return
                    hand.give(chunk)

    def _mourn(self, place: int) -> Shard | None:
        """Replace a dead hand; its chunks are given out again, the fatal one at last row by row."""
        dead = self._hands[place]
        dead.end()
        if not dead.ready:
            raise ResourceError(
                f"a worker died while it loaded the model (exit code {dead.process.exitcode}); "
                "use fewer --workers or a smaller model"
            )
        self._hands[place] = self._hire()
        self._again.extendleft(reversed(dead.chunks))
        if not dead.chunks:
            return None
        fatal = dead.chunks[0]
        self._deaths[fatal.index] += 1
        if self._deaths[fatal.index] < _DEATHS:
            return None
        self._again.popleft()
        return join_shards(fatal.index, fatal.digest, [self._try(place, each) for each in fatal.singles()])

    def _try(self, place: int, single: Chunk) -> Shard:
        """Return the shard of one row, failed when the row ends every worker it is given to."""
        for _ in range(_DEATHS):
            hand = self._hands[place]
            try:
                hand.give(single)
                while (shard := hand.take()) is None:
                    pass
                return shard
            except EOFError:
                hand.end()
                self._hands[place] = self._hire()
        return failed_shard(single, f"the worker process died on this row, {_DEATHS} times")


def _serve(job: Job, threads: int, pipe: Connection) -> None:
    """Answer chunks with shards until the parent has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        worker = Worker(job, threads=threads)
        pipe.send(_READY)
        while True:
            pipe.send(worker.process(pipe.recv()))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:  # noqa: BLE001 - the parent raises it again, for the user to read
        pipe.send(error)


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
