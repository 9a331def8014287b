"""The table of runtimes, and what a user may write after `--model` turned into a card."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.cards import Card, read_card, shipped_cards
from toolkit.engines.echo import CARD as ECHO
from toolkit.errors import ModelError
from toolkit.lookup import did_you_mean

ENGINES = {
    "ctranslate2": "toolkit.engines.ctranslate:load",
    "echo": "toolkit.engines.echo:load",
    "libretranslate": "toolkit.engines.libretranslate:load",
    "openai": "toolkit.engines.openai:load",
    "transformers": "toolkit.engines.pretrained:load",
}
"""The function that loads a card, by the name of its engine."""

HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
SERVERS = ("openai", "libretranslate")
STATED_ELSEWHERE = "see its own page"


def find_card(name: str) -> Card:
    """Return the card of the model `name`; raise ModelError naming the nearest known model.

    `name` is a shipped id, `ENGINE:NAME` for one of ENGINES, a folder, or a hub id.
    """
    known = {**shipped_cards(), ECHO.id: ECHO}
    if name in known:
        return known[name]
    scheme, colon, rest = name.partition(":")
    if colon and scheme in SERVERS:
        return _server_card(scheme, rest)
    if colon and scheme in ENGINES:
        return replace(find_card(rest), engine=scheme)
    if name.startswith((".", "/", "~")) or (name and Path(name).is_dir()):
        return _folder_card(name)
    if HUB_ID.fullmatch(name):
        return _hub_card(name)
    raise ModelError(
        f"unknown model {name!r}{did_you_mean(name, known)}; 'toolkit models list' shows the known ones, "
        "and a hub id (org/name), a folder (./name) or openai:MODEL@URL works too"
    )


def _server_card(scheme: str, rest: str) -> Card:
    """Return the card of a model behind a server: `openai:MODEL@URL` or `libretranslate:URL`."""
    model, at, url = rest.rpartition("@") if scheme == "openai" else ("", "@", rest)
    if not at or not _is_address(url) or (scheme == "openai" and not model):
        form = "openai:MODEL@http://HOST:PORT/v1" if scheme == "openai" else "libretranslate:http://HOST:PORT"
        raise ModelError(f"the model '{scheme}:{rest}' names no server; write {form}")
    title = f"{model or 'translation'} at {url}"
    return Card(
        id=f"{scheme}:{rest}",
        title=title,
        task="translate",
        engine=scheme,
        licence=STATED_ELSEWHERE,
        hub=model or None,
        url=url.rstrip("/"),
        lock="numbers",
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket without its other, a port that is no number
        return False


def _folder_card(name: str) -> Card:
    """Return the card of a folder: its own card.toml, or one made from what lies in it."""
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ModelError(f"there is no model folder {name!r}; give a folder with config.json and weights")
    if (folder / "card.toml").is_file():
        return read_card(folder / "card.toml")
    converted = (folder / "ctranslate2" / "model.bin").is_file()
    if not converted and not (folder / "config.json").is_file():
        raise ModelError(f"{name} holds no model: neither config.json nor ctranslate2/model.bin is there")
    engine = "ctranslate2" if converted else "transformers"
    return Card(
        id=name,
        title=folder.name,
        task="translate",
        engine=engine,
        licence=STATED_ELSEWHERE,
        lock="numbers",
        folder=folder,
    )


def _hub_card(name: str) -> Card:
    """Return the shipped card of a hub id, or a bare one."""
    for card in shipped_cards().values():
        if card.hub is not None and card.hub.lower() == name.lower():
            return card
    return Card(
        id=name,
        title=name,
        task="translate",
        engine="transformers",
        licence=STATED_ELSEWHERE,
        hub=name,
        lock="numbers",
    )
