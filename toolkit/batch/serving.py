"""Inside a worker process: chunks come in through a pipe and go out as shards, several at a time.

Each lane does one chunk. While the model works on the batches of some lanes, another reads, checks and
writes down its chunk, and what few sentences of one chunk are searched again run beside the next chunk's.
"""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from toolkit.batch.chunks import Chunk
from toolkit.batch.job import Job

if TYPE_CHECKING:
    from toolkit.batch.worker import Worker

READY = "ready"


def serve(job: Job, threads: int, lanes: int, pipe: Connection) -> None:
    """Answer chunks with shards, or with the error that must stop the run, until the parent has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    answers = _Answers(pipe)
    try:
        # Here and not above: what the worker needs takes a while to import, and the parent needs none of it.
        from toolkit.batch.worker import Worker

        worker = Worker(job, threads=threads)
    except Exception as error:  # noqa: BLE001 - the parent raises it again, for the user to read
        answers.send(error)
        return
    answers.send(READY)
    waiting: SimpleQueue[Chunk] = SimpleQueue()
    for _ in range(lanes):
        Thread(target=_work, args=(worker, waiting, answers), daemon=True).start()
    try:
        # Nothing else is done here: a parent that must wait before it can give takes no answers either.
        while True:
            waiting.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(1)


def _work(worker: Worker, waiting: SimpleQueue[Chunk], answers: _Answers) -> None:
    """Do one chunk after another."""
    while True:
        try:
            answers.send(worker.process(waiting.get()))
        except Exception as error:  # noqa: BLE001 - the parent raises it again, for the user to read
            answers.send(error)


class _Answers:
    """The way back to the parent, for one lane at a time."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._turn = Lock()

    def send(self, answer: object) -> None:
        """Send an answer; a parent that has gone needs none."""
        with self._turn:
            try:
                self._pipe.send(answer)
            except OSError:
                os._exit(1)
