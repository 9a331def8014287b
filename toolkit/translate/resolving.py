"""Relative years for the reader: "last year" becomes "last year (2022)" when the article's date is known."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Check, Figure
from toolkit.translate.model import Segment

_YEARS_AWAY = re.compile(r"([+-]?\d+)Y")


def resolve_years(segment: Segment, date: str) -> Segment:
    """Return `segment` with the year in brackets behind each relative year of its target.

    `date` is the article's, YYYY-MM-DD. Spans of the check move with the text; the years added are
    no figures of their own, since they say what the source's words mean on that day.
    """
    if segment.check is None:
        return segment
    added = _additions(segment.check, int(date[:4]), segment.target)
    target = segment.target
    for position, text in sorted(added.items(), reverse=True):
        target = target[:position] + text + target[position:]
    rows = [replace(row, target=row.target and _move(row.target, added)) for row in segment.check.rows]
    invented = [_move(figure, added) for figure in segment.check.invented]
    return replace(segment, target=target, check=Check(tuple(rows), tuple(invented)))


def _additions(check: Check, year: int, target: str) -> dict[int, str]:
    """Return what to insert at which place of the target."""
    added = {}
    for row in check.rows:
        away = _YEARS_AWAY.fullmatch(row.source.relative or "")
        if away is None or row.target is None or row.status != "kept" or row.target.relative is None:
            continue
        resolved = str(year + int(away[1]))
        if not target[row.target.end :].startswith((f" ({resolved}", f", {resolved}")):
            added[row.target.end] = f" ({resolved})"
    return added


def _move(figure: Figure, added: dict[int, str]) -> Figure:
    shift = sum(len(text) for position, text in added.items() if position <= figure.start)
    return replace(figure, start=figure.start + shift, end=figure.end + shift)
