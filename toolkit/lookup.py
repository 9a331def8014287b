"""Name -> "module:attribute" tables, imported on demand, and the did-you-mean message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any


def load_attribute(target: str) -> Any:
    """Return the object that `target` ("package.module:attribute") names, importing its module."""
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the known name nearest to `name`, or ""."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


def resolve(table: Mapping[str, str], name: str, *, what: str, error: type[Exception]) -> Any:
    """Return the object registered under `name`; raise `error` naming the nearest name on a miss."""
    if name not in table:
        known = ", ".join(sorted(table))
        raise error(f"unknown {what} {name!r}{did_you_mean(name, table)}; known: {known}")
    return load_attribute(table[name])
