"""What an article states once for the figures that follow: （单位：万元）, 以下金额单位：美元."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures import find_figures
from toolkit.figures.lexicon import currencies
from toolkit.figures.model import Figure, Row
from toolkit.resources import read_table


def is_in_stated_unit(row: Row, target: Figure, text: str) -> bool:
    """Return whether the output's figure is in the unit that the source `text` states before.

    Under 单位：万元 a bare 12,345 is 123.45 million yuan; under 金额单位：美元 元 means dollars.
    """
    source = row.source
    if target.unit is None or target.unit != stated_unit(text):
        return False
    if source.unit == "CNY" and source.number == target.number:
        return "人民币" not in source.text
    return source.unit is None


@cache
def stated_unit(text: str) -> str | None:
    """Return the unit or currency that `text` states last for its figures, or None."""
    found = [(match.start(), match["unit"]) for pattern in _patterns() for match in pattern.finditer(text)]
    if not found:
        return None
    _, stated = max(found)
    figures = (figure.unit for figure in find_figures(stated, lang="zh") if figure.unit)
    named = [(len(name), one.code) for one in currencies() for name in one.zh if name in stated]
    return next(figures, max(named)[1] if named else None)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    stated = read_table("toolkit.translate.repairing", "repairing.toml")["context"]["stated"]
    return tuple(map(re.compile, stated))
