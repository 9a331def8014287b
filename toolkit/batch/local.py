"""Worker processes on this machine; one that dies costs only what it was working on.

The parent reads the input and writes what is finished. A process does several chunks at a time, so that
figure work and the model overlap; it holds one more chunk than it works on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import wait

from toolkit.batch.chunks import Chunk
from toolkit.batch.hands import Hand, Post
from toolkit.batch.job import Job
from toolkit.batch.shard import Shard, failed_shard, join_shards
from toolkit.engines.base import Options
from toolkit.engines.batching import usable_cores
from toolkit.engines.devices import on_gpu
from toolkit.engines.names import find_card
from toolkit.errors import ResourceError

# More threads on one model would wait for each other's figure work: that is Python, one thread at a time.
_THREADS = 4
# How often a single row may end its worker: the first time it may have been killed from outside.
_DEATHS = 2


def run_local(job: Job, chunks: Iterator[Chunk]) -> Iterator[Shard]:
    """Yield the shard of each chunk, in the order in which they are finished."""
    crew = _Crew(job, plan_posts(job, job.workers or default_workers(job)))
    try:
        yield from crew.work(chunks)
    finally:
        crew.dismiss()


def default_workers(job: Job) -> int:
    """Return one for each usable core, or one where the model would run on a graphics card."""
    if not job.needs_model:
        return usable_cores()
    return 1 if on_gpu(Options(device=job.device)) else usable_cores()


def plan_posts(job: Job, workers: int) -> list[Post]:
    """Return the processes that `workers` make: few threads share a model where they can, in one process."""
    if not job.needs_model or not _can_be_shared(job):
        return [Post(max(1, usable_cores() // workers), lanes=1)] * workers
    processes = -(-workers // _THREADS)
    threads = [workers // processes + (place < workers % processes) for place in range(processes)]
    return [Post(each, lanes=each + 1) for each in threads]


def _can_be_shared(job: Job) -> bool:
    """Return whether threads may use the model together: CTranslate2 and sentencepiece, nothing else."""
    card = find_card(job.model)
    if card.engine != "ctranslate2" or card.folder is None:
        return False
    return (card.folder / "sentencepiece.model").is_file()


class _Crew:
    """The hands at work, the chunks to be done again, and which of all may have ended a hand."""

    def __init__(self, job: Job, posts: list[Post]) -> None:
        self._job = job
        self._hands = [Hand(job, post) for post in posts]
        self._again: deque[Chunk] = deque()
        self._suspects: set[int] = set()

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

    def _give_out(self, chunks: Iterator[Chunk]) -> None:
        """Give each hand its first chunk before any its second; a suspect is done alone."""
        for hand in self._hands:
            if self._again and not hand.chunks:
                hand.give(self._again.popleft())
        if self._again:
            return
        for held in range(max(hand.post.lanes for hand in self._hands) + 1):
            for hand in self._hands:
                if len(hand.chunks) <= held <= hand.post.lanes and self._suspects.isdisjoint(hand.chunks):
                    chunk = next(chunks, None)
                    if chunk is None:
                        return
                    hand.give(chunk)

    def _mourn(self, place: int) -> Shard | None:
        """Replace a dead hand; of several chunks each is done again alone, a single one row by row."""
        dead = self._hands[place]
        self._replace(place)
        if not dead.ready:
            raise ResourceError(
                f"a worker died while it loaded the model (exit code {dead.process.exitcode}); "
                "use fewer --workers or a smaller model"
            )
        if len(dead.chunks) != 1:
            self._again.extend(dead.chunks.values())
            self._suspects.update(dead.chunks)
            return None
        (fatal,) = dead.chunks.values()
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
                self._replace(place)
        return failed_shard(single, f"the worker process died on this row, {_DEATHS} times")

    def _replace(self, place: int) -> None:
        dead = self._hands[place]
        dead.end()
        self._hands[place] = Hand(self._job, dead.post)
