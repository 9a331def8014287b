"""What only a machine with a GPU can show; skipped in sight elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines import Decoding, load_model

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")

TEXTS = tiny_models.LINES[:4]
GREEDY = Decoding(beam_size=1, max_new_tokens=16)


@pytest.mark.parametrize("family", list(tiny_models.SEQ2SEQ))
def test_every_family_runs_on_the_gpu(family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    folder = tiny_models.SEQ2SEQ[family](tmp_path / family)
    for runtime in ("transformers", "ctranslate2"):
        found = load_model(f"{runtime}:{folder}", device="cuda").translate(TEXTS, decoding=GREEDY)
        assert [len(each) for each in found] == [1] * len(TEXTS)


def test_auto_takes_the_gpu(tmp_path: Path) -> None:
    engine = load_model(str(tiny_models.qwen3(tmp_path / "chat")), device="auto")
    assert engine.translate(TEXTS[:1], decoding=GREEDY)
    assert torch.cuda.memory_allocated() > 0
