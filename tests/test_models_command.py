"""`toolkit models`: what is here, and downloads from a stand-in hub that can be cut, damaged and gated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from tests import tiny_models
from tests.stand_in import hub
from toolkit.cards import shipped_cards
from toolkit.cli.models import app
from toolkit.cli.tables import aligned
from toolkit.engines import Decoding, load_model
from toolkit.engines.names import find_card
from toolkit.engines.pull import pull
from toolkit.engines.store import pull_folder, read_record, sha256_of
from toolkit.errors import InputError, ModelError, ResourceError, ToolkitError

NAME = "someone/tiny"
COMMIT = "c0ffee" + "0" * 34


def run(*arguments: str) -> str:
    """Run a command of the group in this process and return its standard output."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hub")
    tiny_models.marian(root / NAME)
    pickled = root / "someone" / "pickled"
    pickled.mkdir()
    (pickled / "config.json").write_text("{}")
    (pickled / "pytorch_model.bin").write_bytes(b"pickle")
    return root


@pytest.fixture
def remote(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("TOOLKIT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    with hub(shelf) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


def card(name: str = NAME) -> Any:
    return find_card(name)


def test_the_list_has_every_card_with_licence_and_size() -> None:
    text = run("list")
    for each in shipped_cards().values():
        line = next(line for line in text.splitlines() if line.startswith(f"{each.id} "))
        assert each.licence in line
    assert text.index("to translate") < text.index("opus-mt-zh-en") < text.index("to summarise")
    assert text.index("to summarise") < text.index("t5-summary-zh")
    found = json.loads(run("list", "--format", "json"))
    embedded = next(each for each in found if each["id"] == "zh-en-mini")
    assert embedded["here"]
    assert embedded["bytes"] == shipped_cards()["zh-en-mini"].bytes


def test_show_compares_the_checksums() -> None:
    assert "yes, checksums verified" in run("show", "zh-en-mini")
    found = json.loads(run("show", "zh-en-mini", "--format", "json"))
    assert (found["verified"], found["damaged"]) == (True, [])


def test_show_names_the_command_that_fetches_a_model(remote: Any) -> None:
    text = run("show", "Helsinki-NLP/opus-mt-zh-en")
    assert "run 'toolkit models pull opus-mt-zh-en'" in text
    assert "figures 91.3" not in text
    assert "23.5 on FLORES" in text


def test_the_memory_that_weights_take_is_told_before(remote: Any) -> None:
    text = run("show", "qwen3-4b-instruct")
    assert "16.0 GB on a CPU, 8.0 GB on a graphics card" in text
    assert "78 MB on a CPU" in run("show", "opus-mt-zh-en")
    found = json.loads(run("show", "opus-mt-zh-en", "--format", "json"))
    assert found["memory"] == {"cpu": 78_000_000, "gpu": 156_000_000, "convert": 312_000_000}
    assert json.loads(run("show", "zh-en-mini", "--format", "json"))["memory"] == {}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_terminal_shows_no_line_folded(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: True))
    rows = [("note", "全市万亿元 figures in Chinese and English, as long as they like, " * 4), ("id", "x")]
    lines = aligned(rows).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert [line[:6].strip() for line in lines] == ["note", *[""] * (len(lines) - 2), "id"]
    assert " ".join(line[6:].strip() for line in lines[:-1]) == rows[0][1].strip()


def test_pull_verifies_and_writes_down_what_it_got(remote: Any) -> None:
    told: list[str] = []
    folder = pull(card(), tell=told.append)
    assert "MB to download" in told[0]
    assert "GB free" in told[0]
    record = read_record(folder)
    assert record is not None
    assert record.commit == COMMIT
    assert set(record.files) >= {"config.json", "model.safetensors", "source.spm", "vocab.json"}
    for name, entry in record.files.items():
        assert sha256_of(folder / name) == entry["sha256"]
    assert "checksums verified" in run("show", NAME)
    assert NAME in run("list")


def test_a_pulled_model_runs_on_both_runtimes_without_the_network(remote: Any) -> None:
    folder = Path(run("pull", NAME).strip())
    assert folder == pull_folder(NAME)
    asked = len(remote.requests)
    for name in (NAME, f"ctranslate2:{NAME}"):
        assert load_model(name, offline=True).translate(["晋江"], decoding=Decoding(max_new_tokens=4))[0]
    assert len(remote.requests) == asked
    converted = run("convert", NAME, "--weights", "float32").strip()
    assert load_model(converted).translate(["晋江"], decoding=Decoding(max_new_tokens=4))[0]


def test_a_model_in_the_hubs_own_cache_is_found(remote: Any, shelf: Path, tmp_path: Path) -> None:
    cached = tmp_path / "cache" / "models--someone--tiny"
    shutil.copytree(shelf / NAME, cached / "snapshots" / COMMIT)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(COMMIT)
    assert load_model(NAME).translate(["晋江"], decoding=Decoding(max_new_tokens=4))[0]
    assert remote.requests == []


def test_a_second_pull_downloads_nothing(remote: Any) -> None:
    pull(card())
    remote.requests.clear()
    pull(card())
    assert [path for method, path, _ in remote.requests if "/resolve/" in path] == []


def test_a_broken_off_download_is_continued(remote: Any) -> None:
    folder = pull(card())
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors.part").write_bytes(whole[:1000])
    remote.requests.clear()
    pull(card())
    assert (folder / "model.safetensors").read_bytes() == whole
    assert "bytes=1000-" in [asked for _, _, asked in remote.requests]


def test_a_file_that_differs_from_the_hubs_metadata_is_deleted(remote: Any) -> None:
    remote.sha256["model.safetensors"] = "0" * 64
    with pytest.raises(ModelError, match="differs from what the hub states"):
        pull(card())
    assert not (pull_folder(NAME) / "model.safetensors").exists()
    with pytest.raises(ModelError, match="is not on this machine"):
        load_model(NAME)


def test_damage_after_the_pull_is_seen(remote: Any) -> None:
    folder = pull(card())
    (folder / "vocab.json").write_text("{}")
    assert "damaged: vocab.json" in run("show", NAME)
    pull(card())
    assert "checksums verified" in run("show", NAME)


def test_remove_takes_the_files_and_keeps_what_ships(remote: Any) -> None:
    folder = pull(card())
    run("convert", NAME)
    run("remove", NAME, "--conversions")
    assert not folder.exists()
    assert not (folder.parent.parent / "converted").exists()
    with pytest.raises(ToolkitError, match="nothing to remove"):
        run("remove", NAME)
    with pytest.raises(InputError, match="nothing to remove"):
        run("remove", "zh-en-mini")


@pytest.mark.parametrize("name", ["zh-en-mini", "echo", "openai:m@http://localhost:1/v1"])
def test_what_is_no_checkpoint_is_not_converted(name: str) -> None:
    with pytest.raises(InputError, match="nothing to convert"):
        run("convert", name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("someone/missing", "the hub has no model 'someone/missing'"),
        ("someone/gated-one", "is gated: accept its terms"),
        ("someone/pickled", "pickled ones are refused"),
    ],
)
def test_what_the_hub_does_not_give_is_one_clear_message(remote: Any, name: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        pull(card(name))
    assert message in str(caught.value)


def test_no_network_is_one_clear_message(remote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="the hub cannot be reached"):
        pull(card())


def test_offline_mode_never_pulls(remote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="offline mode is on"):
        pull(card())
    assert remote.requests == []


def test_a_disk_that_is_too_small_is_known_before(remote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 10

    monkeypatch.setattr("toolkit.engines.pull.shutil.disk_usage", lambda _: Usage)
    with pytest.raises(ResourceError, match="make room"):
        pull(card())
    assert not any("/resolve/" in path for _, path, _ in remote.requests)
