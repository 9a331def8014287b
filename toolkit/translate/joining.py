"""The translations of a sentence's pieces as one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from toolkit.resources import read_table


def join_pieces(pieces: Iterable[tuple[str, str]]) -> str:
    """Return one text of (source piece, translation) pairs, in order.

    A piece whose source goes on after it ends in a semicolon, not a full stop, and the next one then
    loses the capital that only a sentence's beginning gave it.
    """
    joined, goes_on = "", False
    for source, target in pieces:
        target = target.strip()
        if goes_on:
            joined = f"{joined[:-1]};" if joined.endswith(".") else joined
            target = _lowered(target)
        joined = f"{joined} {target}".strip()
        goes_on = bool(joined) and source.rstrip()[-1:] in _words()["going_on"]
    return joined


def _lowered(text: str) -> str:
    word = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if word in _words()["function_words"] else text


@cache
def _words() -> dict[str, frozenset[str]]:
    table = read_table("toolkit.translate", "joining.toml")
    return {name: frozenset(values) for name, values in table.items()}
