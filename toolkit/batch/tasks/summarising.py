"""Summaries, article by article."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.batch.shard import Outcome
from toolkit.batch.tasks.material import Material, Task, Tools, read_source
from toolkit.summarise import summarise


def summarise_all(materials: Sequence[Material], tools: Tools) -> list[Outcome]:
    """Return the summary of each article."""
    return [_summarise(each, tools) for each in materials]


def _summarise(material: Material, tools: Tools) -> Outcome:
    job, article = tools.job, material.article
    translator = tools.engine if job.to != article.lang else None
    summary = summarise(article, to=job.to, length=job.length, translator=translator)
    text = ("" if job.to == "zh" else " ").join(sentence.text for sentence in summary.sentences)
    return Outcome(
        {"summary": text},
        summary.check,
        summary.warnings,
        characters=sum(len(sentence.text) for sentence in article.sentences),
        words=len(text) if job.to == "zh" else len(text.split()),
        coverage=summary.coverage,
    )


TASK = Task(read_source, summarise_all)
