"""A check of two texts as one self-contained HTML page."""

from __future__ import annotations

from toolkit.figures.extract import guess_language
from toolkit.figures.model import Check
from toolkit.render.html import environment
from toolkit.render.ledger import check_ledger
from toolkit.render.pieces import cut, source_marks, target_marks


def render_check(source: str, target: str, check: Check) -> str:
    """Return an HTML page with both texts, their figures marked, and the reason for every verdict."""
    return (
        environment()
        .get_template("check.html.j2")
        .render(
            check=check,
            source=cut(source, source_marks(check)),
            source_lang=guess_language(source),
            target=cut(target, target_marks(check)),
            target_lang=guess_language(target),
            ledger=check_ledger(check),
        )
    )
