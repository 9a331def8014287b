"""The probe of the checker as a Markdown table."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.evaluation.probe import Probe
from toolkit.evaluation.reports.markdown import table


def write(found: Probe) -> str:
    """Return what the checker finds, what it objects to wrongly, and how it agrees with labels."""
    clean = found.pairs - found.alarms
    parts = [
        f"Correct pairs passed: {clean} of {found.pairs}.",
        table(["corruption", "made", "found", "share"], _rows(found.detected)),
    ]
    if found.accepted:
        parts.append(table(["paraphrase of", "made", "passed", "share"], _rows(found.accepted)))
    if found.labelled is not None:
        scores = {
            name: getattr(found.labelled, name) for name in ("precision", "recall", "f1", "status_accuracy")
        }
        shown = ", ".join(f"{name} {value:.3f}" for name, value in scores.items() if value is not None)
        parts.append(f"Labelled pairs ({len(found.labelled.pairs)}): {shown}.")
    return "\n\n".join(parts)


def _rows(counts: Mapping[str, tuple[int, int]]) -> list[list[str]]:
    total = tuple(map(sum, zip(*counts.values(), strict=True))) if counts else (0, 0)
    rows = {**counts, "all": (total[0], total[1])}
    return [
        [kind, str(tried), str(right), f"{100 * right / tried:.1f} %" if tried else "–"]
        for kind, (right, tried) in rows.items()
    ]
