"""Models a user brings, through the command: what runs, and the exit codes of what does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import tiny_models
from tests.conftest import Run
from tests.stand_in import model_server

TEXT = "今年2月28日,园区新增企业3.6万户。\n\n全市实现工业总产值250.2亿元。\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_folder_is_translated_with(toolkit: Run, article: Path, tmp_path: Path) -> None:
    folder = tiny_models.marian(tmp_path / "marian")
    result = toolkit("translate", article, "--model", folder, "--figures", "check", "--format", "json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["model"] == str(folder)
    assert len(found["segments"]) == 2


def test_a_server_is_translated_with(toolkit: Run, article: Path) -> None:
    with model_server() as server:
        server.answer = lambda prompt: "[1] 36,000 companies opened.\n[2] Output was 25.02 billion yuan."
        name = f"openai:any@{server.url}/v1"
        result = toolkit("translate", article, "--model", name, "--offline", "--figures", "off")
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode().split("\n\n") == [
        "36,000 companies opened.",
        "Output was 25.02 billion yuan.\n",
    ]


@pytest.mark.parametrize(
    ("model", "code", "message"),
    [
        ("zh-en-min", 3, "did you mean 'zh-en-mini'?"),
        ("opus-mt-zh-en", 3, "run 'toolkit models pull opus-mt-zh-en' first"),
        ("nobody/nothing", 3, "run 'toolkit models pull nobody/nothing' first"),
        ("./nowhere", 3, "there is no model folder"),
        ("openai:m@http://127.0.0.1:9/v1", 3, "check that the server is running"),
    ],
)
def test_a_model_that_cannot_be_had_ends_with_its_exit_code(
    toolkit: Run, article: Path, model: str, code: int, message: str
) -> None:
    result = toolkit("translate", article, "--model", model)
    assert result.returncode == code
    assert message in result.stderr.decode()
    assert len(result.stderr.decode().strip().splitlines()) == 1
    assert result.stdout == b""
