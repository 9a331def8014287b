"""Checks of many outputs of one source: its figures are read once."""

from __future__ import annotations

from functools import lru_cache

from toolkit.figures import Check, Figure, compare_figures, find_figures

# More sentences than a process has in work at once when it translates a corpus.
_REMEMBERED = 16_384


def check_output(source: str, target: str) -> Check:
    """Return the check of English `target` against Chinese `source`, as `check_figures` gives it."""
    return compare_figures(
        source_figures(source), find_figures(target, lang="en"), source_text=source, target_text=target
    )


@lru_cache(maxsize=_REMEMBERED)
def source_figures(source: str) -> tuple[Figure, ...]:
    """Return the figures of a Chinese sentence, remembered for the next check of it."""
    return tuple(find_figures(source, lang="zh"))
