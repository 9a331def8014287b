"""Runs: from outputs to rows, summary and gate; cached, resumable, the same for any worker count."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run
from toolkit.errors import InputError, ModelError
from toolkit.evaluation.harness import processes, run
from toolkit.evaluation.identity import suite_hash
from toolkit.evaluation.model import Item, Output, Suite
from toolkit.evaluation.suites import find_suite, read_items
from toolkit.evaluation.systems import ModelSystem, RecordedSystem, read_outputs

REFERENCE = CHECKOUT / "eval" / "articles" / "jinjiang" / "reference.en.txt"
SUITE = Suite(id="own", title="Own", data="own.jsonl", reference="reference")
ITEMS = [
    Item(
        f"r{index}",
        f"投资{index}亿元。",
        f"It invests {index * 100} million yuan.",
        document=f"d{index // 10}",
    )
    for index in range(1, 251)
]
RIGHT = {item.id: item.reference or "" for item in ITEMS}


def _run(folder: Path, texts: dict[str, str], **options: object) -> object:
    system = RecordedSystem("mine", texts)
    return run(SUITE, ITEMS, system, folder, hashed=suite_hash(SUITE, ITEMS), **options)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_right_outputs_survive(tmp_path: Path) -> None:
    summary = run(
        SUITE, ITEMS, RecordedSystem("mine", RIGHT), tmp_path / "run", hashed=suite_hash(SUITE, ITEMS)
    )
    assert summary.metrics["survival"].value == 1.0
    assert summary.metrics["survival"].n == 250
    assert summary.metrics["bleu"].value == pytest.approx(100)
    assert summary.failed == 0


def test_slips_are_counted_by_reason_and_power_of_ten(tmp_path: Path) -> None:
    texts = RIGHT | {
        "r3": "It invests 3 billion yuan.",
        "r4": "It invests 400 million US dollars.",
        "r5": "It invests.",
    }
    summary = run(
        SUITE, ITEMS, RecordedSystem("mine", texts), tmp_path / "run", hashed=suite_hash(SUITE, ITEMS)
    )
    assert summary.metrics["survival"].value == 0.988
    assert summary.metrics["power_of_ten"].value == 0.004
    assert summary.metrics["currency_slips"].value == 0.004
    assert summary.reasons["missing"] == 1
    assert summary.reasons["scale 10^1"] == 1


def test_results_do_not_depend_on_workers(tmp_path: Path) -> None:
    _run(tmp_path / "one", RIGHT)
    with processes(2) as mapping:
        _run(tmp_path / "two", RIGHT, mapping=mapping)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


class _Killed(BaseException):
    """Stands for a signal that ends the process between two chunks."""


def test_a_killed_run_goes_on_and_gives_the_same(tmp_path: Path) -> None:
    _run(tmp_path / "whole", RIGHT)
    finished: list[int] = []

    def kill(rows: int) -> None:
        finished.append(rows)
        if len(finished) == 3:
            raise _Killed

    with pytest.raises(_Killed):
        _run(tmp_path / "cut", RIGHT, advance=kill)
    partial = tmp_path / "cut" / ".rows.partial"
    # A line that was being written when the process died must not count.
    partial.write_text(partial.read_text(encoding="utf-8") + '{"id": "r2', encoding="utf-8")
    resumed: list[int] = []
    _run(tmp_path / "cut", RIGHT, advance=resumed.append)
    assert resumed[0] == 200
    assert _bytes(tmp_path / "cut") == _bytes(tmp_path / "whole")


def test_the_same_run_comes_from_the_cache_and_another_does_not(tmp_path: Path) -> None:
    _run(tmp_path / "run", RIGHT)
    before = (tmp_path / "run" / "rows.jsonl").stat().st_mtime_ns
    _run(tmp_path / "run", RIGHT)
    assert (tmp_path / "run" / "rows.jsonl").stat().st_mtime_ns == before
    _run(tmp_path / "run", RIGHT | {"r1": "It invests 100 million dollars."})
    assert b"million dollars" in (tmp_path / "run" / "rows.jsonl").read_bytes()


def _model(produce: Callable[[list[Item]], list[str]]) -> ModelSystem:
    return ModelSystem("model", "model@1", lambda: None, lambda items, _: produce(list(items)))


def test_a_row_that_a_server_fails_on_is_marked_and_the_run_goes_on(tmp_path: Path) -> None:
    broken = {"r7", "r99"}

    def produce(items: list[Item]) -> list[str]:
        if any(item.id in broken for item in items):
            raise ModelError("the server answers 500")
        return [RIGHT[item.id] for item in items]

    hashed = suite_hash(SUITE, ITEMS)
    summary = run(SUITE, ITEMS, _model(produce), tmp_path, hashed=hashed)
    assert summary.failed == 2
    assert summary.metrics["survival"].value == 0.992
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"]: row["error"] for row in rows if row["error"]} == dict.fromkeys(
        sorted(broken), "the server answers 500"
    )
    broken.clear()
    assert run(SUITE, ITEMS, _model(produce), tmp_path, hashed=hashed).failed == 0


def test_outputs_of_a_model_are_not_made_twice(tmp_path: Path) -> None:
    made: list[str] = []

    def produce(items: list[Item]) -> list[str]:
        made.extend(item.id for item in items)
        if len(made) > 200:
            raise _Killed
        return [RIGHT[item.id] for item in items]

    with pytest.raises(_Killed):
        run(SUITE, ITEMS, _model(produce), tmp_path, hashed="h")
    kept = made[:192]
    made.clear()
    run(SUITE, ITEMS, _model(produce), tmp_path, hashed="h")
    assert not set(made) & set(kept)
    speed = json.loads((tmp_path / "speed.json").read_text(encoding="utf-8"))
    assert speed["rows"] == 250
    assert speed["words_per_second"] > 0


def test_an_empty_or_absent_output_fails() -> None:
    system = RecordedSystem("mine", {"r1": " ", "r2": "fine"})
    assert system.outputs(ITEMS[:3]) == [Output("", "empty output"), Output("fine"), Output("", "no output")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("out.txt", "one line\n", "has 1 lines for 250 rows"),
        ("out.jsonl", '{"id": "r1", "output": "a"}\n{"id": "r1", "output": "b"}\n', "stands there twice"),
        ("out.jsonl", '{"id": "r999", "output": "a"}\n', "the suite has no row 'r999' (did you mean"),
        ("out.jsonl", '{"id": "r1", "text": "a"}\n', "the keys 'id' and 'output' are needed"),
        ("out.jsonl", "[1]\n", "a JSON object is needed"),
        ("out.txt", None, "cannot read the outputs"),
    ],
)
def test_misaligned_outputs_are_refused(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_outputs("mine", path, ITEMS)
    assert message in str(caught.value)


def _floors(folder: Path) -> Path:
    path = folder / "floors.json"
    path.write_text('{"article": {"survival": 0.95, "precision": 1.0}}', encoding="utf-8")
    return path


def _article_outputs(folder: Path, *, break_figure: bool) -> Path:
    text = REFERENCE.read_text(encoding="utf-8")
    if break_figure:
        assert text.count("25.02 billion") == 1
        text = text.replace("25.02 billion", "250.2 billion")
    path = folder / "out.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_broken_figure_of_the_article_fails_the_gate(toolkit: Run, tmp_path: Path) -> None:
    floors = _floors(tmp_path)
    for broken, expected in ((False, 0), (True, 1)):
        output = _article_outputs(tmp_path, break_figure=broken)
        made = toolkit("eval", "run", "article", "--system", f"mine={output}", "--out", tmp_path / "runs")
        assert made.returncode == 0, made.stderr.decode()
        gated = toolkit("eval", "gate", tmp_path / "runs" / "article--mine", "--floors", floors)
        assert gated.returncode == expected, gated.stderr.decode()
    assert b"precision of mine is" in gated.stderr


def test_the_article_is_read_through_datasets() -> None:
    items = read_items(find_suite("article"))
    import sys

    assert "datasets" in sys.modules
    assert items[0].source.startswith("福建晋江")


def test_rows_and_summary_follow_the_contract(toolkit: Run, tmp_path: Path) -> None:
    output = _article_outputs(tmp_path, break_figure=False)
    result = toolkit(
        "eval", "run", "article", "--system", f"mine={output}", "--out", tmp_path, "--format", "json"
    )
    (shown,) = json.loads(result.stdout)["runs"]
    summary = json.loads((tmp_path / "article--mine" / "summary.json").read_text(encoding="utf-8"))
    assert summary["suite"] == "article"
    assert summary["system"] == "mine"
    assert set(summary["metrics"]["survival"]) == {"value", "low", "high", "n"}
    assert "suite:article@" in summary["signature"]
    assert shown["metrics"] == summary["metrics"]
    rows = [json.loads(line) for line in (tmp_path / "article--mine" / "rows.jsonl").open(encoding="utf-8")]
    assert {"id", "system", "output", "figures", "invented", "survival"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["artcle"], 4, b"did you mean 'article'"),
        (["article", "--model", "zh-en-mni"], 3, b"did you mean 'zh-en-mini'"),
        (["article", "--system", "mine"], 2, b"is not NAME=FILE"),
        (["article", "--system", "mine=gone.txt"], 2, b"cannot read the outputs"),
        (["article", "--format", "htm"], 2, b"did you mean 'html'"),
        (["article", "--metric", "blue"], 4, b"did you mean 'bleu'"),
    ],
)
def test_bad_arguments_of_a_run(toolkit: Run, arguments: list[str], code: int, message: bytes) -> None:
    result = toolkit("eval", "run", *arguments)
    assert result.returncode == code
    assert message in result.stderr
    assert b"Traceback" not in result.stderr


def test_failed_rows_are_told_and_end_in_exit_code_6(toolkit: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    rows = [{"id": f"jinjiang-{index:02d}", "output": line} for index, line in enumerate(lines)]
    rows[4]["output"] = ""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:-1]), encoding="utf-8")
    result = toolkit("eval", "run", "article", "--system", f"mine={path}", "--out", tmp_path)
    assert result.returncode == 6
    assert b"rows failed: 2 in article--mine" in result.stderr
    summary = json.loads((tmp_path / "article--mine" / "summary.json").read_text(encoding="utf-8"))
    assert summary["failed"] == 2
