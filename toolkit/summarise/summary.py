"""A summary of an article, in Chinese or English, with the source of every sentence and figure."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.article.model import Article
from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.figures.model import Check
from toolkit.summarise.budget import require_possible
from toolkit.summarise.extraction import Extractor
from toolkit.summarise.material import Material, read_material
from toolkit.summarise.model import Summary, SummarySentence, Wanted
from toolkit.summarise.salience import Identity, identity


def summarise(
    article: Article,
    *,
    to: str = "en",
    length: int = 5,
    translator: Engine | None = None,
    max_chars: int | None = None,
    max_words: int | None = None,
    must_include: Sequence[str] = (),
    focus: str | None = None,
) -> Summary:
    """Return a summary of exactly `length` sentences, or of all where the article has fewer.

    Sentences are taken from the article; for another language than its own they are translated by
    `translator` with the figures locked. With `max_chars` or `max_words` there are as many sentences
    as fit. Each of `must_include` is a figure that the summary must carry, `focus` what it should be
    about. Raises InputError for a length under 1, limits that nothing fits, and figures that the
    article does not have.
    """
    wanted = Wanted(
        length=length, max_chars=max_chars, max_words=max_words, must_include=must_include, focus=focus
    )
    require_possible(wanted)
    if to != article.lang and translator is None:
        raise InputError(f"a summary in {to!r} needs a translator; give --translator")
    material = read_material(article)
    extractor = Extractor(material, wanted, translator if to != article.lang else None)
    sentences = extractor.extract()
    return _assemble(material, sentences, to, extractor.warnings)


def _assemble(
    material: Material, sentences: Sequence[SummarySentence], to: str, warnings: Sequence[str]
) -> Summary:
    rows = tuple(row for sentence in sentences for row in sentence.rows)
    invented = tuple(figure for sentence in sentences for figure in sentence.invented)
    return Summary(
        lang=to,
        sentences=sentences,
        check=Check(rows, invented),
        coverage=_coverage(material, carried_by(sentences)),
        warnings=[*warnings, *(f"{note}: {each.text[:30]}" for each in sentences for note in each.notes)],
    )


def carried_by(sentences: Sequence[SummarySentence]) -> frozenset[Identity]:
    """Return the source figures that stand in `sentences` with the right value."""
    return frozenset(identity(row.source) for each in sentences for row in each.rows if row.status == "kept")


def _coverage(material: Material, carried: frozenset[Identity]) -> float | None:
    """Return the share of key figures that are carried, rounded down; None when there are none."""
    if not material.key:
        return None
    count = sum(identity(each.figure) in carried for each in material.key)
    return count * 10_000 // len(material.key) / 10_000
