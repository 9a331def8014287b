"""The contract of the seam, held against every engine there is, and names turned into engines."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import tiny_models
from tests.stand_in import model_server
from toolkit.engines import Decoding, Engine, Hypothesis, load_model
from toolkit.engines.base import merge_decoding
from toolkit.engines.batching import batches_by_tokens
from toolkit.errors import DependencyError, InputError, ModelError
from toolkit.resources import data_folder

TEXTS = ["今年2月28日,园区新增企业3.6万户。", "全市实现工业总产值250.2亿元。", "晋江"]
SHORT = Decoding(max_new_tokens=12)
FORCES = ("echo", "zh-en-mini", "marian", "chat")
"""Engines that can make an output begin as asked; servers cannot."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("models")
    return {"marian": tiny_models.marian(folder / "marian"), "chat": tiny_models.qwen3(folder / "chat")}


@pytest.fixture(scope="module")
def load(folders: dict[str, Path]) -> Iterator[Callable[[str], Engine]]:
    """Load an engine by the contract's name for it, once."""
    loaded: dict[str, Engine] = {}
    with model_server() as server:
        names = {
            "marian": str(folders["marian"]),
            "chat": str(folders["chat"]),
            "openai": f"openai:any@{server.url}/v1",
            "libretranslate": f"libretranslate:{server.url}",
        }

        def get(kind: str) -> Engine:
            if kind not in loaded:
                loaded[kind] = load_model(names.get(kind, kind), threads=1)
            return loaded[kind]

        yield get
    for engine in loaded.values():
        engine.close()


ALL = ["echo", "zh-en-mini", "marian", "chat", "openai", "libretranslate"]


@pytest.mark.parametrize("kind", ALL)
class TestContract:
    def test_is_an_engine_with_a_card(self, load: Callable[[str], Engine], kind: str) -> None:
        engine = load(kind)
        assert isinstance(engine, Engine)
        assert engine.card.id
        assert engine.max_source_tokens > 0

    def test_gives_one_hypothesis_for_each_text_in_order(
        self, load: Callable[[str], Engine], kind: str
    ) -> None:
        engine = load(kind)
        together = engine.translate(TEXTS, decoding=SHORT)
        assert [len(each) for each in together] == [1, 1, 1]
        assert all(isinstance(each[0], Hypothesis) for each in together)
        alone = [engine.translate([text], decoding=SHORT)[0] for text in TEXTS]
        assert [each[0].text for each in alone] == [each[0].text for each in together]

    def test_takes_no_texts(self, load: Callable[[str], Engine], kind: str) -> None:
        assert load(kind).translate([]) == []
        assert load(kind).count_tokens([]) == []

    def test_a_blank_text_has_a_blank_output(self, load: Callable[[str], Engine], kind: str) -> None:
        found = load(kind).translate(["", TEXTS[0], " \n"], decoding=SHORT)
        assert [each[0].text.strip() == "" for each in found] == [True, False, True]
        assert not found[0][0].truncated

    def test_n_best_is_at_most_n_distinct_and_best_first(
        self, load: Callable[[str], Engine], kind: str
    ) -> None:
        # With a length penalty the search ranks by another number than the mean score.
        plain = replace(SHORT, length_penalty=1.0, repetition_penalty=1.0)
        for hypotheses in load(kind).translate(TEXTS, n_best=3, decoding=plain):
            assert 1 <= len(hypotheses) <= 3
            scores = [each.score for each in hypotheses]
            assert scores == sorted(scores, reverse=True)

    def test_longer_texts_count_more_tokens(self, load: Callable[[str], Engine], kind: str) -> None:
        short, long = load(kind).count_tokens(["晋江", "晋江" * 20])
        assert 0 < short < long

    def test_a_text_that_is_too_long_is_an_error_and_never_cut(
        self, load: Callable[[str], Engine], kind: str
    ) -> None:
        engine = load(kind)
        if kind == "echo":
            pytest.skip("echo takes texts of any length")
        with pytest.raises(InputError, match="split it first"):
            engine.translate(["晋江经济开发区" * 2000])

    def test_a_forced_beginning_is_there_exactly_as_given(
        self, load: Callable[[str], Engine], kind: str
    ) -> None:
        if kind not in FORCES:
            pytest.skip("the protocol has no way to force a beginning")
        starts = ["The park costs 20 billion", "", "RMB 25.02 bn, the 1st"]
        forced = load(kind).translate(TEXTS, prefixes=starts, n_best=2, decoding=Decoding(max_new_tokens=40))
        for start, hypotheses in zip(starts, forced, strict=True):
            assert all(each.text.startswith(start) for each in hypotheses)
        free = load(kind).translate(TEXTS[1:2], n_best=2, decoding=Decoding(max_new_tokens=40))[0]
        assert [each.text for each in forced[1]] == [each.text for each in free]


def test_an_output_stopped_at_its_limit_says_so(load: Callable[[str], Engine]) -> None:
    engine = load("zh-en-mini")
    cut = engine.translate(TEXTS[:1], decoding=Decoding(max_new_tokens=3))[0][0]
    whole = engine.translate(TEXTS[:1])[0][0]
    assert cut.truncated
    assert cut.tokens == 3
    assert not whole.truncated
    assert whole.score < 0


