"""Model cards: models/<id>/card.toml read into frozen values; an unknown key is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from toolkit.errors import SuiteError
from toolkit.lookup import did_you_mean
from toolkit.resources import data_folder
from toolkit.tables import read_described

Lock = Literal["symbols", "numbers", "none"]
Task = Literal["translate", "summarise"]
Chat = Literal["plain", "coded", "none"]

_CODES = ("source", "target")
_PROMPT = ("text", "source", "target", "source_code", "target_code")
"""What may stand in braces in a prefix, and in an instruction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How to search for the output; None leaves a setting to the card, then to the engine."""

    beam_size: int | None = None
    length_penalty: float | None = None
    repetition_penalty: float | None = None
    no_repeat_ngram_size: int | None = None
    min_new_tokens: int | None = None
    max_new_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """A score that somebody measured, with where it can be read."""

    suite: str
    metric: str
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the toolkit knows of one model; only what a source states is filled in.

    `source` and `target` are our language codes; `languages` maps them to the model's own codes.
    `prefix` is text put before every source, with `{source}` and `{target}` replaced by those codes.
    Sources over `max_source_tokens` must be split; those over `best_source_tokens` are, at clauses,
    because the model was measured to translate the parts better.
    `lock` says how source figures are prepared: "symbols" stand for them, "numbers" are rendered in English.
    Of chat models: `instruction` is the prompt with `{text}`, the languages' names `{source}` and `{target}`
    and the model's codes `{source_code}` and `{target_code}`; `chat` is how it is sent: "plain" text in a
    turn, "coded" with the codes beside the text, for templates made for translation, or "none", without a
    template. `window` is the sentences of one request, `context` the earlier sentences shown with it,
    `chat_options` what the chat template is given.
    `bytes` is the download, `files` the sha256 of each file by its path, `folder` where the card lies.
    """

    id: str
    title: str
    task: Task
    engine: str
    licence: str
    hub: str | None = None
    revision: str = "main"
    family: str | None = None
    source: tuple[str, ...] = ("zh",)
    target: tuple[str, ...] = ("en",)
    languages: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    instruction: str | None = None
    chat: Chat = "plain"
    chat_options: Mapping[str, bool] = field(default_factory=dict)
    window: int = 1
    context: int = 0
    url: str | None = None
    lock: Lock = "none"
    parameters: int | None = None
    bytes: int | None = None
    max_source_tokens: int | None = None
    best_source_tokens: int | None = None
    decoding: Decoding = field(default_factory=Decoding)
    files: Mapping[str, str] = field(default_factory=dict)
    quality: tuple[Quality, ...] = ()
    notes: tuple[str, ...] = ()
    folder: Path | None = None

    def language(self, code: str) -> str:
        """Return the model's own code for our language `code`."""
        return self.languages.get(code, code)


def read_card(path: Path) -> Card:
    """Return the card at `path`; raise SuiteError for bad TOML, unknown keys and wrong types."""
    card = read_described(Card, path, what="model card")
    _require_places(path, "prefix", card.prefix, _CODES)
    if card.instruction is not None:
        names = _require_places(path, "instruction", card.instruction, _PROMPT)
        if "text" not in names:
            raise SuiteError(f"{path}: the instruction has no {{text}}, the place of the source")
    return card


def _require_places(path: Path, key: str, template: str, known: tuple[str, ...]) -> set[str]:
    """Return the names in braces of a template; raise SuiteError for one that nothing stands for."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise SuiteError(f"{path}: {key} cannot be read ({error}); write braces twice") from error
    for name in sorted(names - set(known)):
        raise SuiteError(
            f"{path}: {key} has {{{name}}}{did_you_mean(name, known)}; known: {', '.join(known)}"
        )
    return names


@cache
def shipped_cards() -> Mapping[str, Card]:
    """Return the cards that come with the toolkit, by id."""
    cards = [read_card(path) for path in sorted(data_folder("models").glob("*/card.toml"))]
    for card in cards:
        if card.folder is not None and card.folder.name != card.id:
            raise SuiteError(f"card {card.id!r} lies in a folder named {card.folder.name!r}; name them alike")
    return {card.id: card for card in cards}
