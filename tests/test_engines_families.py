"""Every model family: a tiny model of the true architecture, on both runtimes, with equal output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines import Decoding, Engine, load_model
from toolkit.engines.checkpoint import read_checkpoint
from toolkit.engines.convert import convert_to
from toolkit.engines.families import detect_family, same_language
from toolkit.engines.hub_tokenizer import HubTokenizer, load_tokenizer

TEXTS = tiny_models.LINES[:4]
GREEDY = Decoding(beam_size=1, max_new_tokens=16)
STARTS = {
    "nllb": ["eng_Latn"],
    "m2m100": ["__en__"],
    "mbart50": ["en_XX"],
    "bart": ["<s>"],
}
SOURCES = {
    "nllb": "zho_Hans",
    "m2m100": "__zh__",
    "mbart50": "zh_CN",
    "marian-multilingual": ">>eng<<",
}


@pytest.fixture(scope="module", params=list(tiny_models.SEQ2SEQ))
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.SEQ2SEQ[family](tmp_path_factory.mktemp("families") / family)


@pytest.fixture(scope="module")
def engines(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOOLKIT_HOME", str(tmp_path_factory.mktemp("home")))
        converted = convert_to(read_checkpoint(folder), "float32")
        yield load_model(f"transformers:{folder}", threads=1), load_model(str(converted), threads=1)


def test_the_family_is_detected_from_the_files(folder: Path, family: str) -> None:
    tokenizer = load_tokenizer(read_checkpoint(folder))
    found = detect_family(
        read_checkpoint(folder).model_type,
        tokenizer=type(tokenizer).__name__,
        vocabulary=tokenizer.get_vocab(),
    )
    assert found.name == family


def test_language_codes_and_prefixes_are_in_place(engines: tuple[Engine, Engine], family: str) -> None:
    tokenizer = engines[0]._tokenizer  # type: ignore[attr-defined]
    assert isinstance(tokenizer, HubTokenizer)
    assert tokenizer.start("", task="translate") == STARTS.get(family, [])
    pieces = tokenizer.encode(TEXTS[0], task="translate")
    if family in SOURCES:
        assert pieces[0] == SOURCES[family]
    assert ("<2en>" in pieces) == (family == "madlad")


def test_both_runtimes_give_the_same_greedy_output(engines: tuple[Engine, Engine]) -> None:
    reference, converted = (engine.translate(TEXTS, decoding=GREEDY) for engine in engines)
    for left, right in zip(reference, converted, strict=True):
        assert left[0].text == right[0].text
        assert left[0].tokens == right[0].tokens
        assert left[0].truncated == right[0].truncated
        assert left[0].score == pytest.approx(right[0].score, abs=0.01)


def test_both_runtimes_search_alike(engines: tuple[Engine, Engine]) -> None:
    settings = Decoding(beam_size=4, max_new_tokens=24, length_penalty=1.0)
    starts = ["The park costs 20 billion", ""]
    for engine in engines:
        forced, free = engine.translate(TEXTS[:2], n_best=2, prefixes=starts, decoding=settings)
        assert len(forced) == len(free) == 2
        assert all(each.text.startswith(starts[0]) for each in forced)
        assert free[0].score >= free[1].score


def test_an_output_that_never_ends_stops_within_the_positions(engines: tuple[Engine, Engine]) -> None:
    settings = Decoding(beam_size=1, min_new_tokens=100_000)
    found = [engine.translate(["晋江"] * 2, decoding=settings)[0][0] for engine in engines]
    assert all(each.truncated for each in found)
    assert found[0].tokens == found[1].tokens > 0


def test_int8_weights_are_converted_once_and_found_by_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tiny_models.marian(tmp_path / "marian")
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path))
    first = load_model(f"ctranslate2:{folder}", threads=1)
    copies = list((tmp_path / "converted").iterdir())
    assert len(copies) == 1
    stamp = (copies[0] / "ctranslate2" / "model.bin").stat().st_mtime_ns
    again = load_model(f"ctranslate2:{folder}", threads=1)
    assert (copies[0] / "ctranslate2" / "model.bin").stat().st_mtime_ns == stamp
    assert first.translate(TEXTS, decoding=GREEDY) == again.translate(TEXTS, decoding=GREEDY)


def test_a_summary_prefix_of_the_checkpoint_is_used(tmp_path: Path) -> None:
    folder = tiny_models.t5(tmp_path / "t5")
    config = folder / "config.json"
    prefix = '{"task_specific_params": {"summarization": {"prefix": "summarize: "}},'
    config.write_text(prefix + config.read_text().lstrip()[1:])
    tokenizer = load_model(str(folder), threads=1)._tokenizer  # type: ignore[attr-defined]
    assert tokenizer.decode(tokenizer.encode("晋江", task="summarise")).startswith("summarize:")
    assert not tokenizer.decode(tokenizer.encode("晋江", task="translate")).startswith("summarize:")


def test_language_codes_of_models_are_understood() -> None:
    assert same_language("zh", "zho")
    assert same_language("en", "eng_Latn")
    assert not same_language("en", "de")
