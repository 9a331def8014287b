"""The commands `figures` and `check` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

SOURCE = "公司营收250.2亿元，同比增长5.2%。\n员工近300人。\n"
GOOD = "Revenue was 25.02 billion yuan, up 5.2% year on year.\nIt has nearly 300 employees.\n"
WRONG = (
    "Revenue was 250.2 billion yuan, up 5.2% year on year.\nIt has nearly 300 employees and 17 <b>cars</b>.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {"zh.txt": SOURCE, "good.txt": GOOD, "wrong.txt": WRONG}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_check_as_json_is_the_contract(toolkit: Run, files: Path) -> None:
    result = toolkit("check", files / "zh.txt", files / "wrong.txt", "--format", "json")
    check = json.loads(result.stdout)
    assert result.returncode == 0
    assert set(check) == {"figures", "invented", "total", "kept", "changed", "missing", "survival"}
    assert [row["status"] for row in check["figures"]] == ["changed", "kept", "kept"]
    assert (check["figures"][0]["reason"], check["figures"][0]["power_of_ten"]) == ("scale", 1)
    assert [figure["text"] for figure in check["invented"]] == ["17"]
    assert check["survival"] == 0.6666
    for side, text in (("source", SOURCE), ("target", WRONG)):
        for row in check["figures"]:
            assert text[row[side]["start"] : row[side]["end"]] == row[side]["text"]


def test_table_has_no_colour_in_a_pipe_and_explains(toolkit: Run, files: Path) -> None:
    result = toolkit("check", files / "zh.txt", files / "wrong.txt", "--explain")
    text = result.stdout.decode()
    assert "\x1b" not in text
    assert "10^1 times too large" in text
    assert "2 of 3 figures kept (66.66 %)" in text


def test_table_lines_up_with_chinese(toolkit: Run, files: Path) -> None:
    lines = toolkit("check", files / "zh.txt", files / "good.txt").stdout.decode().splitlines()
    rows = [line for line in lines if line.lstrip().startswith("kept")]
    assert len(rows) == 3
    columns = set()
    for row, target in zip(rows, ("25.02 billion yuan", "5.2%", "nearly 300"), strict=True):
        before = row[: row.rindex(target)]
        columns.add(sum(2 if ord(character) > 0x2E80 else 1 for character in before))
    assert len(columns) == 1


@pytest.mark.parametrize(("name", "code"), [("good.txt", 0), ("wrong.txt", 1)])
def test_fail_under(toolkit: Run, files: Path, name: str, code: int) -> None:
    result = toolkit("check", files / "zh.txt", files / name, "--fail-under", "1")
    assert result.returncode == code
    assert result.stdout


def test_kinds_and_ignore(toolkit: Run, files: Path) -> None:
    arguments = ("check", files / "zh.txt", files / "wrong.txt", "--format", "json")
    only = json.loads(toolkit(*arguments, "--kinds", "percent").stdout)
    without = json.loads(toolkit(*arguments, "--ignore", "money,count").stdout)
    assert only == without
    assert (only["total"], only["survival"], only["invented"]) == (1, 1.0, [])
    unknown = toolkit(*arguments, "--kinds", "mony")
    assert unknown.returncode == 2
    assert b"money" in unknown.stderr


def test_html_stands_alone_and_escapes(toolkit: Run, files: Path) -> None:
    page = files / "check.html"
    assert toolkit("check", files / "zh.txt", files / "wrong.txt", "-o", page).returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;" in text
    assert "<b>cars" not in text
    assert "http" not in text


def test_github_annotations_point_at_the_line(toolkit: Run, files: Path) -> None:
    result = toolkit("check", files / "zh.txt", files / "wrong.txt", "--format", "github")
    lines = result.stdout.decode().splitlines()
    assert len(lines) == 2
    assert all(line.startswith("::error file=") for line in lines)
    assert ",line=1::" in lines[0]
    assert ",line=2::" in lines[1]


def test_pairs_give_one_line_for_each_line(toolkit: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    good = json.dumps({"id": "a", "source": "5个人", "target": "five people"}).encode()
    empty = b'{"id": 2, "source": "", "target": ""}'
    lone = b'{"id": "lone", "source": "\\ud800 5%", "target": "5%"}'
    deep = b"[" * 100_000
    pairs.write_bytes(
        b"\n".join([good, b"", b"\xff", b"[1]", b'{"id": "x", "source": "1"}', empty, lone, deep])
    )
    result = toolkit("check", "--pairs", pairs)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 8
    assert [row["id"] for row in rows] == ["a", None, None, None, "x", 2, "lone", None]
    assert rows[0]["survival"] == 1.0
    assert rows[5]["survival"] is None
    assert [set(row) == {"id", "error"} for row in rows] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert result.returncode == 6


def test_fail_under_holds_for_all_pairs_together(toolkit: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    rows = [{"id": n, "source": "5%", "target": "5%" if n else "6%"} for n in range(4)]
    pairs.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert toolkit("check", "--pairs", pairs, "--fail-under", "0.75").returncode == 0
    assert toolkit("check", "--pairs", pairs, "--fail-under", "0.76").returncode == 1


def test_figures_of_standard_input(toolkit: Run) -> None:
    found = json.loads(toolkit("figures", "--format", "json", stdin=SOURCE.encode()).stdout)
    assert found["lang"] == "zh"
    assert [figure["value"] for figure in found["figures"]] == ["25020000000", "5.2", "300"]


def test_figures_jsonl(toolkit: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        '{"id":1,"text":"两成"}\n{"id":2,"text":"20%","lang":"en"}\n{"id":3,"text":"x","lang":"fr"}\n'
    )
    rows = [json.loads(line) for line in toolkit("figures", "--jsonl", lines).stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert rows[0]["figures"][0]["value"] == rows[1]["figures"][0]["value"] == "20"
    assert "error" in rows[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "nowhere.txt", "nowhere.txt"),
        ("check", "a.txt", "--pairs", "b.jsonl"),
        ("figures", "nowhere.txt"),
    ],
)
def test_bad_use_is_told_in_one_line(toolkit: Run, arguments: tuple[str, ...]) -> None:
    result = toolkit(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert b"Traceback" not in result.stderr
