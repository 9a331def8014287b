"""A corpus: formats, tasks, ids and order, failed rows, and what is refused."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from toolkit.batch import Job, estimate_rows, run_batch
from toolkit.batch.inputs import read_items
from toolkit.batch.lock import hold
from toolkit.errors import InputError, ModelError

TEXTS = ["总投资250.2亿元。", "占地133亩。\n共有近300家企业。", "天气很好，出行方便。", "增长12.5%。"]
ROWS = [{"id": f"r{number}", "text": text} for number, text in enumerate(TEXTS)]


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_table(path: Path, delimiter: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["id", "text"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, "text": row["text"].replace("\n", "")} for row in ROWS)
    return path


def write_parquet(path: Path) -> Path:
    import pyarrow as pa
    from pyarrow.parquet import write_table as write

    write(pa.Table.from_pylist(ROWS), path)
    return path


def run(source: Path | str, output: Path, **options: Any) -> list[dict[str, Any]]:
    options = {"model": "echo", "workers": 1, **options}
    run_batch(Job(input=str(source), output=output, **options))
    return read_output(output)


def read_output(output: Path) -> list[dict[str, Any]]:
    if output.suffix == ".parquet":
        from pyarrow.parquet import read_table

        return read_table(output).to_pylist()
    paths = sorted(output.glob("part-*.jsonl")) if output.is_dir() else [output]
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "parquet"])
def test_every_table_gives_its_rows_in_order_with_their_keys(form: str, tmp_path: Path) -> None:
    source = tmp_path / f"in.{form}"
    if form == "jsonl":
        write_jsonl(source, ROWS)
    elif form == "parquet":
        write_parquet(source)
    else:
        write_table(source, "," if form == "csv" else "\t")
    rows = run(source, tmp_path / "out.jsonl")
    header = form in ("csv", "tsv")
    assert estimate_rows(Job(input=str(source), output=tmp_path)) == len(rows) + header
    assert [row["id"] for row in rows] == ["r0", "r1", "r2", "r3"]
    assert all(list(row) == ["id", "text", "translation", "check", "warnings"] for row in rows)
    assert rows[2]["translation"] == "天气很好，出行方便。"
    assert rows[3]["check"]["total"] == 1
    assert all(each["status"] != "kept" for row in rows for each in row["check"]["figures"])
    assert rows[2]["check"]["survival"] is None


def test_a_folder_of_documents_gives_a_row_for_each_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    (folder / "b.txt").write_text(TEXTS[0], encoding="gb18030")
    (folder / "a.md").write_text(f"# 标题\n\n{TEXTS[3]}\n", encoding="utf-8")
    (folder / "more" / "c.html").write_text(f"<html><body><p>{TEXTS[1]}</p></body></html>", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    rows = run(folder, tmp_path / "out")
    assert [row["id"] for row in rows] == ["a.md", "b.txt", "more/c.html"]
    assert "标题" in rows[0]["translation"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["part-00000.jsonl"]


def test_a_dataset_is_read_through_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    asked: dict[str, Any] = {}

    def load(name: str, **options: Any) -> Any:
        asked.update(options, name=name)
        return iter(ROWS)

    monkeypatch.setattr(datasets, "load_dataset", load)
    job = Job(input="org/news", output=tmp_path / "out", revision="abc", split="test")
    assert [item.row["id"] for item in read_items(job)] == ["r0", "r1", "r2", "r3"]
    assert asked == {
        "name": "org/news", "revision": "abc", "split": "test", "streaming": True, "data_files": None,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["out.parquet", "out"])
def test_every_output_holds_the_same_rows(name: str, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", [*ROWS, {"id": "odd", "text": TEXTS[0], "more": [1, None]}])
    rows = run(source, tmp_path / "out.jsonl")
    others = run(source, tmp_path / name)
    assert [(row["id"], row["translation"]) for row in others] == [
        (row["id"], row["translation"]) for row in rows
    ]
    assert others[4]["more"] == [1, None]
    assert others[4]["check"]["figures"][0]["source"]["value"] == "25020000000"


def test_columns_of_mixed_types_become_text_in_parquet(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": TEXTS[0]}, {"id": "b", "text": TEXTS[0]}]
    written = run(write_jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.parquet")
    assert [row["id"] for row in written] == ["1", '"b"']


@pytest.mark.parametrize(
    ("task", "translation"), [("check", None), ("repair", "It cost 25.02 billion yuan.")]
)
def test_pairs_are_checked_and_repaired(task: Any, translation: str | None, tmp_path: Path) -> None:
    rows = [{"id": 7, "source": "耗资250.2亿元。", "target": "It cost 250.2 billion yuan."}]
    (row,) = run(write_jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl", task=task)
    assert row.get("translation") == translation
    assert row["check"]["total"] == 1
    assert row["check"]["kept"] == (task == "repair")
    assert [each["status"] for each in row["check"]["figures"]] == ([] if task == "repair" else ["changed"])


def test_articles_are_summarised(tmp_path: Path, article_path: Path) -> None:
    rows = [{"text": article_path.read_text(encoding="utf-8")}]
    (row,) = run(
        write_jsonl(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl", task="summarise", to="zh", length=3
    )
    assert row["summary"]
    assert 0 < row["check"]["coverage"] <= 1


def test_failed_rows_are_named_and_the_others_done(toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"id": 0, "text": TEXTS[0]}).encode(),
        b'{"id": 1, "text": ""}',
        b"{broken",
        json.dumps({"id": 3, "text": TEXTS[1]}, ensure_ascii=False).encode("gb18030"),
        b'{"id": 4, "text": 5}',
        b'{"id": 5, "text": "no Chinese here"}',
        json.dumps({"id": 6, "text": "增长。" * 3_500_000}, ensure_ascii=False).encode(),
        b'{"id": 7}',
        json.dumps({"id": 8, "text": TEXTS[3]}).encode(),
    ]
    source.write_bytes(b"\n".join(lines))
    done = toolkit("batch", source, tmp_path / "out.jsonl", "--model", "echo", "--workers", "1")
    assert done.returncode == 6
    assert b"7 of 9 rows failed" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [row["id"] for row in read_output(tmp_path / "out.jsonl")] == [0, 8]
    failed = (tmp_path / "out.jsonl.failed.ndjson").read_text(encoding="utf-8").splitlines()
    reasons = [(row["row"], row["error"][:30]) for row in map(json.loads, failed)]
    assert reasons == [
        (1, '"text" is empty'),
        (2, "line 3: not JSON (Expecting pr"),
        (3, "line 4: not UTF-8; convert it "),
        (4, '"text" must be a text, not int'),
        (5, "there is no Chinese in the tex"),
        (6, "the text has 10,500,000 charac"),
        (7, "there is no column 'text' or '"),
    ]
    report = json.loads((tmp_path / "out.jsonl.report.json").read_text(encoding="utf-8"))
    assert (report["rows"], report["failed"], len(report["reasons"])) == (9, 7, 7)


def test_an_unreadable_shard_fails_and_the_next_one_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", ROWS[:1])
    whole = gzip.compress((json.dumps(ROWS[1]) + "\n").encode() * 5000)
    (folder / "b.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (folder / "c.parquet").write_bytes(b"not parquet")
    write_jsonl(folder / "d.jsonl", ROWS[3:])
    (folder / "e.csv").write_bytes("text\n增长。\n".encode("gb18030"))
    rows = run(folder, tmp_path / "out.jsonl", figures="off")
    assert [rows[0]["id"], rows[-1]["id"]] == ["r0", "r3"]
    failed = [json.loads(line) for line in (tmp_path / "out.jsonl.failed.ndjson").read_text().splitlines()]
    assert [(row["shard"], row["error"][:60]) for row in failed] == [
        ("b.jsonl.gz", "cannot read b.jsonl.gz: Compressed file ended before the end"),
        ("c.parquet", "cannot read c.parquet: Parquet magic bytes not found in foot"),
        ("e.csv", "line 2: not UTF-8; convert it first"),
    ]


def test_another_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    source = write_table(tmp_path / "in.csv", ",")
    source.write_bytes(source.read_text(encoding="utf-8").encode("gb18030"))
    rows = run(source, tmp_path / "out.jsonl", encoding="gb18030")
    assert rows[0]["text"] == TEXTS[0]


def test_retry_failed_does_the_rows_that_failed_and_keeps_the_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("nothing", encoding="utf-8")
    (folder / "b.txt").write_text(TEXTS[0], encoding="utf-8")
    assert [row["id"] for row in run(folder, tmp_path / "out.jsonl")] == ["b.txt"]
    (folder / "a.txt").write_text(TEXTS[3], encoding="utf-8")
    with pytest.raises(InputError, match="input has changed"):
        run(folder, tmp_path / "out.jsonl")
    rows = run(folder, tmp_path / "out.jsonl", retry_failed=True)
    assert [row["id"] for row in rows] == ["a.txt", "b.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "in", "out.jsonl", "out.jsonl.manifest.json", "out.jsonl.report.json",
    }  # fmt: skip


def test_the_cache_gives_the_same_bytes(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", ROWS)
    run(source, tmp_path / "one.jsonl")
    run(source, tmp_path / "two.jsonl", cache=tmp_path / "cache.db")
    run(source, tmp_path / "three.jsonl", cache=tmp_path / "cache.db")
    outputs = [(tmp_path / f"{name}.jsonl").read_bytes() for name in ("one", "two", "three")]
    assert outputs[0] == outputs[1] == outputs[2]
    (tmp_path / "bad.db").write_bytes(b"no database" * 1000)
    with pytest.raises(InputError, match="cannot be used as a cache"):
        run(source, tmp_path / "four.jsonl", cache=tmp_path / "bad.db")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"column": "txt"}, InputError, "there is no column 'txt' (did you mean 'text'?)"),
        ({"task": "check"}, InputError, "choose one with --target-column"),
        ({"id_column": "key"}, InputError, "there is no column 'key'"),
        ({"model": "ecko"}, ModelError, "did you mean 'echo'?"),
        ({"input": "inn.jsonl"}, InputError, "no such file"),
        ({"input": "org/data"}, InputError, "is not pinned"),
        ({"input": "empty.jsonl"}, InputError, "has no rows"),
        ({"output": "no/out"}, InputError, "make it first"),
        ({"output": "in.jsonl"}, InputError, "is there already"),
        ({"output": "full"}, InputError, "is there already"),
        ({"encoding": "utf-99"}, InputError, "unknown encoding"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    options: dict[str, Any],
    error: type[Exception],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_jsonl(Path("in.jsonl"), ROWS)
    Path("empty.jsonl").touch()
    Path("full").mkdir()
    Path("full", "notes.txt").touch()
    before = {path.name for path in tmp_path.iterdir()}
    chosen = {"input": "in.jsonl", "output": "out", "model": "echo", **options}
    with pytest.raises(error) as caught:
        run_batch(Job(**{**chosen, "output": Path(chosen["output"])}))
    assert message in str(caught.value)
    assert {path.name for path in tmp_path.iterdir()} == before


def test_another_run_on_the_output_is_refused_but_not_a_dead_ones_lock(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", ROWS)
    lock = tmp_path / "out.jsonl.lock"
    with hold(lock), pytest.raises(InputError, match="a run on this output is going on"):
        run(source, tmp_path / "out.jsonl")
    lock.write_text("1\n")
    assert len(run(source, tmp_path / "out.jsonl")) == len(ROWS)


def test_a_finished_run_is_not_done_again_nor_with_other_settings(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", ROWS)
    run(source, tmp_path / "out.jsonl")
    written = (tmp_path / "out.jsonl").stat().st_mtime_ns
    report = run_batch(Job(input=str(source), output=tmp_path / "out.jsonl", model="echo"))
    assert (report.total.rows, report.done.rows) == (len(ROWS), 0)
    assert (tmp_path / "out.jsonl").stat().st_mtime_ns == written
    with pytest.raises(InputError, match="was begun with figures 'lock', not 'off'"):
        run(source, tmp_path / "out.jsonl", figures="off")
    write_jsonl(source, ROWS[:2])
    with pytest.raises(InputError, match="the input has changed"):
        run(source, tmp_path / "out.jsonl")
