"""Figures as English phrases."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.model import Figure
from toolkit.figures.rendering.numbers import english_number
from toolkit.figures.rendering.style import Style
from toolkit.figures.rendering.words import words


def english(figure: Figure, style: Style) -> str:
    """Return the figure in English; its own text where it has no value that can be written."""
    number = figure.number
    if number is None:
        return figure.value or figure.text
    core = _with_unit(english_range(figure), figure.unit, number, style)
    pattern: str = words("en")["bounds"][figure.bound]
    return pattern.format(core)


def english_range(figure: Figure) -> str:
    """Return the number of a figure, or both ends of its range: "4.2 million to 3.9 million"."""
    ends = [english_number(number) for number in (figure.number, figure.number_to) if number is not None]
    return " to ".join(ends)


def _with_unit(number: str, unit: str | None, value: Decimal, style: Style) -> str:
    if unit is None:
        return number
    names = words("en")["units"].get(unit)
    if names is None:
        return f"{number} {'yuan' if unit == 'CNY' else unit}"
    return f"{number} {names[abs(value) != 1]}"
