"""Exactly once: kills, crashes, a full disk and fatal rows end with the bytes of an undisturbed run."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.batch import Job, run_batch
from toolkit.batch.chunks import Chunk, make_chunks
from toolkit.batch.hands import Post
from toolkit.batch.inputs import Item
from toolkit.batch.local import plan_posts, run_local
from toolkit.batch.worker import Worker

# The command with chunks so small that a few rows make many.
_SMALL_CHUNKS = (
    "import toolkit.batch.chunks as chunks; chunks.CHARACTERS = {size}; from toolkit.cli import main; main()"
)
OWN_NEWS = Path(__file__).resolve().parent.parent / "models" / "zh-en-mini" / "own-test.tsv"


def write_rows(path: Path, count: int) -> Path:
    lines = OWN_NEWS.read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            text = lines[number % len(lines)].split("\t")[0]
            stream.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    return path


def start(source: Path, output: Path, *options: str, size: int = 400) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-c", _SMALL_CHUNKS.format(size=size), "batch", str(source), str(output)]
    return subprocess.Popen([*program, "--quiet", *options], stderr=subprocess.PIPE, start_new_session=True)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr.decode()


def contents(folder: Path) -> dict[str, str]:
    """Return a hash of every file that a run leaves, but for the report, which holds times."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".report.json")
    }


def wait_for_part(folder: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and not any(folder.rglob("part-*.jsonl")):
        time.sleep(0.01)


def kill_and_finish(
    tmp_path: Path, source: Path, name: str, kills: int, *options: str, size: int = 400
) -> None:
    """Run once undisturbed and once with kills at random moments after the first part; compare."""
    chance = random.Random(11)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    finish(start(source, whole / name, *options, size=size))
    for _ in range(kills):
        process = start(source, broken / name, *options, size=size)
        wait_for_part(broken, process)
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        process.communicate()
    finish(start(source, broken / name, *options, size=size))
    assert contents(broken) == contents(whole)


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out"])
def test_killed_at_random_moments_it_ends_with_the_same_bytes(name: str, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 100)
    kill_and_finish(
        tmp_path, source, name, 2 if name == "out.jsonl" else 1, "--model", "echo", "--workers", "1"
    )


def test_the_embedded_model_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 24)
    kill_and_finish(tmp_path, source, "out.jsonl", 1, "--workers", "1")


def test_chunks_workers_and_the_cache_do_not_show_in_the_output(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 30)
    cached = ["--cache", str(tmp_path / "cache.db")]
    finish(start(source, tmp_path / "one.jsonl", "--workers", "1", size=32_000))
    finish(start(source, tmp_path / "two.jsonl", "--workers", "2", *cached, size=200))
    finish(start(source, tmp_path / "three.jsonl", "--workers", "5", *cached, size=300))
    first = (tmp_path / "one.jsonl").read_bytes()
    assert (tmp_path / "two.jsonl").read_bytes() == first
    assert (tmp_path / "three.jsonl").read_bytes() == first


