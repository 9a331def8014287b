"""Model cards: models/<id>/card.toml read into frozen values; an unknown key is an error."""

from __future__ import annotations

import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.errors import SuiteError
from toolkit.lookup import did_you_mean
from toolkit.resources import data_folder

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = typing.TypeVar("Value", bound="DataclassInstance")
Lock = Literal["numbers", "none"]
Task = Literal["translate", "summarise"]


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
    `lock` says how source figures are prepared: "numbers" are rendered in English beforehand.
    Of chat models: `instruction` is the prompt with `{text}`, `window` the sentences of one request,
    `context` the earlier sentences shown with it, `chat_options` what the chat template is given.
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
    chat_options: Mapping[str, bool] = field(default_factory=dict)
    window: int = 1
    context: int = 0
    url: str | None = None
    lock: Lock = "none"
    parameters: int | None = None
    bytes: int | None = None
    max_source_tokens: int | None = None
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
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SuiteError(f"cannot read the model card {path}: {error}") from error
    if "folder" in table:
        raise SuiteError(f"{path}: unknown key 'folder'; known: {', '.join(_known(Card))}")
    return build(Card, table | {"folder": path.parent}, where=str(path))


@cache
def shipped_cards() -> Mapping[str, Card]:
    """Return the cards that come with the toolkit, by id."""
    cards = [read_card(path) for path in sorted(data_folder("models").glob("*/card.toml"))]
    for card in cards:
        if card.folder is not None and card.folder.name != card.id:
            raise SuiteError(f"card {card.id!r} lies in a folder named {card.folder.name!r}; name them alike")
    return {card.id: card for card in cards}


def _known(kind: type) -> list[str]:
    return [item.name for item in fields(kind) if item.name != "folder"]


def build(kind: type[Value], table: Mapping[str, Any], *, where: str) -> Value:
    """Return the frozen dataclass `kind` filled from a TOML table, tables in it filling dataclasses.

    Raises SuiteError, beginning with `where`, for unknown and missing keys and wrong types.
    """
    hints = typing.get_type_hints(kind)
    for key in table:
        if key not in hints:
            known = _known(kind)
            raise SuiteError(
                f"{where}: unknown key {key!r}{did_you_mean(key, known)}; known: {', '.join(known)}"
            )
    for item in fields(kind):
        required = item.default is MISSING and item.default_factory is MISSING
        if required and item.name not in table:
            raise SuiteError(f"{where}: the key {item.name!r} is missing")
    values = {key: _convert(value, hints[key], where=f"{where}: {key}") for key, value in table.items()}
    return kind(**values)


def _convert(value: Any, hint: Any, *, where: str) -> Any:
    """Return `value` as the annotated type `hint`, or raise SuiteError."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _convert(value, next(each for each in arguments if each is not type(None)), where=where)
    if origin is Literal:
        if value not in arguments:
            raise SuiteError(
                f"{where} is {value!r}{did_you_mean(str(value), arguments)}; use one of {arguments}"
            )
        return value
    if origin is tuple:
        return tuple(_convert(each, arguments[0], where=where) for each in _expect(value, list, where))
    if origin is Mapping:
        table = _expect(value, dict, where)
        return types.MappingProxyType(
            {key: _convert(each, arguments[1], where=f"{where}.{key}") for key, each in table.items()}
        )
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, _expect(value, dict, where), where=where)
    return float(value) if hint is float and type(value) is int else _expect(value, hint, where)


def _expect(value: Any, kind: Any, where: str) -> Any:
    """Return `value` when it is of the class `kind`; True and False are no numbers."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise SuiteError(f"{where} must be of type {kind.__name__}, not {value!r}")
    return value
