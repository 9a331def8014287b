"""A check of two documents as a table, JSON, an HTML page or GitHub annotations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit.figures.explain import explain, explain_invented
from toolkit.figures.model import Check, Figure

CheckFormat = Literal["table", "json", "html", "github"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The texts of two documents, their check, and the name of the second one."""

    source: str
    target: str
    check: Check
    name: str


def render_checked(
    checked: Checked, format_name: CheckFormat, *, explained: bool, output: Path | None
) -> str:
    """Return the check in the format named; `output` is where it will be written."""
    if format_name == "json":
        data = explained_json(checked.check) if explained else checked.check.to_json()
        return json.dumps(data, ensure_ascii=False, indent=2)
    if format_name == "html":
        from toolkit.render.checks import render_check

        return render_check(checked.source, checked.target, checked.check)
    if format_name == "github":
        return "\n".join(_annotations(checked))
    from toolkit.cli.tables import as_text, check_table, totals

    table = as_text(check_table(checked.check, explained=explained), output)
    return f"{table}\n{totals(checked.check)}"


def explained_json(check: Check) -> dict[str, Any]:
    """Return the check as JSON with an `explanation` in every row and invented figure."""
    data = check.to_json()
    for row, row_data in zip(check.rows, data["figures"], strict=True):
        row_data["explanation"] = explain(row)
    for figure, figure_data in zip(check.invented, data["invented"], strict=True):
        figure_data["explanation"] = explain_invented(figure)
    return data


def _annotations(checked: Checked) -> list[str]:
    """Return a GitHub workflow command for each figure that is not kept, at its line of the output."""
    found = []
    for row in checked.check.rows:
        if row.status != "kept":
            found.append(_annotation(checked, row.target, explain(row)))
    found += [_annotation(checked, figure, explain_invented(figure)) for figure in checked.check.invented]
    return found


def _annotation(checked: Checked, figure: Figure | None, message: str) -> str:
    line = f",line={checked.target.count(chr(10), 0, figure.start) + 1}" if figure else ""
    name = checked.name.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={name}{line}::{text}"
