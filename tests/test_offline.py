"""One switch turns the network off, for every command and everything it would fetch."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.network import offline, on_this_machine

PAGE = "https://example.org/article.html"
SERVER = "openai:m@https://example.org/v1"
FORBID = """
import socket
def forbid(*arguments, **options):
    raise AssertionError("the network was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = forbid
"""
LINE = '{"id": "1", "text": "园区占地133亩。"}\n'


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", forbid)
    monkeypatch.setattr(socket, "create_connection", forbid)
    monkeypatch.setattr(socket, "getaddrinfo", forbid)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Paths by the names that the commands below use for them."""
    article, english = tmp_path / "article.txt", tmp_path / "english.txt"
    article.write_text("园区占地133亩。\n", encoding="utf-8")
    english.write_text("The park covers 133 mu.\n", encoding="utf-8")
    lines = tmp_path / "lines.jsonl"
    lines.write_text(LINE, encoding="utf-8")
    suite = tmp_path / "suite.toml"
    suite.write_text(
        'id = "suite"\ntitle = "A hub suite"\ntask = "translate"\nsource = "zh"\n'
        f'dataset = "nobody/nothing"\nrevision = "{"0" * 40}"\n',
        encoding="utf-8",
    )
    names = {"ARTICLE": article, "ENGLISH": english, "LINES": lines, "SUITE": suite, "OUT": tmp_path / "out"}
    return {name: str(path) for name, path in names.items()}


@pytest.mark.parametrize("switch", ["option", "variable"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["translate", PAGE], 2),
        (["translate", "ARTICLE", "--model", SERVER], 3),
        (["summarise", PAGE], 2),
        (["summarise", "ARTICLE", "--translator", SERVER], 3),
        (["summarise", "ARTICLE", "--model", SERVER], 3),
        (["report", PAGE, "--out", "OUT"], 2),
        (["report", "ARTICLE", "--model", SERVER, "--out", "OUT"], 3),
        (["figures", PAGE], 2),
        (["check", PAGE, "ENGLISH"], 2),
        (["repair", PAGE, "ENGLISH"], 2),
        (["batch", "LINES", "OUT", "--model", SERVER, "--workers", "1"], 3),
        (["models", "pull", "opus-mt-zh-en"], 3),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else None,
)
def test_nothing_is_fetched(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, command: list[str], code: int, switch: str
) -> None:
    arguments = [files.get(each, each) for each in command]
    if switch == "variable":
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    else:
        arguments.append("--offline")
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, "offline mode is on" in result.stderr) == (code, True), result.output
    assert os.environ.get("HF_HUB_OFFLINE") == ("1" if switch == "variable" else None)


@pytest.mark.parametrize("command", ["validate", "run", "probe"])
def test_a_suite_on_the_hub_is_not_fetched(files: dict[str, str], command: str) -> None:
    # In a process of its own, for the hub's libraries read the switch when they are imported.
    program = f"{FORBID}\nfrom toolkit.cli import main\nmain()"
    arguments = ["eval", command, files["SUITE"], "--offline"]
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "HF_HOME": files["OUT"]},
    )
    assert (result.returncode, "OfflineModeIsEnabled" in result.stderr) == (4, True), result.stderr


def test_the_switch_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    with offline():
        assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["HF_HUB_OFFLINE"] == "0"


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:8000/v1", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://192.168.0.2:8000", False),
        ("https://example.org", False),
        ("https://localhost.example.org", False),
    ],
)
def test_this_machine_is_no_network(url: str, here: bool) -> None:
    assert on_this_machine(url) is here
