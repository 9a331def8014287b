"""Where the data that ships with the toolkit lives: cards and weights, suites, articles, word lists."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

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


@cache
def read_table(package: str, name: str) -> Mapping[str, Any]:
    """Return the TOML file `name` that lies beside the modules of `package`, read once."""
    return tomllib.loads((files(package) / name).read_text(encoding="utf-8"))
