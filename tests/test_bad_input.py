"""A user's mistake ends in the documented exit code and one line that helps, never a traceback."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from tests.conftest import CHECKOUT, Run


@pytest.mark.parametrize("case", parameters(read_cases("bad-input.jsonl")))
def test_bad_input(case: dict[str, Any], toolkit: Run, tmp_path: Path) -> None:
    file = tmp_path / case.get("name", "source.txt")
    content = bytes.fromhex(case["hex"]) if "hex" in case else case.get("file", "").encode()
    if "hex" in case or "file" in case:
        file.write_bytes(content)
    folder = tmp_path / "folder"
    folder.mkdir()
    args = [{"FILE": str(file), "FOLDER": str(folder)}.get(arg, arg) for arg in case["args"]]
    result = toolkit(*args, cwd=tmp_path)
    message = result.stderr.decode()
    assert result.returncode == case["code"], message
    assert case["says"] in message
    assert "Traceback" not in message
    assert "Error:" not in message


def test_nothing_is_written_when_the_model_is_unknown(toolkit: Run, tmp_path: Path) -> None:
    source, output = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("园区占地133亩。", encoding="utf-8")
    assert toolkit("translate", source, "--model", "nope", "-o", output).returncode == 3
    assert list(tmp_path.iterdir()) == [source]


def test_a_reader_that_leaves_early_is_no_error(article_path: Path) -> None:
    options = "--model echo --figures off --format json"
    command = f"{sys.executable} -m toolkit translate {article_path} {options} | head -c 10"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in result.stderr
    assert result.returncode == 0


def test_interrupt_ends_with_130_and_no_traceback(article_path: Path) -> None:
    program = [sys.executable, "-m", "toolkit", "translate", "-", "--model", "echo"]
    process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2.0)  # It waits for standard input, which stays open.
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in message


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_has_its_own_exit_code(toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("园区占地133亩。", encoding="utf-8")
    result = toolkit("translate", source, "--model", "echo", "-o", "/dev/full")
    assert result.returncode == 7
    assert b"disk is full" in result.stderr


def test_five_hundred_figures_in_a_sentence_are_judged_one_by_one(toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("、".join(f"{number}.5亿元" for number in range(1, 501)) + "。", encoding="utf-8")
    result = toolkit("translate", source, "--model", "echo", "--format", "json", "-q")
    assert result.returncode == 0, result.stderr.decode()
    data = json.loads(result.stdout)
    assert data["check"]["total"] == 500
    assert data["check"]["invented"] == []
    assert {row["action"] for row in data["check"]["figures"]} == {"unresolved"}
    assert any("Chinese" in note for note in data["segments"][0]["notes"])  # echo answers in Chinese


def test_two_megabytes_of_anything_are_refused(toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(Random(1).randbytes(2_000_000))
    result = toolkit("translate", source)
    assert result.returncode == 2
    assert b"not text" in result.stderr
    assert b"Traceback" not in result.stderr


def test_a_model_folder_that_lacks_a_file_says_which(toolkit: Run, tmp_path: Path) -> None:
    source, folder = tmp_path / "a.txt", tmp_path / "model"
    source.write_text("园区占地133亩。", encoding="utf-8")
    shutil.copytree(CHECKOUT / "models" / "zh-en-mini", folder)
    (folder / "sentencepiece.model").unlink()
    result = toolkit("translate", source, "--model", folder)
    assert result.returncode == 3
    assert b"no sentencepiece.model" in result.stderr


def test_an_output_that_is_a_link_is_written_through(toolkit: Run, tmp_path: Path) -> None:
    source, target, link = (tmp_path / name for name in ("a.txt", "b.txt", "link.txt"))
    source.write_text("园区占地133亩。", encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert toolkit("translate", source, "-o", link).returncode == 0
    assert link.is_symlink()
    assert "133 mu" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_common_encodings_are_read(encoding: str, toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    text = "園區佔地133畝,投資二十億元。這是一個關於開發區的報導,內容很長,用來測試編碼。"
    source.write_bytes(text.encode(encoding))
    result = toolkit("figures", source, "--format", "json")
    assert result.returncode == 0, result.stderr.decode()
    found = [figure["value"] for figure in json.loads(result.stdout)["figures"]]
    assert found == ["133", "2000000000"]
