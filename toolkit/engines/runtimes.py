"""The optional runtimes: whether they are installed, and kept from writing to the terminal."""

from __future__ import annotations

import warnings
from importlib.util import find_spec

from toolkit.errors import DependencyError


def require_torch(purpose: str) -> None:
    """Raise DependencyError with the pip command when torch is not installed."""
    if find_spec("torch") is None:
        raise DependencyError(f"{purpose} needs PyTorch: pip install 'zh-en-toolkit[torch]'")


def quiet_transformers() -> None:
    """Stop transformers' progress bars and advice: standard error is for the toolkit's own words."""
    from transformers.utils import logging

    warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
    logging.disable_progress_bar()
    logging.set_verbosity_error()
