"""Starting the command line is cheap, and help teaches."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import Run

HEAVY = (
    "torch", "transformers", "ctranslate2", "datasets",
    "ray", "fastapi", "sacrebleu", "trafilatura", "numpy",
)  # fmt: skip


def test_importing_the_command_line_loads_no_heavy_library() -> None:
    code = f"import sys, toolkit.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.strip() == b"[]"


def test_version(toolkit: Run) -> None:
    result = toolkit("--version")
    assert result.returncode == 0
    assert result.stdout.decode().startswith("zh-en-toolkit ")


def test_help_names_every_command_of_the_contract(toolkit: Run) -> None:
    text = toolkit("--help").stdout.decode()
    commands = {"translate", "summarise", "figures", "check", "repair", "models", "eval", "batch", "train"}
    assert commands <= set(text.split())


def test_summarize_is_an_alias(toolkit: Run) -> None:
    assert toolkit("summarize", "--help").returncode == 0


def test_unknown_command_is_a_usage_error(toolkit: Run) -> None:
    result = toolkit("translat")
    assert result.returncode == 2
    assert b"translate" in result.stderr
