"""The one place where an error becomes a message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from toolkit.errors import ResourceError, ToolkitError


class ErrorBoundary(TyperGroup):
    """The root command group: a user's mistake ends in one line on standard error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command and return its result, or exit with the documented code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except ToolkitError as error:
            raise _exit(error) from error
        except BrokenPipeError:
            _discard_stdout()
            raise typer.Exit(0) from None
        except MemoryError as error:
            message = "memory is full; use a smaller model, a smaller batch or a shorter input"
            raise _exit(ResourceError(message)) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            name = f" while writing {error.filename}" if error.filename else ""
            raise _exit(ResourceError(f"the disk is full{name}; free some space and run again")) from error


def _exit(error: ToolkitError) -> typer.Exit:
    message = " ".join(str(error).split())
    typer.echo(f"toolkit: {message}", err=True)
    return typer.Exit(error.exit_code)


def _discard_stdout() -> None:
    # The reader has gone; what Python still holds must not raise again at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
