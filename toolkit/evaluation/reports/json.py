"""The leaderboard for programs."""

from __future__ import annotations

import json

from toolkit.evaluation.reports.board import Board


def write(board: Board) -> str:
    """Return the summaries of all runs, with comparisons where they were made, as JSON."""
    data = {
        "runs": [
            {**summary.to_json(), "folder": folder.name, "speed": dict(board.speed.get(folder, {}))}
            for folder, summary in board.runs.items()
        ],
        "comparisons": {
            suite: [each.to_json() for each in comparisons]
            for suite, comparisons in board.comparisons.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1)
