"""The ways in which a wrong figure of the output may be written right, the smallest change first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.figures import render_figure
from toolkit.figures.model import Figure, Row
from toolkit.translate.repairing.dates import reword_date
from toolkit.translate.repairing.joint import reword_joint
from toolkit.translate.repairing.measures import reword_measure
from toolkit.translate.repairing.numerals import numeral_pattern, rewrite_numbers
from toolkit.translate.repairing.scene import Scene
from toolkit.translate.repairing.times import reword_time


def rewordings(row: Row, scene: Scene, *, bold: bool) -> Iterator[str]:
    """Yield replacements for the output's figure of a changed row; `bold` writes it anew in the end."""
    if row.target is None:
        return
    yield from _given(reword_joint(row, row.target, scene))
    yield from dict.fromkeys(_in_place(row.source, row.target))
    if bold or _is_bare(row.target):
        yield render_figure(row.source)


def _in_place(source: Figure, target: Figure) -> Iterator[str]:
    if source.kind == target.kind == "date":
        yield from reword_date(source, target)
        return
    if source.kind == target.kind == "time":
        yield from _given(reword_time(source, target))
        return
    if target.bound == "vague" or (target.kind == "fraction" != source.kind):
        yield from _given(reword_measure(source, target))
        yield render_figure(source)
        return
    same_number = (source.value, source.value_to) == (target.value, target.value_to)
    numbered = None if same_number or source.bound == "vague" else rewrite_numbers(source, target.text)
    measured = reword_measure(source, target)
    both = None
    if numbered is not None and measured is not None:
        both = reword_measure(source, replace(target, text=numbered, value=source.value))
    # The most likely first, since it is tried together with those of other figures.
    for text in (both, numbered, measured) if target.unit is not None else (numbered, measured, both):
        yield from _given(text)


def _given(text: str | None) -> Iterator[str]:
    if text is not None:
        yield text


def _is_bare(target: Figure) -> bool:
    """Return whether the figure is a number and one word at most, so that nothing is lost with it."""
    return len(numeral_pattern().sub("", target.text, count=1).split()) <= 1
