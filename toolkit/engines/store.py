"""Where models are kept on this machine, and what was written down when they were pulled."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.cards import Card
from toolkit.errors import ModelError

RECORD = "pulled.json"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What `models pull` wrote beside the files: the commit, and size and sha256 of every file."""

    hub: str
    revision: str
    commit: str
    files: Mapping[str, Mapping[str, Any]]


def home() -> Path:
    """Return the toolkit's own cache folder (TOOLKIT_HOME, else below XDG_CACHE_HOME); it may not exist."""
    if chosen := os.environ.get("TOOLKIT_HOME"):
        return Path(chosen).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "zh-en-toolkit"


def pull_folder(hub: str) -> Path:
    """Return the folder that the hub id `hub` is pulled into."""
    return home() / "models" / hub.replace("/", "--")


def conversion_folder(key: str) -> Path:
    """Return the folder of the CTranslate2 copy with the content key `key`."""
    return home() / "converted" / key


def locate(card: Card) -> Path:
    """Return the folder with the card's files; raise ModelError naming the command that fetches them."""
    if card.hub is None:
        if card.folder is None:
            raise ModelError(f"the model {card.id!r} names neither a hub id nor a folder")
        return card.folder
    folder = pull_folder(card.hub)
    if (folder / RECORD).is_file():
        return folder
    cached = _hub_cache(card.hub, card.revision)
    if cached is None:
        raise ModelError(
            f"the model {card.id!r} is not on this machine; run 'toolkit models pull {card.id}' first"
        )
    return cached


def read_record(folder: Path) -> Pulled | None:
    """Return what was written at the pull, or None for a folder that came some other way."""
    path = folder / RECORD
    if not path.is_file():
        return None
    try:
        return Pulled(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({error}); remove the model and pull it again") from error


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file as lower-case hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def git_blob_of(path: Path) -> str:
    """Return git's blob id of a file: what the hub states for files that are not in large-file storage."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def content_key(files: list[Path], *, settings: str) -> str:
    """Return a short key that changes with the content of `files` or with `settings`."""
    digest = hashlib.sha256(settings.encode())
    for path in files:
        record = read_record(path.parent)
        entry = record.files.get(path.name) if record else None
        known = entry is not None and entry["size"] == path.stat().st_size
        digest.update(f"{path.name} {entry['sha256'] if entry and known else sha256_of(path)}\n".encode())
    return digest.hexdigest()[:24]


def folder_bytes(folder: Path) -> int:
    """Return the size of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _hub_cache(hub: str, revision: str) -> Path | None:
    """Return the snapshot of `hub` in the hub's own cache, at `revision` or else main, or None."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for wanted in dict.fromkeys((revision, "main")):
        try:
            return Path(snapshot_download(hub, revision=wanted, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    return None
