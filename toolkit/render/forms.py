"""The forms of a summary: lines, paragraph, bullets, headline and standfirst, table of key figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from toolkit.figures import render_figure
from toolkit.figures.model import Figure
from toolkit.summarise.model import KeyFigure, Summary

Form = Literal["lines", "paragraph", "bullets", "headline", "table"]

COLUMNS = ("what", "figure", "value", "to", "unit", "period", "sentence", "source sentence", "in summary")


def in_form(summary: Summary, form: Form, *, markdown: bool = False) -> str:
    """Return a summary in `form`, as plain text or Markdown.

    A headline stands above the others as their standfirst; in Markdown lines become bullets too.
    """
    texts = [sentence.text for sentence in summary.sentences]
    if form == "table":
        return markdown_table(summary)
    if form == "bullets" or (form == "lines" and markdown):
        return "\n".join(f"- {text}" for text in texts)
    if form == "lines":
        return "\n".join(texts)
    paragraph = as_paragraph(texts, lang=summary.lang)
    if form == "headline" and summary.headline:
        headline = summary.headline.text
        return f"**{headline}**\n\n{paragraph}" if markdown else f"{headline}\n\n{paragraph}"
    return paragraph


def as_paragraph(texts: Sequence[str], *, lang: str) -> str:
    """Return sentences as running text: a blank between English ones, none between Chinese ones."""
    return ("" if lang == "zh" else " ").join(texts)


def table_rows(summary: Summary) -> list[tuple[str, ...]]:
    """Return a row of COLUMNS for each key figure, the most salient first."""
    return [_row(each, summary.lang) for each in summary.key_figures]


def markdown_table(summary: Summary) -> str:
    """Return the key figures as a Markdown table."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(map(table_cell, row)) + " |" for row in table_rows(summary)]
    return "\n".join(lines)


def _row(key: KeyFigure, lang: str) -> tuple[str, ...]:
    figure = key.figure
    return (
        key.what,
        _said(figure, lang),
        figure.value or "",
        figure.value_to or "",
        figure.unit or figure.classifier or "",
        _said(key.period, lang) if key.period else "",
        str(key.sentence),
        key.source,
        "yes" if key.carried else "no",
    )


def _said(figure: Figure, lang: str) -> str:
    return figure.text if lang == "zh" else render_figure(figure, lang=lang)


def table_cell(text: str) -> str:
    """Return `text` as it may stand in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")
