"""What comparing one source figure with one figure of the output gives."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.figures.model import Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the two say the same; `reason` is None when they do.

    `distance` ranks the candidates of one figure: 0 for the same kind of thing said the same way,
    up to 1 for two figures that have little in common.
    """

    reason: Reason | None = None
    power_of_ten: int | None = None
    note: str | None = None
    distance: float = 0.0

    @property
    def kept(self) -> bool:
        """Whether the output says the same."""
        return self.reason is None
