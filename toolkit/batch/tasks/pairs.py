"""Check and repair of translations that the rows already have."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.article import parse_article
from toolkit.batch.columns import SOURCES, TARGETS
from toolkit.batch.inputs import Item
from toolkit.batch.job import Job
from toolkit.batch.shard import Outcome
from toolkit.batch.tasks.material import Material, Task, Tools, text_of
from toolkit.errors import InputError
from toolkit.figures import Check, check_figures
from toolkit.translate import repair_document


def read_pair(item: Item, job: Job) -> Material:
    """Return the source and the target of a row; raise InputError when one is missing."""
    if item.document is not None:
        raise InputError("a document has no translation beside it; give a table with both columns")
    source = text_of(item, job.column, SOURCES)
    return Material(parse_article(source), text_of(item, job.target_column, TARGETS))


def check_all(materials: Sequence[Material], tools: Tools) -> list[Outcome]:
    """Return the check of each pair."""
    return [
        _outcome({}, each, each.target, check_figures(each.article.text, each.target)) for each in materials
    ]


def repair_all(materials: Sequence[Material], tools: Tools) -> list[Outcome]:
    """Return each translation repaired."""
    repaired = [repair_document(each.article, each.target, glossary=tools.glossary) for each in materials]
    return [
        _outcome({"translation": done.target}, each, done.target, done.check)
        for each, done in zip(materials, repaired, strict=True)
    ]


def _outcome(added: dict[str, str], material: Material, target: str, check: Check) -> Outcome:
    characters = len(material.article.text)
    return Outcome(added, check, characters=characters, words=len(target.split()))


CHECK = Task(read_pair, check_all)
REPAIR = Task(read_pair, repair_all)
