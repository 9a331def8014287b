"""A report as plain text: the English and nothing else."""

from __future__ import annotations

from toolkit.render.forms import in_form
from toolkit.render.report import Report
from toolkit.translate import paragraphs


def render(report: Report) -> str:
    """Return the summaries in their form, then the translation, a blank line between blocks."""
    blocks = [in_form(summary, report.form) for summary in report.summaries]
    if report.translation:
        blocks += [text for _, text in paragraphs(report.translation)]
    return "\n\n".join(blocks)
