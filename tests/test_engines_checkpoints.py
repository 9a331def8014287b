"""Folders of weights that cannot be used: each is one clear message, and no code of theirs is run."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import tiny_models
from toolkit.engines import Decoding, load_model
from toolkit.engines.memory import free_memory, halve_when_full
from toolkit.errors import ModelError, ResourceError

torch = pytest.importorskip("torch")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.marian(tmp_path_factory.mktemp("original") / "marian")


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "model"))


def edit(path: Path, **changes: object) -> None:
    """Change keys of a JSON file; None takes a key away."""
    data = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({key: value for key, value in data.items() if value is not None}))


def cut_weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1000])


def spoil_header(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"not a header at all")


def drop_tokenizer(folder: Path) -> None:
    for name in ("source.spm", "target.spm", "vocab.json"):
        (folder / name).unlink()


def damage_tokenizer(folder: Path) -> None:
    (folder / "source.spm").write_bytes(b"no sentencepiece model")


def drop_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def pickle_weights(folder: Path) -> None:
    drop_weights(folder)
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"weights": 1}))


def drop_a_layer(folder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    kept = {name: value for name, value in weights.items() if "encoder.layers.1." not in name}
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})


def another_architecture(folder: Path) -> None:
    edit(folder / "config.json", model_type="bert", is_encoder_decoder=None, architectures=["BertModel"])


def other_sizes(folder: Path) -> None:
    edit(folder / "config.json", d_model=64)


def no_positions(folder: Path) -> None:
    edit(folder / "config.json", max_position_embeddings=0)


def drop_a_shard(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")
    index = {"metadata": {}, "weight_map": {"model.shared.weight": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def no_config(folder: Path) -> None:
    (folder / "config.json").unlink()


def broken_config(folder: Path) -> None:
    (folder / "config.json").write_text("{ this is no JSON")


def no_model_type(folder: Path) -> None:
    edit(folder / "config.json", model_type=None)


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut_weights, "is cut short"),
        (spoil_header, "is cut short or no safetensors file"),
        (drop_tokenizer, "tokenizer"),
        (damage_tokenizer, "tokenizer"),
        (drop_weights, "has no weights"),
        (pickle_weights, "pickled weights"),
        (drop_a_layer, "lacks the weights model.encoder.layers.1."),
        (other_sizes, "have other sizes than its config.json says"),
        (no_positions, "cannot be loaded"),
        (drop_a_shard, "model-00002-of-00002.safetensors"),
        (no_config, "holds no model"),
        (broken_config, "cannot be read"),
        (no_model_type, "it is no transformers model"),
    ],
)
def test_a_damaged_folder_is_one_clear_message(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
    message: str,
    runtime: str,
) -> None:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    damage(folder)
    with pytest.raises(ModelError) as caught:
        load_model(f"{runtime}:{folder}")
    assert message in str(caught.value)
    assert not list((tmp_path / "home").glob("converted/*"))


def test_a_model_that_neither_translates_nor_chats_is_named(folder: Path) -> None:
    another_architecture(folder)
    with pytest.raises(ModelError, match="neither an encoder-decoder nor a chat model"):
        load_model(str(folder))


def test_code_in_a_pickle_is_not_run_even_when_pickles_are_allowed(folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"

    class Bomb:
        def __reduce__(self) -> tuple[object, ...]:
            return (trap.write_text, ("boom",))

    drop_weights(folder)
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"weights": Bomb()}))
    with pytest.raises(ModelError):
        load_model(str(folder), allow_pickle=True)
    assert not trap.exists()


def test_pickled_weights_are_loaded_when_allowed(folder: Path) -> None:
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    drop_weights(folder)
    torch.save(weights, folder / "pytorch_model.bin")
    assert load_model(str(folder), allow_pickle=True).translate(["晋江"], decoding=Decoding(max_new_tokens=4))


def test_code_in_a_model_folder_is_not_run(folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    (folder / "modeling_own.py").write_text(f"open({str(trap)!r}, 'w').close()\n")
    edit(
        folder / "config.json",
        model_type="own-model",
        auto_map={
            "AutoConfig": "modeling_own.OwnConfig",
            "AutoModelForSeq2SeqLM": "modeling_own.OwnModel",
        },
    )
    with pytest.raises(ModelError):
        load_model(str(folder))
    assert not trap.exists()


def test_too_little_memory_is_known_before_loading(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert free_memory() is None or free_memory() > 0
    monkeypatch.setattr("toolkit.engines.memory.free_memory", lambda _device: 1000)
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    for runtime in ("transformers", "ctranslate2"):
        with pytest.raises(ResourceError, match="GB of memory"):
            load_model(f"{runtime}:{folder}")


def test_a_cache_that_cannot_be_made_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="set TOOLKIT_HOME"):
        load_model(f"ctranslate2:{folder}")


FULL = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
    RuntimeError("CUDA failed with error out of memory"),
    RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
    RuntimeError("MPS backend out of memory"),
    RuntimeError("cuBLAS failed with status CUBLAS_STATUS_ALLOC_FAILED"),
    MemoryError(),
]
"""What torch on each device and CTranslate2 say."""


@pytest.mark.parametrize("full", FULL, ids=lambda error: f"{type(error).__name__} {str(error)[:20]}")
def test_a_full_device_halves_the_batch_and_goes_on(full: Exception) -> None:
    sizes: list[int] = []
    released: list[bool] = []

    def run(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        if len(items) > 3:
            raise full
        return [2 * item for item in items]

    found = halve_when_full(run, list(range(10)), release=lambda: released.append(True))
    assert found == [2 * item for item in range(10)]
    assert sizes == [10, 5, 2, 3, 5, 2, 3]
    assert len(released) == 3

    def always_full(items: Sequence[int]) -> list[int]:
        raise full

    with pytest.raises(ResourceError, match="memory is full: one text does not fit"):
        halve_when_full(always_full, [1])


def test_another_failure_is_not_taken_for_a_full_device() -> None:
    def fail(items: Sequence[int]) -> list[int]:
        raise RuntimeError("the shapes do not match")

    with pytest.raises(RuntimeError, match="shapes"):
        halve_when_full(fail, [1, 2])


@pytest.mark.parametrize("runtime", ["transformers", "ctranslate2"])
def test_an_engine_whose_memory_is_full_gives_the_same_output(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runtime: str
) -> None:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    engine = load_model(f"{runtime}:{folder}", threads=1)
    texts, settings = ["晋江", "园区", "福建", "全市"], Decoding(beam_size=1, max_new_tokens=4)
    expected = [each[0].text for each in engine.translate(texts, decoding=settings)]
    inner = engine._runner._model if runtime == "transformers" else engine._runner._translator  # type: ignore[attr-defined]

    class Small:
        """The model, with memory for two sources."""

        def __getattr__(self, name: str) -> object:
            return getattr(inner, name)

        def generate(self, **arguments: Any) -> Any:
            if len(arguments["input_ids"]) > 2:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return inner.generate(**arguments)

        def translate_batch(self, sources: list[list[str]], **arguments: Any) -> Any:
            if len(sources) > 2:
                return [SimpleNamespace(result=self.fail) for _ in sources]
            return inner.translate_batch(sources, **arguments)

        def fail(self) -> None:
            raise RuntimeError("CUDA failed with error out of memory")

    name = "_model" if runtime == "transformers" else "_translator"
    monkeypatch.setattr(engine._runner, name, Small())  # type: ignore[attr-defined]
    assert [each[0].text for each in engine.translate(texts, decoding=settings)] == expected
