"""Two figures of the source that the output made one range.

8%至47亿港元 is easily read as "between HK$8 and HK$4.7 billion".
"""

from __future__ import annotations

import re

from toolkit.figures import render_figure
from toolkit.figures.model import Figure, Row
from toolkit.resources import read_table
from toolkit.translate.repairing.likeness import has_same_digits
from toolkit.translate.repairing.measures import reword_measure
from toolkit.translate.repairing.scene import Scene


def partner(row: Row, target: Figure, scene: Scene) -> Figure | None:
    """Return the source figure beside the row's that has the other end of the output's range."""
    source = row.source
    if source.value_to is not None or target.number is None or target.number_to is None:
        return None
    ends = (target.number, target.number_to)
    if source.number not in ends:
        return None
    rest = ends[1 - ends.index(source.number)]
    for other in scene.open_others(source):
        if (other.number, other.unit) == (rest, source.unit) or _leads(other, row, target, scene):
            return other
    return None


def _leads(first: Figure, row: Row, target: Figure, scene: Scene) -> bool:
    """Return whether `first` leads to the row's figure and has the digits of the range's lower end."""
    if first.number is None or target.number is None or row.source.number != target.number_to:
        return False
    joined = read_table("toolkit.translate.repairing", "repairing.toml")["joint"]["between"]
    between = scene.source[first.end : row.source.start]
    return re.fullmatch(joined, between) is not None and has_same_digits(first.number, target.number)


def reword_joint(row: Row, target: Figure, scene: Scene) -> str | None:
    """Return the range in the source's unit, or its two figures one after the other."""
    other = partner(row, target, scene)
    if other is None:
        return None
    source = row.source
    if other.unit == source.unit:
        return reword_measure(source, target)
    first, last = sorted((other, source), key=lambda figure: figure.start)
    return f"{render_figure(first)} to {render_figure(last)}"
