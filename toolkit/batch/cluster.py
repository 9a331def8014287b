"""The same chunks on a Ray cluster: one reader, actors that hold the model, one writer.

Ray Data streams: the driver reads chunks only as fast as the actors take them from a queue, and writes
each shard as it arrives. A lost actor or node costs the chunks it had; Ray starts another, and chunks
that are still missing at the end are given out again.
"""

from __future__ import annotations

import logging
import pickle
import socket
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from toolkit.batch.chunks import Chunk
from toolkit.batch.job import Job
from toolkit.batch.shard import Shard
from toolkit.batch.worker import Worker
from toolkit.engines.batching import usable_cores
from toolkit.errors import DependencyError, ModelError, ResourceError, ToolkitError
from toolkit.network import SWITCH, is_offline

_AHEAD = 8
_REACH_S = 10.0
# Of one actor: nodes are lost now and then, a row that ends every actor must not do so for ever.
_DEATHS = 4


def run_ray(job: Job, chunks: Iterator[Chunk]) -> Iterator[Shard]:
    """Yield the shard of each chunk, in the order in which they are finished.

    Raises DependencyError when Ray is not installed, ModelError when the cluster does not answer, and
    ResourceError when its workers keep dying.
    """
    ray = _connect(job)
    waiting: dict[int, Chunk] = {}
    try:
        yield from _stream(job, _noting(chunks, waiting), waiting)
        while waiting:
            yield from _stream(job, iter(list(waiting.values())), waiting)
    except ray.exceptions.RayError as error:
        reason = str(error).strip().splitlines()[-1]
        raise ResourceError(
            f"workers on the cluster died ({reason}); what was finished is kept: run again, or with "
            "--runner local, which finds the row that does it"
        ) from error
    finally:
        ray.shutdown()


class _Actor:
    """A worker on some node of the cluster; it is given one chunk at a time."""

    def __init__(self, job: Job) -> None:
        self._worker = Worker(job, threads=1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return the shard of the chunk in `batch`, or the error that must stop the run."""
        (chunk,) = batch["chunk"]
        try:
            answer: Shard | Exception = self._worker.process(pickle.loads(chunk))
        except (ToolkitError, OSError) as error:
            answer = error
        return {"answer": [pickle.dumps(answer)]}


def _connect(job: Job) -> Any:
    """Join the cluster at the job's address, or start one here, and return the module `ray`."""
    if job.address is not None:
        _require_reachable(job.address)
    try:
        import ray
    except ImportError as error:
        raise DependencyError("Ray is not installed; pip install 'zh-en-toolkit[ray]'") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if is_offline():
        quiet["runtime_env"] = {"env_vars": {SWITCH: "1"}}
    # One processor more than there are workers is for the task that reads the queue.
    here = {"num_cpus": (job.workers or usable_cores()) + 1, "include_dashboard": False}
    try:
        ray.init(address=job.address, **quiet) if job.address else ray.init(**here, **quiet)
    except Exception as error:  # Ray raises it bare for a node that starts too slowly
        if job.address is None:
            raise ResourceError(f"Ray cannot be started here: {error}; use --runner local") from error
        raise ModelError(f"the Ray cluster at {job.address} does not answer: {error}") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    return ray


def _require_reachable(address: str) -> None:
    """Raise ModelError when nothing listens at HOST:PORT: Ray itself would try for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not colon or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_REACH_S).close()
    except OSError as error:
        raise ModelError(
            f"the Ray cluster at {address} does not answer ({error}); start it, or give another --address"
        ) from error


def _noting(chunks: Iterable[Chunk], waiting: dict[int, Chunk]) -> Iterator[Chunk]:
    for chunk in chunks:
        waiting[chunk.index] = chunk
        yield chunk


def _stream(job: Job, chunks: Iterator[Chunk], waiting: dict[int, Chunk]) -> Iterator[Shard]:
    """Yield the shards of one pass of Ray Data over `chunks`; each leaves `waiting`."""
    from ray.util.queue import Queue

    queue = Queue(maxsize=_AHEAD, actor_options={"num_cpus": 0})
    feeder = _Feeder(queue, chunks)
    for row in _dataset(job, queue).iter_rows():
        answer: Shard | Exception = pickle.loads(row["answer"])
        if isinstance(answer, Exception):
            raise answer
        if waiting.pop(answer.index, None) is not None:
            yield answer
    feeder.require_fed()


def _dataset(job: Job, queue: Any) -> Any:
    """Return the dataset of shards; Ray scales the actors between one and the number of workers."""
    import ray

    return ray.data.read_datasource(_queue_source(queue)).map_batches(
        _Actor,
        fn_constructor_args=(job,),
        batch_size=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=job.workers or usable_cores()),
        num_cpus=1,
        num_gpus=job.gpus or None,
        max_restarts=_DEATHS,
        max_task_retries=_DEATHS,
    )


def _queue_source(queue: Any) -> Any:
    """Return a source of Ray Data that gives a block for each chunk in the queue, up to None."""
    import pyarrow as pa
    from ray.data import Datasource, ReadTask
    from ray.data.block import BlockMetadata

    def read() -> Iterator[pa.Table]:
        while (chunk := queue.get()) is not None:
            yield pa.table({"chunk": [chunk]})

    class QueueSource(Datasource):  # type: ignore[misc]  # Ray has no types
        """One task that reads the queue as it fills."""

        def estimate_inmemory_data_size(self) -> int | None:
            return None

        def get_read_tasks(self, parallelism: int, *_: Any, **__: Any) -> list[Any]:
            unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [ReadTask(read, unknown)]

    return QueueSource()


class _Feeder:
    """A thread that puts chunks into the queue while the driver takes shards out of the dataset."""

    def __init__(self, queue: Any, chunks: Iterator[Chunk]) -> None:
        self._queue = queue
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._feed, args=(chunks,), daemon=True)
        self._thread.start()

    def require_fed(self) -> None:
        """Raise what kept the input from being read to its end."""
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _feed(self, chunks: Iterator[Chunk]) -> None:
        try:
            for chunk in chunks:
                self._queue.put(pickle.dumps(chunk))
        except Exception as error:  # noqa: BLE001 - raised again in the driver's thread
            self._error = error
        self._queue.put(None)
