"""Rows of data become Items: tables with named columns, and an article with its gold ledger."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from toolkit.article import Article
from toolkit.article import read_article as read_document
from toolkit.corpora import Row, read_dataset, read_rows
from toolkit.errors import InputError, SuiteError
from toolkit.evaluation.model import Item, Suite
from toolkit.figures.model import Figure
from toolkit.lookup import did_you_mean

SOURCES = ("data", "article", "dataset")
_FIGURE_KEYS = tuple(item.name for item in fields(Figure))


def read_table(suite: Suite, path: Path | None) -> list[Item]:
    """Return an item for each row of the suite's table."""
    try:
        if suite.dataset:
            rows: Iterable[Row] = read_dataset(suite.dataset, revision=suite.revision, split=suite.split)
        else:
            rows = read_rows(path or suite.folder)
        return [_item(suite, row, number) for number, row in enumerate(rows, 1)]
    except InputError as error:
        raise SuiteError(f"the suite {suite.id!r}: {error}") from error


def _item(suite: Suite, row: Row, number: int) -> Item:
    where = f"the suite {suite.id!r}, row {number}"
    source = _text(row, suite.source, where)
    return Item(
        id=str(row.get("id", f"{suite.id}-{number:05d}")),
        source=source,
        reference=_text(row, suite.reference, where) if suite.reference else None,
        document=str(row[suite.document]) if suite.document and suite.document in row else None,
        group=_text(row, suite.group, where) if suite.group else None,
        figures=_figures(row["figures"], source, where) if row.get("figures") is not None else None,
        key_figures=_figures(_ranked(row.get("key_figures", ())), source, where),
        paraphrases=tuple(row.get("paraphrases", ())),
        outputs={name: _output(row, name, suite, where) for name in suite.systems},
    )


def _text(row: Row, column: str, where: str) -> str:
    value = row.get(column)
    if not isinstance(value, str) or not value.strip():
        near = did_you_mean(column, row)
        raise SuiteError(f"{where}: no text in the column {column!r}{near if column not in row else ''}")
    return value


def _output(row: Row, name: str, suite: Suite, where: str) -> str:
    if not isinstance(row.get(name), str):
        raise SuiteError(f"{where}: no column for the system {name!r}{did_you_mean(name, row)}")
    return html.unescape(row[name]) if suite.html else str(row[name])


def _ranked(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: row.get("rank", 0))


def _figures(rows: Iterable[Mapping[str, Any]], source: str, where: str) -> tuple[Figure, ...]:
    """Return gold figures, each found in `source` after the one before it, else from its beginning."""
    figures: list[Figure] = []
    position = 0
    for row in rows:
        start = source.find(row["text"], position)
        start = source.find(row["text"]) if start < 0 else start
        if start < 0:
            raise SuiteError(f"{where}: the figure {row['text']!r} does not stand in the source")
        position = start + len(row["text"])
        figures.append(gold_figure(row, start))
    return tuple(figures)


def gold_figure(row: Mapping[str, Any], start: int) -> Figure:
    """Return the figure that a line of gold data describes, standing at `start` of its source."""
    values = {name: row[name] for name in _FIGURE_KEYS if row.get(name) is not None}
    values |= {"start": start, "end": start + len(row["text"]), "value": row.get("value")}
    if "fraction" in values:
        numerator, denominator = values["fraction"]
        values["fraction"] = (numerator, denominator)
    return Figure(**values)


def read_article(suite: Suite, folder: Path) -> list[Item]:
    """Return an item for each paragraph of the article, title first, with its gold figures.

    The ledger is read through `datasets`: one figure a line, in the order of the text.
    """
    article = read_document(folder / "article.txt")
    spans = _paragraph_spans(article)
    references = (folder / "reference.en.txt").read_text(encoding="utf-8").splitlines()
    if len(references) != len(spans):
        raise SuiteError(
            f"the suite {suite.id!r}: {len(references)} lines of reference for {len(spans)} paragraphs"
        )
    figures = _locate(read_dataset(str(folder), file="ledger.jsonl"), article.text, suite)
    return [
        Item(
            id=f"{folder.name}-{index:02d}",
            source=article.text[start:end],
            reference=reference,
            figures=tuple(
                gold_figure(row, position - start) for row, position in figures if start <= position < end
            ),
        )
        for index, ((start, end), reference) in enumerate(zip(spans, references, strict=True))
    ]


def _paragraph_spans(article: Article) -> list[tuple[int, int]]:
    """Return where each paragraph stands in the article's text."""
    return [
        (paragraph.sentences[0].start, paragraph.sentences[-1].start + len(paragraph.sentences[-1].text))
        for paragraph in article.paragraphs
    ]


def _locate(ledger: Iterable[Row], text: str, suite: Suite) -> list[tuple[Row, int]]:
    """Return each line of the ledger with the position of its figure in the text."""
    found: list[tuple[Row, int]] = []
    position = 0
    for number, row in enumerate(ledger, 1):
        position = text.find(row["text"], position)
        if position < 0:
            raise SuiteError(
                f"the suite {suite.id!r}: figure {number} of the ledger, {row['text']!r}, is not there"
            )
        found.append((row, position))
        position += len(row["text"])
    return found
