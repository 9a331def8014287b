"""The commands with pretrained architectures: tiny random models, the whole article, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import tiny_models
from tests.conftest import Run

CARD = """
id = "{name}"
title = "a tiny {name}"
task = "summarise"
engine = "transformers"
licence = "none"
source = ["zh"]
target = ["zh"]

[decoding]
beam_size = 2
max_new_tokens = 16
"""


@pytest.mark.parametrize("name", ["t5", "bart", "pegasus", "qwen3"])
def test_the_command_runs_pretrained_models_on_the_article(
    toolkit: Run, article_path: Path, tmp_path: Path, name: str
) -> None:
    folder = getattr(tiny_models, name)(tmp_path / name)
    (folder / "card.toml").write_text(CARD.format(name=name))
    result = toolkit("summarise", article_path, "--to", "zh", "--model", folder, "--format", "json")
    assert result.returncode == 0, result.stderr.decode()
    summary = json.loads(result.stdout)
    assert len(summary["sentences"]) == 5
    assert summary["check"]["invented"] == []
    assert all(sentence["sources"] for sentence in summary["sentences"])
    # A random model has nothing to say about the article: what stands in for it is named.
    assert b"sentences are the article's own, not written by" in result.stderr


def test_the_command_translates_the_article_with_a_marian_model(
    toolkit: Run, article_path: Path, tmp_path: Path
) -> None:
    folder = tiny_models.marian(tmp_path / "marian")
    card = CARD.format(name="marian").replace('"summarise"', '"translate"')
    (folder / "card.toml").write_text(card.replace('target = ["zh"]', 'target = ["en"]'))
    result = toolkit("translate", article_path, "--model", folder, "--figures", "check", "--format", "json")
    assert result.returncode == 0, result.stderr.decode()
    translation = json.loads(result.stdout)
    assert translation["model"] == "marian"
    assert len(translation["segments"]) >= 40
    assert all(segment["source"] for segment in translation["segments"])
    assert translation["check"]["total"] >= 60
