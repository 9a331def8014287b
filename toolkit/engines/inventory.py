"""Which models are on this machine, whole or not, and how they are taken away."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.cards import Card, shipped_cards
from toolkit.engines.names import find_card
from toolkit.engines.store import (
    RECORD,
    folder_bytes,
    home,
    locate,
    pull_folder,
    read_record,
    sha256_of,
)
from toolkit.errors import InputError, ModelError


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a model lies; `damaged` names the files that differ from the written-down hashes.

    `verified` says that hashes were there to compare with and that all agree.
    """

    card: Card
    folder: Path | None
    bytes: int | None
    commit: str | None = None
    verified: bool = False
    damaged: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the card and what is here as JSON values."""
        card = self.card
        return {
            "id": card.id,
            "title": card.title,
            "task": card.task,
            "engine": card.engine,
            "hub": card.hub,
            "revision": card.revision if card.hub and not card.url else None,
            "licence": card.licence,
            "parameters": card.parameters,
            "bytes": self.bytes,
            "memory": memory_needed(card),
            "lock": card.lock,
            "source": list(card.source),
            "target": list(card.target),
            "quality": [
                {"suite": each.suite, "metric": each.metric, "value": each.value, "source": each.source}
                for each in card.quality
            ],
            "notes": list(card.notes),
            "here": self.folder is not None,
            "folder": str(self.folder) if self.folder else None,
            "commit": self.commit,
            "verified": self.verified,
            "damaged": list(self.damaged),
        }


def inventory() -> list[Presence]:
    """Return all shipped cards and all pulled models without one, by id; nothing is hashed."""
    cards = dict(shipped_cards())
    known = {card.hub for card in cards.values()}
    for path in sorted((home() / "models").glob(f"*/{RECORD}")):
        record = read_record(path.parent)
        if record is not None and record.hub not in known:
            cards[record.hub] = find_card(record.hub)
    return [presence(card) for card in cards.values()]


def presence(card: Card, *, verify: bool = False) -> Presence:
    """Return where the card's model lies; with `verify` every file is hashed and compared."""
    try:
        folder = locate(card) if card.engine != "echo" and card.url is None else None
    except ModelError:
        folder = None
    if folder is None:
        return Presence(card, None, card.bytes)
    record = read_record(folder)
    stated = dict(card.files) or {name: entry["sha256"] for name, entry in _files(record)}
    size = sum((folder / name).stat().st_size for name in stated if (folder / name).is_file())
    damaged = (
        tuple(name for name, digest in stated.items() if _differs(folder / name, digest)) if verify else ()
    )
    return Presence(
        card,
        folder,
        size or folder_bytes(folder),
        commit=record.commit if record else None,
        verified=verify and bool(stated) and not damaged,
        damaged=damaged,
    )


def memory_needed(card: Card) -> dict[str, int]:
    """Return the bytes of memory that the weights take, by what is done; {} when the size is not known.

    CTranslate2 holds a byte of each parameter on a CPU and two on a graphics card, transformers four
    and two; a conversion, made once, holds four.
    """
    if card.parameters is None or card.hub is None or card.url is not None:
        return {}
    converted = card.engine == "ctranslate2"
    widths = {"cpu": 1, "gpu": 2, "convert": 4} if converted else {"cpu": 4, "gpu": 2}
    return {use: width * card.parameters for use, width in widths.items()}


def remove(card: Card) -> int:
    """Delete the pulled files of a model and return their size in bytes; shipped ones stay."""
    if card.hub is None or card.url is not None:
        raise InputError(f"the model {card.id!r} was not pulled, so there is nothing to remove")
    folder = pull_folder(card.hub)
    if not folder.is_dir():
        raise ModelError(f"the model {card.id!r} is not in {folder.parent}; there is nothing to remove")
    size = folder_bytes(folder)
    shutil.rmtree(folder)
    return size


def remove_conversions() -> int:
    """Delete all converted copies, which are made again when needed, and return their size in bytes."""
    folder = home() / "converted"
    size = folder_bytes(folder) if folder.is_dir() else 0
    shutil.rmtree(folder, ignore_errors=True)
    return size


def _files(record: Any) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return record.files.items() if record else ()


def _differs(path: Path, digest: str) -> bool:
    return not path.is_file() or sha256_of(path) != digest
