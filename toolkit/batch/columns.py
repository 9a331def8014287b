"""The names that the columns of a corpus usually have."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.lookup import did_you_mean

SOURCES = ("text", "source")
TARGETS = ("translation", "target")


def missing_column(names: Sequence[str], there: Sequence[str]) -> str:
    """Return the message for a row that has none of the columns `names`."""
    wanted = " or ".join(repr(name) for name in names)
    return f"there is no column {wanted}{did_you_mean(names[0], there)}; the row has {', '.join(there)}"
