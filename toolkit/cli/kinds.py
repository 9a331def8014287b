"""`--kinds` and `--ignore`: which kinds of figures a command looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, get_args

import typer

from toolkit.errors import InputError
from toolkit.figures.model import Check, Kind
from toolkit.lookup import did_you_mean

_KINDS: tuple[str, ...] = get_args(Kind)

KindsOption = Annotated[
    str | None,
    typer.Option("--kinds", metavar="KIND,…", help="Only figures of these kinds: money, percent, date …"),
]
IgnoreOption = Annotated[
    str | None, typer.Option("--ignore", metavar="KIND,…", help="No figures of these kinds.")
]


def chosen_kinds(only: str | None, ignore: str | None) -> frozenset[str]:
    """Return the kinds to look at; raises InputError naming the nearest kind for an unknown one."""
    wanted = _split(only) if only is not None else frozenset(_KINDS)
    return wanted - (_split(ignore) if ignore is not None else frozenset())


def _split(text: str) -> frozenset[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in _KINDS:
            raise InputError(f"unknown kind {name!r}{did_you_mean(name, _KINDS)}; known: {', '.join(_KINDS)}")
    return frozenset(names)


def of_kinds(check: Check, kinds: frozenset[str]) -> Check:
    """Return the check with only the rows and invented figures of `kinds`."""
    return replace(
        check,
        rows=tuple(row for row in check.rows if row.source.kind in kinds),
        invented=tuple(figure for figure in check.invented if figure.kind in kinds),
    )
