"""A Figure as idiomatic English or Chinese, no digit lost."""

from __future__ import annotations

from toolkit.figures.model import Figure
from toolkit.figures.rendering.english import english, english_range
from toolkit.figures.rendering.style import NEWS_STYLE, Style

__all__ = ["NEWS_STYLE", "Style", "render_figure", "render_number"]


def render_figure(figure: Figure, *, lang: str = "en", style: Style = NEWS_STYLE) -> str:
    """Return the figure as a phrase with its bound and unit: "at least 25.02 billion yuan"."""
    return english(figure, style)


def render_number(figure: Figure) -> str:
    """Return only the number of a figure, in English: "25.02 billion", "553,500".

    A figure without a number (a date, a code) gives its text.
    """
    return english_range(figure) or figure.text
