"""What a repair is judged by: both texts and their check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.figures.model import Check, Figure


@dataclass(frozen=True, slots=True)
class Scene:
    """A source, its translation and how their figures compare."""

    source: str
    target: str
    check: Check
    context: str = ""
    """the article's text before the source"""

    def others(self, figure: Figure) -> Iterator[Figure]:
        """Yield the source's figures but for `figure`."""
        return (row.source for row in self.check.rows if row.source is not figure)

    def open_others(self, figure: Figure) -> Iterator[Figure]:
        """Yield the source's figures that the output has not right, but for `figure`."""
        return (row.source for row in self.check.rows if row.status != "kept" and row.source is not figure)

    def is_lone(self, figure: Figure) -> bool:
        """Return whether one figure of the output at most is left for `figure`, and no other claims it."""
        return not self.check.invented and next(self.open_others(figure), None) is None
