"""The same corpus on Ray: the same bytes, also when a worker is killed; Ray missing or away."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.batch import Job
from toolkit.batch.chunks import Chunk
from toolkit.batch.cluster import run_ray
from toolkit.batch.inputs import Item
from toolkit.batch.local import run_local
from toolkit.errors import DependencyError, ModelError, ResourceError

TEXT = "增长。"


class KillsOnce:
    """A value that ends the first process that unpickles it, and is a text for the next one."""

    def __init__(self, marker: Path) -> None:
        self.marker = str(marker)

    def __reduce__(self) -> tuple[Callable[[str], Any], tuple[str]]:
        end = f"(open({self.marker!r}, 'w'), __import__('os')._exit(9))"
        return eval, (f"{TEXT!r} if __import__('os').path.exists({self.marker!r}) else {end}",)


def test_two_workers_on_ray_lose_nothing_when_one_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'zh-en-toolkit[ray]'")
    marker = tmp_path / "killed"
    texts: list[Any] = [f"增长{number}%。" for number in range(6)]
    chunks = [Chunk(index, index, [Item({"text": text}, 3, b"")]) for index, text in enumerate(texts)]
    job = Job(input="", output=tmp_path / "out", model="echo", workers=2, runner="ray")
    expected = {shard.index: shard for shard in run_local(replace(job, workers=1), iter(chunks))}
    fatal = Chunk(6, 6, [Item({"text": KillsOnce(marker)}, 3, b"")])
    shards = {shard.index: shard for shard in run_ray(job, iter([*chunks[:3], fatal, *chunks[3:]]))}
    assert marker.exists()
    assert TEXT.encode() in shards.pop(6).rows
    assert shards == expected


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Path) -> None:
    job = Job(input="", output=tmp_path / "out", model="echo", address="ray://127.0.0.1:1")
    with pytest.raises(ModelError, match="does not answer"):
        next(run_ray(job, iter([])))


def test_a_ray_that_cannot_start_here_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'zh-en-toolkit[ray]'")

    def start(**options: Any) -> None:
        raise Exception("The current node timed out during startup.")

    monkeypatch.setattr(ray, "init", start)
    with pytest.raises(ResourceError, match="Ray cannot be started here: The current node timed out"):
        next(run_ray(Job(input="", output=tmp_path / "out", model="echo"), iter([])))


def test_without_ray_the_message_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(DependencyError, match=r"pip install 'zh-en-toolkit\[ray\]'"):
        next(run_ray(Job(input="", output=tmp_path / "out", model="echo"), iter([])))
