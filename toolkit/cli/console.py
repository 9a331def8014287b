"""What goes where: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from toolkit.errors import InputError
from toolkit.files import whole_file

if TYPE_CHECKING:
    from rich.progress import Progress


def warn(messages: Iterable[str], *, quiet: bool) -> None:
    """Print each warning on standard error, unless `quiet`."""
    if not quiet:
        for message in messages:
            typer.echo(f"toolkit: warning: {message}", err=True)


def require_writable(output: Path | None) -> None:
    """Raise InputError when `output` could not be written: known before the work, not after it."""
    if output is None:
        return
    folder = output.parent
    if not folder.is_dir():
        raise InputError(f"cannot write {output}: the folder {folder} does not exist; make it first")
    if output.is_dir():
        raise InputError(f"cannot write {output}: it is a folder; name a file in it")
    if not os.access(output if output.exists() else folder, os.W_OK):
        raise InputError(f"cannot write {output}: permission denied; choose another place with -o")


def write_result(result: str | bytes, output: Path | None) -> None:
    """Write text, ending in one newline, or bytes to `output` (whole or not at all) or standard output."""
    with open_result(output) as stream:
        if isinstance(result, bytes):
            stream.buffer.write(result)
        else:
            stream.write(result if result.endswith("\n") else result + "\n")


@contextmanager
def open_result(output: Path | None) -> Iterator[TextIO]:
    """Yield the stream that results go to; a file appears whole at the end, or not at all."""
    if output is None:
        yield sys.stdout
        return
    if output.is_symlink() or (output.exists() and not output.is_file()):  # /dev/stdout, a named pipe
        with output.open("w", encoding="utf-8", errors="replace") as stream:
            yield stream
        return
    with whole_file(output) as raw:
        stream = TextIOWrapper(raw, encoding="utf-8", errors="replace")
        yield stream
        stream.detach()


@contextmanager
def progress(description: str, total: int | None) -> Iterator[Progress | None]:
    """Yield a rich Progress with one task (id 0) on a terminal's standard error, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(description, total=total)
        yield bar


@contextmanager
def progress_callback(description: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function of (done, total) that moves a progress bar on a terminal, and else does nothing."""
    with progress(description, None) as bar:
        if bar is None:
            yield lambda done, total: None
        else:
            task = bar.task_ids[0]
            yield lambda done, total: bar.update(task, completed=done, total=total)
