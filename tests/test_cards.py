"""Model cards: what is shipped is valid, and what is wrong is named."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from toolkit.cards import Card, read_card, shipped_cards
from toolkit.errors import SuiteError

MINIMAL = 'id = "x"\ntitle = "X"\ntask = "translate"\nengine = "ctranslate2"\nlicence = "MIT"\n'


def write(folder: Path, more: str, *, base: str = MINIMAL) -> Path:
    path = folder / "card.toml"
    path.write_text(base + more, encoding="utf-8")
    return path


def test_every_shipped_card_says_what_a_user_must_know() -> None:
    cards = shipped_cards()
    assert 10 <= len(cards) <= 20
    for card in cards.values():
        assert card.title
        assert card.licence
        assert card.source
        assert all(quality.source for quality in card.quality)
        assert card.hub or card.files


def test_the_embedded_model_has_the_files_and_checksums_of_its_card() -> None:
    card = shipped_cards()["zh-en-mini"]
    assert card.folder is not None
    assert card.licence == "CC-BY-NC-SA-4.0"
    assert set(card.files) >= {"ctranslate2/model.bin", "sentencepiece.model"}
    for name, digest in card.files.items():
        assert hashlib.sha256((card.folder / name).read_bytes()).hexdigest() == digest, name


def test_tables_become_frozen_values(tmp_path: Path) -> None:
    more = 'languages = { zh = "zho_Hans" }\n[decoding]\nbeam_size = 4\nlength_penalty = 1\n'
    card = read_card(write(tmp_path, more))
    assert isinstance(card, Card)
    assert (card.decoding.beam_size, card.decoding.length_penalty) == (4, 1.0)
    assert card.language("zh") == "zho_Hans"
    assert card.language("en") == "en"
    assert card.folder == tmp_path
    with pytest.raises(TypeError):
        card.languages["zh"] = "other"  # type: ignore[index]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('licens = "MIT"', "unknown key 'licens' (did you mean 'licence'?)"),
        ("[decoding]\nbeam = 4", "unknown key 'beam' (did you mean 'beam_size'?)"),
        ('folder = "/tmp"', "unknown key 'folder'"),
        ('parameters = "many"', "parameters must be of type int"),
        ("parameters = true", "parameters must be of type int"),
        ('lock = "nubers"', "did you mean 'numbers'?"),
        ("source = [1]", "source must be of type str"),
        ('[[quality]]\nsuite = "s"\nmetric = "BLEU"\nvalue = 1.0', "the key 'source' is missing"),
        ('prefix = "<2{targte}> "', "prefix has {targte} (did you mean 'target'?)"),
        ('prefix = "{"', "prefix cannot be read"),
        ('instruction = "Translate {txt}"', "instruction has {txt} (did you mean 'text'?)"),
        ('instruction = "Translate this into {target}"', "the instruction has no {text}"),
        ('chat = "code"', "did you mean 'coded'?"),
        ("this is no toml", "cannot read the model card"),
    ],
)
def test_a_wrong_card_is_named(tmp_path: Path, more: str, message: str) -> None:
    with pytest.raises(SuiteError, match=r"card\.toml") as caught:
        read_card(write(tmp_path, more))
    assert message in str(caught.value)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="the key 'licence' is missing"):
        read_card(write(tmp_path, "", base=MINIMAL.replace('licence = "MIT"\n', "")))
