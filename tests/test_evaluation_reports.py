"""Reports, comparisons, the probe, and COMET's process."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Run
from toolkit.errors import DependencyError, InputError, ModelError
from toolkit.evaluation.comet import comet_scores
from toolkit.evaluation.harness import run
from toolkit.evaluation.model import Item, Output, Suite
from toolkit.evaluation.probe import probe
from toolkit.evaluation.reports import REPORTS, Board, compare_board, read_board, write_report
from toolkit.evaluation.systems import RecordedSystem

SUITE = Suite(id="own", title="Own", data="own.jsonl", reference="reference")
ITEMS = [
    Item(f"r{index}", f"<投资>{index}亿元。", f"The investment is {index * 100} million yuan.")
    for index in range(1, 41)
]
GOOD = {item.id: item.reference or "" for item in ITEMS}
BAD = GOOD | {f"r{index}": "The investment is 7 trillion dollars." for index in range(1, 20)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    for name, texts in (("good", GOOD), ("bad", BAD)):
        run(SUITE, ITEMS, RecordedSystem(name, texts), folder / f"own--{name}", hashed="h")
    return folder


@pytest.fixture(scope="module")
def board(runs: Path) -> Board:
    return compare_board(read_board([runs]))


def test_the_best_system_comes_first(board: Board) -> None:
    assert [summary.system for summary in board.runs.values()] == ["good", "bad"]


def test_systems_that_differ_are_told_apart(board: Board) -> None:
    (survival,) = [each for each in board.comparisons["own"] if each.metric == "survival"]
    assert (survival.first, survival.second, survival.rows) == ("good", "bad", 40)
    assert survival.difference.high < 0
    assert survival.p_corrected < 0.01


@pytest.mark.parametrize("name", sorted(set(REPORTS) - {"junit"}))
def test_every_report_names_the_systems_and_scores(board: Board, name: str) -> None:
    text = write_report(board, name)
    assert "good" in text
    assert re.search(r"52\.5|0\.525", text)


def test_junit_has_a_failure_for_each_wrong_row(board: Board) -> None:
    root = ElementTree.fromstring(write_report(board, "junit"))
    counts = {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root}
    assert counts == {"own.good": ("40", "0"), "own.bad": ("40", "19")}


def test_the_page_is_self_contained_and_escapes_the_texts(board: Board) -> None:
    page = write_report(board, "html")
    assert not re.search(r'(?:src|href)="?https?:', page)
    assert "&lt;投资&gt;" in page
    assert "<投资>" not in page
    assert page.count("<article>") == 19
    assert "<figcaption>" in page


def test_report_command_chooses_by_suffix(toolkit: Run, runs: Path, tmp_path: Path) -> None:
    for suffix, begin in ((".md", "## own"), (".html", "<!doctype html>"), (".xml", "<?xml"), (".json", "{")):
        target = tmp_path / f"report{suffix}"
        assert toolkit("eval", "report", runs, "-o", target).returncode == 0
        assert target.read_text(encoding="utf-8").startswith(begin)


def test_compare_command(toolkit: Run, runs: Path) -> None:
    shown = toolkit("eval", "compare", runs, "--metric", "survival", "--format", "json")
    (comparison,) = json.loads(shown.stdout)["comparisons"]["own"]
    assert comparison["difference"] == -0.475
    assert b"detectable" in toolkit("eval", "compare", runs).stdout


def test_list_command(toolkit: Run) -> None:
    suites = {row["id"]: row for row in json.loads(toolkit("eval", "list", "--format", "json").stdout)}
    assert suites["article"]["here"]
    assert b"challenge" in toolkit("eval", "list").stdout


def test_the_probe_finds_corruptions_and_passes_paraphrases() -> None:
    items = [
        Item(
            "a",
            "投资3亿元。",
            "It costs 300 million yuan.",
            paraphrases=("It costs RMB 0.3 billion.",),
            group="money",
        ),
        Item("b", "投资3亿元。", "It costs 3 billion yuan."),
    ]
    label = {"zh": "投资3亿元。", "en": "It costs 3 billion yuan.", "label": "error"}
    figures = [{"zh_span": "3亿元", "status": "altered"}]
    found = probe(items, labels=[label | {"figures": figures}])
    assert (found.pairs, found.alarms) == (2, 1)
    assert found.accepted == {"money": (1, 1)}
    assert found.detected["scale"][0] == found.detected["scale"][1] > 0
    assert found.to_json()["labelled"]["recall"] == 1.0


def test_probe_command(toolkit: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "Own"\ndata = "own.jsonl"\nreference = "reference"\n'
    )
    row = {"source": "投资3亿元。", "reference": "It costs 300 million yuan."}
    (tmp_path / "own.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = toolkit("eval", "probe", tmp_path / "own.toml")
    assert result.returncode == 0
    assert b"Correct pairs passed: 1 of 1." in result.stdout
    assert b"| scale |" in result.stdout


# A stand-in for the package, with the parts of its interface that are called.
_COMET = """
from types import SimpleNamespace
def download_model(name): return name
def load_from_checkpoint(path):
    def predict(rows, batch_size, gpus, progress_bar):
        return SimpleNamespace(scores=[float(row["mt"] == row["ref"]) for row in rows])
    return SimpleNamespace(predict=predict)
"""


def test_comet_runs_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "comet.py").write_text(_COMET)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    outputs = [Output(ITEMS[0].reference or ""), Output("else")]
    assert comet_scores(ITEMS[:2], outputs, python=Path(sys.executable)) == [1.0, 0.0]
    summary = run(
        SUITE,
        ITEMS,
        RecordedSystem("bad", BAD),
        tmp_path / "run",
        hashed="h",
        comet_python=Path(sys.executable),
    )
    assert summary.metrics["comet"].value == 0.525
    assert summary.metrics["comet"].n == 40


def test_comet_that_cannot_run_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DependencyError, match="pip install unbabel-comet"):
        comet_scores(ITEMS[:1], [Output("a")], python=tmp_path / "python")
    with pytest.raises(DependencyError, match="has no COMET"):
        comet_scores(ITEMS[:1], [Output("a")], python=Path(sys.executable))
    with pytest.raises(InputError, match="needs references"):
        comet_scores([Item("a", "三")], [Output("a")], python=Path(sys.executable))
    (tmp_path / "comet.py").write_text(_COMET.replace("return name", "raise OSError('no such model')"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ModelError, match="no such model"):
        comet_scores(ITEMS[:1], [Output("a")], python=Path(sys.executable))