def test_a_killed_worker_costs_only_its_chunk(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 150)
    finish(start(source, tmp_path / "whole.jsonl", "--model", "echo"))
    process = start(source, tmp_path / "out.jsonl", "--model", "echo", "--workers", "1")
    wait_for_part(tmp_path / "out.jsonl.work", process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    workers = [pid for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
    assert workers
    for pid in workers:
        os.kill(int(pid), signal.SIGKILL)
    finish(process)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_interrupted_it_says_so_and_keeps_what_was_finished(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "in.jsonl", 150)
    process = start(source, tmp_path / "out.jsonl", "--model", "echo", "--workers", "1")
    wait_for_part(tmp_path, process)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in stderr
    assert list(tmp_path.rglob("part-*.jsonl"))
    assert not (tmp_path / "out.jsonl.lock").exists()


class Bomb:
    """A value that ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (9,)


def test_a_row_that_kills_workers_fails_alone(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"text": "增长。"}, {"text": Bomb()}, {"text": "下降。"}]
    items = [Item(row, 3, b"") for row in rows]
    job = Job(input="", output=tmp_path / "out", model="echo", workers=1)
    (shard,) = run_local(job, iter([Chunk(0, 10, items)]))
    assert shard.rows.count(b"\n") == 2
    assert [(row["row"], row["error"]) for row in shard.failed] == [
        (11, "the worker process died on this row, 2 times")
    ]


def test_of_several_chunks_at_work_only_the_fatal_row_fails(tmp_path: Path) -> None:
    texts: list[Any] = ["利润增长3%。", "产量下降。", Bomb(), "出口增长。", "人口减少。"]
    chunks = [Chunk(index, index, [Item({"text": text}, 6, b"")]) for index, text in enumerate(texts)]
    job = Job(input="", output=tmp_path / "out", workers=2)
    assert plan_posts(job, 2) == [Post(threads=2, lanes=3)]
    shards = {shard.index: shard for shard in run_local(job, iter(chunks))}
    assert sorted(shards) == [0, 1, 2, 3, 4]
    assert [row["row"] for shard in shards.values() for row in shard.failed] == [2]
    assert b"3%" in shards[0].rows


@pytest.mark.parametrize(
    ("model", "workers", "posts"),
    [
        ("zh-en-mini", 1, [Post(1, 2)]),
        ("zh-en-mini", 4, [Post(4, 5)]),
        ("zh-en-mini", 6, [Post(3, 4), Post(3, 4)]),
        ("zh-en-mini", 9, [Post(3, 4)] * 3),
        ("echo", 64, [Post(1, 1)] * 64),
    ],
)
def test_few_workers_share_a_model_in_one_process(
    model: str, workers: int, posts: list[Post], tmp_path: Path
) -> None:
    assert plan_posts(Job(input="", output=tmp_path / "out", model=model), workers) == posts


def test_a_row_that_raises_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.batch.tasks import translating

    made = translating.assemble_translation

    def assemble(article: Any, *arguments: Any, **options: Any) -> Any:
        if "坏" in article.text:
            raise ZeroDivisionError("of this row")
        return made(article, *arguments, **options)

    monkeypatch.setattr(translating, "assemble_translation", assemble)
    worker = Worker(Job(input="", output=tmp_path / "out", model="echo"))
    (chunk,) = make_chunks([Item({"text": text}, 3, b"") for text in ("增长。", "坏。", "下降。")])
    shard = worker.process(chunk)
    assert [json.loads(line)["text"] for line in shard.rows.splitlines()] == ["增长。", "下降。"]
    assert [(row["row"], row["error"]) for row in shard.failed] == [(1, "ZeroDivisionError: of this row")]


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_rows(tmp_path / "in.jsonl", 20)
    job = Job(input=str(source), output=tmp_path / "out.jsonl", model="echo", workers=1)
    written = 0

    def full(descriptor: int) -> None:
        nonlocal written
        written += 1
        if written > 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("toolkit.batch.chunks.CHARACTERS", 200)
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            run_batch(job)
    assert not (tmp_path / "out.jsonl").exists()
    assert not list(tmp_path.rglob("*.unfinished"))
    with monkeypatch.context() as patched:
        patched.setattr("toolkit.batch.chunks.CHARACTERS", 200)
        report = run_batch(job)
    assert report.total.rows == 20
    assert 0 < report.done.rows < 20


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    peaks = []
    for count in (1_000, 10_000):
        source = write_rows(tmp_path / f"{count}.jsonl", count)
        options = ["--model", "echo", "--figures", "off", "--workers", "1"]
        script = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [
            sys.executable,
            "-m",
            "toolkit",
            "batch",
            str(source),
            str(tmp_path / f"{count}"),
            *options,
        ]
        done = subprocess.run(
            [sys.executable, "-c", script, *command], capture_output=True, check=True, text=True
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.2 * peaks[0]
