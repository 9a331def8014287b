"""A report as Markdown: summaries, the translation, and the ledger of figures."""

from __future__ import annotations

from toolkit.figures.model import Check, Row
from toolkit.render.forms import in_form, table_cell
from toolkit.render.report import Report
from toolkit.translate import Translation, paragraphs

_HEADINGS = {"title": "# ", "heading": "## ", "list": "- "}
_SUMMARY_TITLES = {"en": "Summary", "zh": "摘要"}


def render(report: Report) -> str:
    """Return the report as Markdown."""
    blocks = _translation(report.translation) if report.translation else []
    at = 1 if report.translation and report.translation.title else 0
    summaries = [
        f"## {_SUMMARY_TITLES[summary.lang]}\n\n{in_form(summary, report.form, markdown=True)}"
        for summary in report.summaries
    ]
    return "\n\n".join([*blocks[:at], *summaries, *blocks[at:]])


def _translation(translation: Translation) -> list[str]:
    blocks = [_HEADINGS.get(first.kind, "") + text for first, text in paragraphs(translation)]
    if translation.check is not None and translation.check.rows:
        blocks += ["## Figures", ledger(translation.check)]
    return blocks


def ledger(check: Check) -> str:
    """Return every figure of a check as a Markdown table, with the totals under it."""
    lines = ["| source | English | status | how |", "|---|---|---|---|"]
    lines += [_ledger_row(row) for row in check.rows]
    lines += [f"| — | {table_cell(figure.text)} | invented | |" for figure in check.invented]
    return "\n".join([*lines, "", totals(check)])


def totals(check: Check) -> str:
    """Return the totals of a check as one sentence."""
    survival = "no figures" if check.survival is None else f"survival {check.survival:.2%}"
    counts = ", ".join(f"{check.count(status)} {status}" for status in ("kept", "changed", "missing"))
    return f"{check.total} figures: {counts}, {len(check.invented)} invented; {survival}."


def _ledger_row(row: Row) -> str:
    english = row.target.text if row.target else "—"
    reason = f" ({row.reason})" if row.reason else ""
    how = " · ".join(part for part in (row.action, row.note) if part)
    source, output, done = map(table_cell, (row.source.text, english, how))
    return f"| {source} | {output} | {row.status}{reason} | {done} |"
