"""Every error the toolkit raises for a user to read; each message says what to do next."""

from __future__ import annotations


class ToolkitError(Exception):
    """Base of all errors meant for users; `exit_code` is what the command line ends with."""

    exit_code = 2


class GateError(ToolkitError):
    """A quality gate (`--fail-under`, `eval gate`) was not met."""

    exit_code = 1


class InputError(ToolkitError):
    """The input, an option or the output path cannot be used as given."""

    exit_code = 2


class ModelError(ToolkitError):
    """A model is unknown, not on this machine, not loadable or not reachable."""

    exit_code = 3


class SuiteError(ToolkitError):
    """An evaluation suite or a model card is invalid."""

    exit_code = 4


class DependencyError(ToolkitError):
    """An optional dependency is missing; the message gives the pip command."""

    exit_code = 5


class RowsFailedError(ToolkitError):
    """The job finished, but some rows failed."""

    exit_code = 6


class ResourceError(ToolkitError):
    """Disk or memory is full."""

    exit_code = 7


def reason_of(error: BaseException) -> str:
    """Return the first line of what another library's error says, or its name when it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
