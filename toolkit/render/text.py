"""A report as plain text: the English and nothing else."""

from __future__ import annotations

from itertools import groupby

from toolkit.render.forms import in_form
from toolkit.render.report import Report
from toolkit.translate.model import Segment, Translation


def render(report: Report) -> str:
    """Return the summaries in their form, then the translation, a blank line between blocks."""
    blocks = [in_form(summary, report.form) for summary in report.summaries]
    if report.translation:
        blocks += [text for _, text in paragraphs(report.translation)]
    return "\n\n".join(blocks)


def paragraphs(translation: Translation) -> list[tuple[Segment, str]]:
    """Return each paragraph's first segment and its text, empty paragraphs left out."""
    found = []
    for _, group in groupby(translation.segments, key=lambda segment: segment.paragraph):
        segments = list(group)
        text = " ".join(segment.target for segment in segments if segment.target)
        if text:
            found.append((segments[0], text))
    return found
