"""Where the data that ships with the toolkit lives: model cards and weights, suites, articles."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import ToolkitError

_PACKAGE = Path(__file__).resolve().parent


def data_folder(kind: str) -> Path:
    """Return the folder of shipped data of `kind` ("models" or "eval").

    A wheel keeps it in `toolkit/_data/<kind>`; a checkout has it at its top level.
    Raises ToolkitError when neither is there.
    """
    installed = _PACKAGE / "_data" / kind
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / kind).is_dir():
        return checkout / kind
    raise ToolkitError(
        f"the toolkit's own {kind} data is missing from this installation; reinstall zh-en-toolkit"
    )
