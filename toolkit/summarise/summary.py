"""A summary of an article, in Chinese or English, with the source of every sentence and figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.article.model import Article
from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.figures import check_figures
from toolkit.figures.model import Check
from toolkit.summarise.extractive import choose_sentences
from toolkit.summarise.model import Summary, SummarySentence
from toolkit.summarise.salience import SalientFigure, key_figures, rank_figures
from toolkit.translate import Segment, translate_sentences
from toolkit.translate.model import merge_checks


def summarise(
    article: Article, *, to: str = "en", length: int = 5, translator: Engine | None = None
) -> Summary:
    """Return a summary of exactly `length` sentences, or of all where the article has fewer.

    Sentences are taken from the article; for another language than its own they are translated by
    `translator` with the figures locked. Raises InputError for a length under 1.
    """
    if length < 1:
        raise InputError(f"a summary of {length} sentences is not possible; give --length 1 or more")
    key = key_figures(rank_figures(article))
    chosen = choose_sentences(article, key, length)
    sources = [article.sentences[index].text for index in chosen]
    if to == article.lang:
        segments = [Segment(0, text, text, _own_check(text, article.lang)) for text in sources]
    elif translator is None:
        raise InputError(f"a summary in {to!r} needs a translator; give --translator")
    else:
        segments = translate_sentences(sources, translator)
    return _assemble(segments, chosen, key, to)


def _own_check(text: str, lang: str) -> Check:
    return check_figures(text, text, source_lang=lang, target_lang=lang)


def _assemble(
    segments: Sequence[Segment], chosen: Sequence[int], key: Sequence[SalientFigure], to: str
) -> Summary:
    sentences = [
        SummarySentence(
            text=segment.target,
            sources=(index,),
            rows=tuple(replace(row, segment=index) for row in segment.check.rows) if segment.check else (),
            original=segment.source,
        )
        for segment, index in zip(segments, chosen, strict=True)
    ]
    warnings = [f"{note}: {segment.source[:30]}" for segment in segments for note in segment.notes]
    return Summary(
        lang=to,
        sentences=sentences,
        check=merge_checks(segment.check for segment in segments),
        coverage=_coverage(sentences, key),
        key_figures=[found.figure for found in key],
        warnings=warnings,
    )


def _coverage(sentences: Sequence[SummarySentence], key: Sequence[SalientFigure]) -> float | None:
    """Return the share of key figures that stand in the summary with the right value, rounded down."""
    if not key:
        return None
    kept = {
        (index, row.source.start)
        for sentence in sentences
        for index in sentence.sources
        for row in sentence.rows
        if row.status == "kept"
    }
    carried = sum((found.sentence, found.figure.start) in kept for found in key)
    return carried * 10_000 // len(key) / 10_000
