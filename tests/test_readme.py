"""The README cannot drift: its Python runs, prints what it says, and its commands exist."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_prints_what_its_comments_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    promised = re.findall(r"^# (.*)$", code, re.MULTILINE)
    lines = printed.getvalue().splitlines()
    assert len(promised) >= 4
    assert [line for line in lines if line in promised] == promised


def test_every_command_of_the_readme_exists(toolkit: Run) -> None:
    commands = sorted(set(re.findall(r"(?:^|`)toolkit (\w+)", README, re.MULTILINE)))
    assert len(commands) >= 9
    for command in commands:
        assert toolkit(command, "--help").returncode == 0, command


def test_files_the_readme_names_exist() -> None:
    for name in re.findall(r"`((?:toolkit|models|eval|tests)/[\w./-]+)`", README):
        assert Path(CHECKOUT, name).exists(), name
