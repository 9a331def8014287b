"""What only a machine with a GPU can show; skipped in sight elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import tiny_chat_models, tiny_models
from toolkit.cards import shipped_cards
from toolkit.engines import ENGINES, Decoding, load_model
from toolkit.engines.base import Options
from toolkit.engines.devices import tokens_that_fit
from toolkit.engines.memory import free_memory
from toolkit.errors import ModelError
from toolkit.lookup import resolve

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")

TEXTS = tiny_models.LINES[:4]
GREEDY = Decoding(beam_size=1, max_new_tokens=16)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
@pytest.mark.parametrize("family", list(tiny_models.SEQ2SEQ))
def test_every_family_runs_on_the_gpu(family: str, runtime: str, tmp_path: Path) -> None:
    folder = tiny_models.SEQ2SEQ[family](tmp_path / family)
    found = load_model(f"{runtime}:{folder}", device="cuda").translate(TEXTS, decoding=GREEDY)
    assert [len(each) for each in found] == [1] * len(TEXTS)


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
@pytest.mark.parametrize("name", [name for name in tiny_chat_models.CHAT if not name.startswith("hy-mt2")])
def test_every_chat_family_runs_on_the_gpu(name: str, runtime: str, tmp_path: Path) -> None:
    folder = tiny_chat_models.CHAT[name](tmp_path / name)
    card = replace(shipped_cards()[name], hub=None, folder=folder)
    load = resolve(ENGINES, runtime, what="engine", error=ModelError)
    found = load(card, Options(device="cuda")).translate(TEXTS, decoding=GREEDY)
    assert [len(each) for each in found] == [1] * len(TEXTS)


def test_auto_takes_the_gpu(tmp_path: Path) -> None:
    engine = load_model(str(tiny_chat_models.qwen3(tmp_path / "chat")), device="auto")
    assert engine.translate(TEXTS[:1], decoding=GREEDY)
    assert torch.cuda.memory_allocated() > 0


def test_the_batch_follows_the_free_memory() -> None:
    free = free_memory("cuda")
    assert free
    assert tokens_that_fit("cuda", bytes_per_token=free // 2 // 5000) == pytest.approx(5000, rel=0.2)


def test_a_batch_that_does_not_fit_is_halved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card really runs out of memory: a block of it is taken until one source is left in a batch."""
    engine: Any = load_model(f"transformers:{tiny_models.marian(tmp_path / 'marian')}", device="cuda")
    expected = [each[0].text for each in engine.translate(TEXTS, decoding=GREEDY)]
    generate = engine._runner._model.generate

    def greedy_for_memory(**arguments: Any) -> Any:
        if len(arguments["input_ids"]) > 1:
            torch.empty(free_memory("cuda") or 0, 2, dtype=torch.uint8, device="cuda")
        return generate(**arguments)

    monkeypatch.setattr(engine._runner._model, "generate", greedy_for_memory)
    assert [each[0].text for each in engine.translate(TEXTS, decoding=GREEDY)] == expected
