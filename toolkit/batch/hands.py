"""A worker process as its parent sees it: what it has been given, what it answers, whether it lives."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from typing import Any

from toolkit.batch.chunks import Chunk
from toolkit.batch.job import Job
from toolkit.batch.serving import READY, serve
from toolkit.batch.shard import Shard

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Post:
    """What one process is to have: `threads` for the model, and `lanes`, the chunks it does at a time."""

    threads: int
    lanes: int


class Hand:
    """A worker process, its end of the pipe, and the chunks it has been given, by their numbers."""

    def __init__(self, job: Job, post: Post) -> None:
        self.post = post
        self.pipe, theirs = _CONTEXT.Pipe()
        arguments = (job, post.threads, post.lanes, theirs)
        self.process = _CONTEXT.Process(target=serve, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        self.chunks: dict[int, Chunk] = {}
        self.ready = False

    def give(self, chunk: Chunk) -> None:
        """Send a chunk; a dead worker is found out when its answer is read."""
        self.chunks[chunk.index] = chunk
        try:
            self.pipe.send(chunk)
        except (BrokenPipeError, ConnectionResetError):
            return

    def take(self) -> Shard | None:
        """Return a shard, None for the word that it is ready; raise EOFError when it has died."""
        try:
            answer: Any = self.pipe.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        if isinstance(answer, BaseException):
            raise answer
        if answer == READY:
            self.ready = True
            return None
        shard: Shard = answer
        del self.chunks[shard.index]
        return shard

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