def test_the_embedded_model_carries_symbols(load: Callable[[str], Engine]) -> None:
    text = load("zh-en-mini").translate(["全市实现工业总产值<fig0>元，同比增长<fig1>%。"])[0][0].text
    assert text.count("<fig0>") == text.count("<fig1>") == 1


def test_echo_gives_the_source_back() -> None:
    engine = load_model("echo")
    assert engine.translate(["晋江"])[0][0].text == "晋江"
    assert engine.generate(["晋江"])[0][0].text == "晋江"


def test_what_a_caller_sets_wins_over_the_card() -> None:
    merged = merge_decoding(Decoding(beam_size=1), Decoding(beam_size=4, length_penalty=0.6))
    assert merged == Decoding(beam_size=1, length_penalty=0.6)
    assert merge_decoding(None, merged) is merged


def test_batches_hold_every_text_once_within_their_size() -> None:
    lengths = [5, 90, 3, 40, 41, 7, 200]
    batches = batches_by_tokens(lengths, max_tokens=100)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= 100


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("zh-en-min", "did you mean 'zh-en-mini'?"),
        ("Helsinki-NLP/opus-mt-zh-en", "run 'toolkit models pull opus-mt-zh-en' first"),
        ("some-one/some-model", "run 'toolkit models pull some-one/some-model' first"),
        ("./no-such-folder", "there is no model folder"),
        ("openai:http://localhost:1", "write openai:MODEL@http://HOST:PORT/v1"),
        ("libretranslate:localhost", "write libretranslate:http://HOST:PORT"),
        ("openai:m@http://[::1/v1", "write openai:MODEL@http://HOST:PORT/v1"),
        ("openai:m@http://localhost:port/v1", "write openai:MODEL@http://HOST:PORT/v1"),
        ("openai:m@http:///v1", "write openai:MODEL@http://HOST:PORT/v1"),
        ("", "unknown model ''"),
        ("nonsense:thing", "unknown model 'nonsense:thing'"),
    ],
)
def test_a_model_that_cannot_be_had_is_one_clear_message(
    name: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    with pytest.raises(ModelError) as caught:
        load_model(name)
    assert message in str(caught.value)


def test_a_model_for_another_direction_is_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not zh to zh"):
        load_model("zh-en-mini", target="zh")
    german = tiny_models.marian(tmp_path / "zh-de", source_lang="zh", target_lang="de")
    with pytest.raises(ModelError, match="translates zh to de, not zh to en"):
        load_model(str(german))


def test_a_model_for_summaries_does_not_translate() -> None:
    with pytest.raises(ModelError, match="t5-summary-zh is made for summaries"):
        load_model("t5-summary-zh", task="translate")


def test_an_unknown_model_is_reported_before_a_missing_dependency(
    monkeypatch: pytest.MonkeyPatch, folders: dict[str, Path]
) -> None:
    monkeypatch.setattr("toolkit.engines.runtimes.find_spec", lambda _: None)
    with pytest.raises(ModelError, match="no model folder"):
        load_model("transformers:./no-such-folder")
    with pytest.raises(DependencyError, match=r"pip install 'zh-en-toolkit\[torch\]'"):
        load_model(str(folders["marian"]))


def test_a_missing_device_is_named(folders: dict[str, Path]) -> None:
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("there is a GPU here")
    for name in ("zh-en-mini", str(folders["marian"])):
        with pytest.raises(ModelError, match="--device auto or --device cpu"):
            load_model(name, device="cuda")


def test_a_folder_without_a_card_has_the_lengths_of_its_weights(tmp_path: Path) -> None:
    shipped = data_folder("models") / "zh-en-mini"
    shutil.copytree(shipped / "ctranslate2", tmp_path / "ctranslate2")
    shutil.copy2(shipped / "sentencepiece.model", tmp_path)
    engine = load_model(str(tmp_path))
    assert engine.max_source_tokens == 256
    found = engine.translate(["哈," * 110], decoding=Decoding(min_new_tokens=1000))[0][0]
    assert (found.tokens, found.truncated) == (256, True)


def test_the_embedded_model_needs_no_network_and_no_heavy_library() -> None:
    program = """
import socket, sys
def forbid(*arguments, **options):
    raise AssertionError("the network was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = forbid
from toolkit.engines import load_model
engine = load_model("zh-en-mini", offline=True)
assert engine.translate(["晋江"])[0][0].text
heavy = {"torch", "transformers", "huggingface_hub", "datasets"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_a_local_checkpoint_is_loaded_without_the_network(folders: dict[str, Path]) -> None:
    program = f"""
import socket
def forbid(*arguments, **options):
    raise AssertionError("the network was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = forbid
from toolkit.engines import load_model, Decoding
engine = load_model({str(folders["marian"])!r}, threads=1)
assert engine.translate(["晋江"], decoding=Decoding(max_new_tokens=4))[0]
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_offline_mode_contacts_no_other_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="offline mode is on"):
        load_model("openai:m@https://example.org/v1", offline=True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="offline mode is on"):
        load_model("libretranslate:https://example.org")
    assert load_model("libretranslate:http://localhost:5000").card.url == "http://localhost:5000"
