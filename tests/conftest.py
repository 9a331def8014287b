"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
ARTICLE = CHECKOUT / "eval" / "articles" / "jinjiang" / "article.txt"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def run_command(
    program: list[str], *args: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a user would, but off the network: no terminal, two minutes at most."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "COLUMNS": "100", "TERM": "dumb"}
    return subprocess.run(
        [*program, *map(str, args)],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env=environment,
        cwd=cwd,
    )


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """A job in the background is started with SIGINT ignored, and would hand that on to the commands."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def toolkit() -> Run:
    """The command of the checkout, run as a subprocess."""
    program = [sys.executable, "-m", "toolkit"]
    return lambda *args, **options: run_command(program, *args, **options)


@pytest.fixture(scope="session")
def article_path() -> Path:
    return ARTICLE
