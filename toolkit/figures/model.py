"""The values everything else speaks of: a Figure, one Row of a check, and a Check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Kind = Literal[
    "money", "percent", "count", "area", "length", "mass", "volume", "energy", "data", "speed",
    "temperature", "rate", "multiple", "fraction", "ordinal", "age", "duration", "date", "time",
    "ratio", "code", "name",
]  # fmt: skip
Bound = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "vague"]
Status = Literal["kept", "changed", "missing"]
Reason = Literal["scale", "value", "unit", "currency", "range", "bound", "date", "direction"]
Action = Literal["locked", "reranked", "redone", "repaired", "unresolved"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity found in a text.

    `start` and `end` count code points of the text as given, before any normalisation, and
    `text` is that slice. `value` and `value_to` are decimal strings, or TIMEX3-like strings for
    dates, "HH:MM" for times, "a:b" for ratios and scores, the digits for codes. The remaining
    fields are extra facts that only some figures have.
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: str | None
    value_to: str | None = None
    unit: str | None = None
    bound: Bound = "exact"
    classifier: str | None = None
    fraction: tuple[int, int] | None = None
    """numerator and denominator of a fraction that does not end as a decimal"""
    off: str | None = None
    """share taken off by a discount: 八折 has value 80 and off 20"""
    relative: str | None = None
    """offset of a relative date from the day of writing, e.g. "-1Y" """
    direction: Literal["up", "down"] | None = None
    """whether the figure measures a rise or a fall"""

    @property
    def number(self) -> Decimal | None:
        """The value as a Decimal, or None for dates, times, ratios and codes."""
        return _decimal(self.value)

    @property
    def number_to(self) -> Decimal | None:
        """The upper end as a Decimal, or None."""
        return _decimal(self.value_to)

    def to_json(self) -> dict[str, Any]:
        """Return the figure as the contract's JSON object."""
        data: dict[str, Any] = {
            "text": self.text, "start": self.start, "end": self.end, "kind": self.kind,
            "value": self.value, "value_to": self.value_to, "unit": self.unit,
            "bound": self.bound, "classifier": self.classifier,
        }  # fmt: skip
        if self.fraction is not None:
            data["fraction"] = list(self.fraction)
        for name in ("off", "relative", "direction"):
            if getattr(self, name) is not None:
                data[name] = getattr(self, name)
        return data


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one source figure."""

    source: Figure
    target: Figure | None
    status: Status
    reason: Reason | None = None
    power_of_ten: int | None = None
    action: Action | None = None
    note: str | None = None
    segment: int | None = None
    """index of the segment in an article-wide check"""

    def to_json(self) -> dict[str, Any]:
        """Return the row as the contract's JSON object."""
        data: dict[str, Any] = {
            "source": self.source.to_json(),
            "target": None if self.target is None else self.target.to_json(),
            "status": self.status, "reason": self.reason, "power_of_ten": self.power_of_ten,
            "action": self.action, "note": self.note,
        }  # fmt: skip
        if self.segment is not None:
            data["segment"] = self.segment
        return data


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on every figure of a source, and the output's figures without a source."""

    rows: Sequence[Row] = ()
    invented: Sequence[Figure] = field(default=())

    def count(self, status: Status) -> int:
        """Return how many source figures have `status`."""
        return sum(row.status == status for row in self.rows)

    @property
    def total(self) -> int:
        """How many figures the source has."""
        return len(self.rows)

    @property
    def survival(self) -> float | None:
        """Kept / all source figures, rounded down to 4 places; None when there are none."""
        return self.count("kept") * 10_000 // self.total / 10_000 if self.rows else None

    def to_json(self) -> dict[str, Any]:
        """Return the check as the contract's JSON object."""
        return {
            "figures": [row.to_json() for row in self.rows],
            "invented": [figure.to_json() for figure in self.invented],
            "total": self.total,
            "kept": self.count("kept"),
            "changed": self.count("changed"),
            "missing": self.count("missing"),
            "survival": self.survival,
        }
