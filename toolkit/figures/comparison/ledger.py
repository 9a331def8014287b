"""The books of one comparison: which source figure has its row, which figure of the output is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.model import Figure, Row


@dataclass(slots=True)
class Ledger:
    """Rows by the index of their source figure, and the indexes of the figures of the output they use."""

    source: Sequence[Figure]
    target: Sequence[Figure]
    texts: Texts
    rows: dict[int, Row] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    @property
    def open_sources(self) -> list[int]:
        """The source figures that have no row yet."""
        return [index for index in range(len(self.source)) if index not in self.rows]

    @property
    def open_targets(self) -> list[int]:
        """The figures of the output that no row uses yet."""
        return [index for index in range(len(self.target)) if index not in self.used]

    def keep(self, source: int, target: int | None, note: str | None) -> None:
        """Enter that the source figure is kept, in a figure of the output or without a numeral."""
        figure = None if target is None else self.target[target]
        self.rows[source] = Row(self.source[source], figure, "kept", note=note)
        if target is not None:
            self.used.add(target)

    def change(self, source: int, target: int, verdict: Verdict) -> None:
        """Enter that the source figure was changed into a figure of the output."""
        self.rows[source] = Row(
            self.source[source],
            self.target[target],
            "changed",
            verdict.reason,
            verdict.power_of_ten,
            note=verdict.note,
        )
        self.used.add(target)
