"""Training sources with their figures rendered in English, as the lock does it at run time."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures import Figure, find_figures
from toolkit.figures.render import render_number
from toolkit.translate.locking import lock_source


def lock_as_translated(source: str, target: str) -> str:
    """Return `source` with those figures rendered in English that `target` writes the same way.

    A rendering that the human translator did not use (两成 as "a fifth") is left out: it would
    teach the model not to copy.
    """
    figures = find_figures(source, lang="zh")
    return lock_source(source, [figure for figure in figures if _written_alike(figure, target)]).text


def _written_alike(figure: Figure, target: str) -> bool:
    """Return whether the numbers of the figure, both of a range, stand in `target` as rendered."""
    ends = [figure.value] if figure.value_to is None else [figure.value, figure.value_to]
    numbers = [render_number(replace(figure, value=value, value_to=None)) for value in ends]
    return all(_stands_in(number, target) for number in numbers)


def _stands_in(number: str, target: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", target) is not None
