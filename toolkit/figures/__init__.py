"""What a figure is, where it stands in a text, and whether it survived into another text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.lookup import load_attribute

if TYPE_CHECKING:
    from toolkit.figures.compare import check_figures as check_figures
    from toolkit.figures.compare import compare_figures as compare_figures
    from toolkit.figures.extract import find_figures as find_figures
    from toolkit.figures.model import Check as Check
    from toolkit.figures.model import Figure as Figure
    from toolkit.figures.model import Row as Row
    from toolkit.figures.render import render_figure as render_figure

_HOMES = {
    "Check": "model",
    "Figure": "model",
    "Row": "model",
    "check_figures": "compare",
    "compare_figures": "compare",
    "find_figures": "extract",
    "render_figure": "render",
}

__all__ = ["Check", "Figure", "Row", "check_figures", "compare_figures", "find_figures", "render_figure"]


def __getattr__(name: str) -> Any:
    # On demand: the command line names kinds of figures long before it reads any word list.
    if name in _HOMES:
        return load_attribute(f"toolkit.figures.{_HOMES[name]}:{name}")
    raise AttributeError(f"module 'toolkit.figures' has no attribute {name!r}")
