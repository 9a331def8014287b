"""A check of two texts as one self-contained HTML page."""

from __future__ import annotations

from toolkit.figures.explain import explain, explain_invented
from toolkit.figures.model import Check, Figure
from toolkit.render.html import SYMBOLS, cut, environment


def render_check(source: str, target: str, check: Check) -> str:
    """Return an HTML page with both texts, their figures marked, and the reason for every verdict."""
    source_marks = [(row.source, row.status, explain(row)) for row in check.rows]
    target_marks: list[tuple[Figure, str, str]] = [
        (row.target, row.status, explain(row)) for row in check.rows if row.target
    ]
    target_marks += [(figure, "invented", explain_invented(figure)) for figure in check.invented]
    return (
        environment()
        .get_template("check.html.j2")
        .render(
            check=check,
            source=cut(source, source_marks),
            target=cut(target, target_marks),
            symbols=SYMBOLS,
            explain=explain,
            explain_invented=explain_invented,
        )
    )
