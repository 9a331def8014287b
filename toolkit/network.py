"""Whether the network may be used: one switch for everything that would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit

SWITCH = "HF_HUB_OFFLINE"
"""The model hub's own variable, so that its libraries and child processes obey the same switch."""
GO_ONLINE = f"leave out --offline and unset {SWITCH}"


def is_offline() -> bool:
    """Return whether the environment turns the network off."""
    return os.environ.get(SWITCH, "").strip().upper() in {"1", "ON", "YES", "TRUE"}


@contextmanager
def offline() -> Iterator[None]:
    """Turn the network off for the block, its libraries and the processes started in it."""
    before = os.environ.get(SWITCH)
    os.environ[SWITCH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SWITCH]
        else:
            os.environ[SWITCH] = before


def on_this_machine(url: str) -> bool:
    """Return whether `url` leads to this machine, which is no network."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
