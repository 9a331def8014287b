"""What a figure is, where it stands in a text, and whether it survived into another text."""

from toolkit.figures.compare import check_figures, compare_figures
from toolkit.figures.extract import find_figures
from toolkit.figures.model import Check, Figure, Row
from toolkit.figures.render import render_figure

__all__ = ["Check", "Figure", "Row", "check_figures", "compare_figures", "find_figures", "render_figure"]
