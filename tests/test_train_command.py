"""`toolkit train` at the command line: mistakes end in one line and the documented exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("config", "code", "message"),
    [
        (None, 2, "cannot read the training configuration"),
        ("[training\n", 2, "cannot read the training configuration"),
        ("corpora = []\n[training]\nsteps = 1\n", 2, "name at least one [[corpora]]"),
        ("[[corpora]]\npath = 'none.tsv'\n[training]\nsteps = 1\nstep = 2\n", 4, "did you mean 'steps'?"),
        ("[[corpora]]\npath = 'none.tsv'\n[training]\nsteps = 1\n", 2, "there is no corpus file"),
        ("output = 'no/where'\n[[corpora]]\npath = 'pairs.tsv'\n[training]\nsteps = 1\n", 2, "make it first"),
    ],
)
def test_mistakes(toolkit: Run, tmp_path: Path, config: str | None, code: int, message: str) -> None:
    path = tmp_path / "train.toml"
    if config is not None:
        path.write_text(config, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text("好。\tGood.\n", encoding="utf-8")
    done = toolkit("train", path)
    assert done.returncode == code
    assert message in " ".join(done.stderr.decode().split())
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
