"""TOML files read strictly into frozen dataclasses: an unknown key is an error that names the nearest."""

from __future__ import annotations

import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from toolkit.errors import SuiteError
from toolkit.lookup import did_you_mean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")


def read_described(kind: type[Value], path: Path, *, what: str) -> Value:
    """Return the dataclass `kind` that the TOML file describes, its field `folder` set to where it lies.

    Raises SuiteError for a file that cannot be read, unknown and missing keys and wrong types.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SuiteError(f"cannot read the {what} {path}: {error}") from error
    if "folder" in table:
        raise SuiteError(f"{path}: unknown key 'folder'; known: {', '.join(_known(kind))}")
    return build(kind, table | {"folder": path.parent}, where=str(path))


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


def _known(kind: type) -> list[str]:
    return [item.name for item in fields(kind) if item.name != "folder"]
