"""How a run went, in figures: for people on one line, and as JSON beside the output."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.batch.files import run_file
from toolkit.batch.places import Places
from toolkit.batch.shard import Tally

_REASONS = 20


@dataclass(frozen=True, slots=True)
class Report:
    """`total` counts the whole corpus, `done` what this run did of it in `seconds`.

    `reasons` are the most frequent reasons of failed rows with their counts.
    """

    total: Tally
    done: Tally
    seconds: float
    reasons: Mapping[str, int]

    @property
    def words_per_second(self) -> float:
        """Words of output a second of this run."""
        return self.done.words / self.seconds if self.seconds else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "rows": self.total.rows,
            "failed": self.total.failed,
            "survival": self.total.survival,
            "total": asdict(self.total),
            "this_run": {
                **asdict(self.done),
                "seconds": round(self.seconds, 3),
                "rows_per_second": round(self.done.rows / self.seconds, 3) if self.seconds else None,
                "words_per_second": round(self.words_per_second, 1),
            },
            "reasons": dict(self.reasons),
        }

    def line(self) -> str:
        """Return the report in one line."""
        survival = "no figures" if self.total.survival is None else f"survival {self.total.survival:.4f}"
        return (
            f"{self.total.rows} rows, {self.total.failed} failed, {survival}; this run: {self.done.rows} rows"
            f" in {self.seconds:.1f} s, {self.words_per_second:.0f} words/s"
        )


def write_report(report: Report, places: Places) -> None:
    """Write the report beside the output."""
    with run_file(places.report) as stream:
        stream.write((json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n").encode())


def count_reasons(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the most frequent reasons why rows failed."""
    return dict(Counter(row["error"] for row in rows).most_common(_REASONS))
