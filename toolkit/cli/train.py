"""`toolkit train`: train a small translator, or go on with one, on pairs of sentences."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.console import warn, write_result
from toolkit.cli.options import QuietOption

_INTERRUPTED = 130


def train(
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help="What to train on and how: a TOML file.")],
    minutes: Annotated[
        float | None, typer.Option(min=0.0, help="Stop after this time, then save and export.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Train a small zh-en translator on TSV, JSONL, Parquet or TMX; a stopped run goes on exactly.

    \b
    Examples:
      toolkit train train.toml
      toolkit train train.toml --minutes 30
    """
    from toolkit.train import Listeners, read_config
    from toolkit.train import train as run

    listeners = Listeners(
        report=lambda message: _note(message, quiet=quiet),
        warn=lambda message: warn([message], quiet=quiet),
        row=_show_row,
    )
    outcome = run(read_config(config), listeners, minutes=minutes)
    done = f"{outcome.ending} at step {outcome.progress.step}, {outcome.progress.tokens} target tokens"
    if outcome.model is None:
        _note(f"{done}; run the same command again to go on", quiet=quiet)
        raise typer.Exit(_INTERRUPTED)
    _note(done, quiet=quiet)
    write_result(str(outcome.model), None)


def _note(message: str, *, quiet: bool) -> None:
    if not quiet:
        typer.echo(f"toolkit: {message}", err=True)


def _show_row(row: dict[str, Any]) -> None:
    """Show a row of the log as it is written, to somebody who watches."""
    if sys.stderr.isatty():
        typer.echo(json.dumps(row), err=True)
