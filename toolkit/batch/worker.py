"""The work on one chunk: the same function whatever runs it. It holds a model and returns a shard."""

from __future__ import annotations

import json

from toolkit.batch.cache import Cache
from toolkit.batch.chunks import Chunk
from toolkit.batch.inputs import Item
from toolkit.batch.job import Job
from toolkit.batch.shard import Shard, join_shards, make_shard
from toolkit.batch.tasks import find_task
from toolkit.batch.tasks.material import Material, Tools
from toolkit.engines import Engine, load_model
from toolkit.errors import DependencyError, InputError, ModelError, ResourceError
from toolkit.translate import NO_TERMS, read_glossary

# What is wrong with the machine and not with a row: the run stops, and goes on when it is put right.
_STOPS = (ModelError, DependencyError, ResourceError, OSError)


class Worker:
    """A task with its tools, ready for chunks; `threads` None means one for each core."""

    def __init__(self, job: Job, *, threads: int | None = None) -> None:
        # Without padding a translation is the same bytes whatever chunk it is in: see SequenceEngine.
        engine = _load(job, threads=threads) if job.needs_model else None
        identity = json.dumps(job.settings(), sort_keys=True)
        self._job = job
        self._task = find_task(job.task)
        self._tools = Tools(
            job=job,
            engine=engine,
            glossary=read_glossary(job.glossary) if job.glossary else NO_TERMS,
            cache=Cache(job.cache, identity=identity) if job.cache else None,
        )

    def process(self, chunk: Chunk) -> Shard:
        """Return the shard of `chunk`; raise when the machine or the model fails, not when a row does."""
        read = [self._read(item) for item in chunk.items]
        good = [each for each in read if isinstance(each, Material)]
        try:
            outcomes = iter(self._task.work(good, self._tools))
        except _STOPS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a row does, the other rows must not suffer
            if len(chunk.items) > 1:
                singles = [self.process(single) for single in chunk.singles()]
                return join_shards(chunk.index, chunk.digest, singles)
            return make_shard(chunk, [f"{type(error).__name__}: {error}"])
        return make_shard(chunk, [next(outcomes) if isinstance(each, Material) else each for each in read])

    def close(self) -> None:
        """Free the model and the cache."""
        if self._tools.engine:
            self._tools.engine.close()
        if self._tools.cache:
            self._tools.cache.close()

    def _read(self, item: Item) -> Material | str:
        """Return what the task works on, or why there is nothing."""
        if item.error is not None:
            return item.error
        try:
            return self._task.read(item, self._job)
        except InputError as error:
            return str(error)


def _load(job: Job, *, threads: int | None) -> Engine:
    return load_model(
        job.model,
        task="translate",
        device=job.device,
        allow_pickle=job.allow_pickle,
        threads=threads,
        padded=False,
    )
