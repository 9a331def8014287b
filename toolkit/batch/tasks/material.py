"""From a row to what a task works on, and the seam that every task fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.article import has_chinese, parse_article, read_article
from toolkit.article.model import Article
from toolkit.batch.cache import Cache
from toolkit.batch.columns import SOURCES, missing_column
from toolkit.batch.inputs import Item
from toolkit.batch.job import Job
from toolkit.batch.shard import Outcome
from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.translate import Glossary

# Characters in one text: a long book. More is a file that lost its line ends.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker holds; `engine` is None for tasks that need no model."""

    job: Job
    engine: Engine | None
    glossary: Glossary
    cache: Cache | None


@dataclass(frozen=True, slots=True)
class Material:
    """A row that can be worked on: an article, or a text; `target` is its translation as given."""

    article: Article
    target: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """`read` turns a row into material or raises InputError; `work` does many rows together."""

    read: Callable[[Item, Job], Material]
    work: Callable[[Sequence[Material], Tools], list[Outcome]]


def read_source(item: Item, job: Job) -> Material:
    """Return the Chinese article of a row or document; raise InputError when there is none."""
    if item.document is not None:
        try:
            article = read_article(item.document)
        except InputError as error:
            raise InputError(str(error).replace(str(item.document), str(item.row["id"]))) from error
    else:
        article = parse_article(text_of(item, job.column, SOURCES))
    if len(article.text) > LONGEST:
        raise InputError(_too_long(len(article.text)))
    if not has_chinese("".join(sentence.text for sentence in article.sentences)):
        raise InputError("there is no Chinese in the text")
    return Material(article)


def text_of(item: Item, column: str | None, usual: Sequence[str]) -> str:
    """Return the text in `column`, or in the first of the `usual` columns that the row has.

    Raises InputError when there is none, or it is empty or too long.
    """
    names = usual if column is None else (column,)
    name = next((each for each in names if each in item.row), None)
    if name is None:
        raise InputError(missing_column(names, list(item.row)))
    value = item.row[name]
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{name}" must be a text, not {type(value).__name__}')
    if not (value or "").strip():
        raise InputError(f'"{name}" is empty')
    text = str(value)
    if len(text) > LONGEST:
        raise InputError(_too_long(len(text)))
    return text


def _too_long(length: int) -> str:
    return f"the text has {length:,} characters, more than the {LONGEST:,} of one row; split it"
