"""A report as the contract's JSON."""

from __future__ import annotations

import json

from toolkit.render.report import Report


def render(report: Report) -> str:
    """Return the report as indented JSON."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2)
