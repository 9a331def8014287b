"""How fast a model ran and what memory it took: beside the summary, which must not differ between runs."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.evaluation.model import Output
from toolkit.evaluation.store import write_json

SPEED = "speed.json"


def read_speed(path: Path) -> Mapping[str, Any]:
    """Return the speed of a run, {} when no model ran."""
    try:
        speed: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return speed


def add_speed(path: Path, outputs: Sequence[Output], *, seconds: float) -> None:
    """Add a chunk of outputs that took so many seconds to the run's speed."""
    speed = read_speed(path)
    rows = speed.get("rows", 0) + len(outputs)
    words = speed.get("words", 0) + sum(len(output.text.split()) for output in outputs)
    total = speed.get("seconds", 0.0) + seconds
    write_json(
        path,
        {
            "rows": rows,
            "words": words,
            "seconds": round(total, 3),
            "seconds_per_row": round(total / rows, 4),
            "words_per_second": round(words / total, 1) if total else None,
            "peak_memory_mb": _peak_memory(),
        },
    )


def _peak_memory() -> float:
    """Return the most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kibibytes, macOS bytes.
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
