"""What figures of a list share: the unit said once (20、40、60分钟), the rise or fall said once."""

from __future__ import annotations

from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.figures.zh.words import words

_JOINERS = frozenset(words()["lists"]["joiners"])
_SHARED = frozenset(["count", "mass", "length", "area", "volume", "duration", "money", "energy", "percent"])
_DAY = "XXXX-XX-"


def shared(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures with the units of their lists, and the direction or the codes of their first."""
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        if _is_bare(figure) and _follows(text, figure, following):
            figures[index] = _like(figure, following)
    for index in range(1, len(figures)):
        before, figure = figures[index - 1], figures[index]
        if before.kind == "code" and _is_bare(figure) and _follows(text, before, figure):
            figures[index] = replace(figure, kind="code", value=figure.text)
        if before.direction and not figure.direction and _parallel(text, before, figure):
            figures[index] = replace(figure, direction=before.direction)
    return figures


def _is_bare(figure: Figure) -> bool:
    return figure.kind == "count" and figure.classifier is None and figure.unit is None


def _like(figure: Figure, following: Figure) -> Figure:
    """Return a bare number with the measure of the next item of its list."""
    if following.kind == "date" and (following.value or "").startswith(_DAY) and len(figure.text) <= 2:
        return replace(figure, kind="date", value=f"{_DAY}{figure.value:>02}")
    if following.kind == "date" and following.text.endswith(("年代", "0后")) and len(figure.text) <= 2:
        return replace(figure, kind="date", value=f"{(following.value or '')[:2]}{figure.text[0]}X")
    if following.kind == "name" and following.text[0].isdigit():
        return replace(figure, kind="name")
    if following.kind not in _SHARED or following.value_to is not None or following.off is not None:
        return figure
    return replace(figure, kind=following.kind, unit=following.unit, classifier=following.classifier)


def _parallel(text: str, before: Figure, figure: Figure) -> bool:
    return (before.kind, before.unit) == (figure.kind, figure.unit) and _follows(text, before, figure)


def _follows(text: str, before: Figure, figure: Figure) -> bool:
    return text[before.end : figure.start] in _JOINERS
