"""A summary of an article, in Chinese or English, with the source of every sentence and figure."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.article.model import Article
from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.figures.model import Check
from toolkit.summarise.budget import require_possible
from toolkit.summarise.extraction import Extractor, is_wrong, say
from toolkit.summarise.material import Material, read_material
from toolkit.summarise.model import Summary, SummarySentence, Wanted, carried_by
from toolkit.summarise.modelled import write_with_model
from toolkit.summarise.routes import RouteName
from toolkit.summarise.salience import identity
from toolkit.summarise.table import key_figure_table


def summarise(
    article: Article,
    *,
    to: str = "en",
    length: int = 5,
    translator: Engine | None = None,
    model: Engine | None = None,
    route: RouteName = "auto",
    max_chars: int | None = None,
    max_words: int | None = None,
    must_include: Sequence[str] = (),
    focus: str | None = None,
    headline: bool = False,
    table: bool = False,
) -> Summary:
    """Return a summary of exactly `length` sentences, or of all where the article has fewer.

    Without a `model` the sentences are the article's own; for another language than its own they are
    translated by `translator` with the figures locked. A `model` writes them; `route` says where the
    translation comes in (see `choose_route`), and a sentence with a figure that the article does not
    have gives way to one of the article's, with a warning. With `max_chars` or `max_words` there are
    as many sentences as fit. Each of `must_include` is a figure that the summary must carry, `focus`
    what it should be about. `headline` adds a headline, `table` puts the key figures into `to`.
    Raises InputError for a length under 1, limits that nothing fits, and figures that the article
    does not have.
    """
    wanted = Wanted(
        length=length, max_chars=max_chars, max_words=max_words, must_include=must_include, focus=focus
    )
    require_possible(wanted)
    if to != article.lang and translator is None:
        raise InputError(f"a summary in {to!r} needs a translator; give --translator")
    material = read_material(article)
    second = translator if to != article.lang else None
    extractor = Extractor(material, wanted, second)
    warnings: list[str] = []
    if model is None:
        sentences = extractor.extract()
    else:
        sentences, warnings = write_with_model(
            material, wanted, extractor, model, translator=translator, to=to, route=route
        )
    return Summary(
        lang=to,
        sentences=sentences,
        check=_check(sentences),
        coverage=_coverage(material, sentences),
        key_figures=key_figure_table(material, sentences, second if table else None),
        warnings=[*extractor.unmet(sentences), *warnings, *_notes(sentences)],
        headline=_headline(material, sentences, second) if headline else None,
        quoted=_quoted(article, sentences),
    )


def _quoted(article: Article, sentences: Sequence[SummarySentence]) -> dict[int, str]:
    """Return the article's sentences that `sentences` rest on, by number."""
    numbers = sorted({number for each in sentences for number in each.sources})
    everything = article.sentences
    return {number: everything[number].text for number in numbers}


def _check(sentences: Sequence[SummarySentence]) -> Check:
    return Check(
        tuple(row for sentence in sentences for row in sentence.rows),
        tuple(figure for sentence in sentences for figure in sentence.invented),
    )


def _notes(sentences: Sequence[SummarySentence]) -> list[str]:
    return [f"{note}: {each.text[:40]}" for each in sentences for note in each.notes]


def _coverage(material: Material, sentences: Sequence[SummarySentence]) -> float | None:
    """Return the share of key figures that are carried, rounded down; None when there are none."""
    if not material.key:
        return None
    carried = carried_by(sentences)
    count = sum(identity(each.figure) in carried for each in material.key)
    return count * 10_000 // len(material.key) / 10_000


def _headline(
    material: Material, sentences: Sequence[SummarySentence], translator: Engine | None
) -> SummarySentence:
    """Return the article's title, or where it has none or it cannot be said right, the shortest sentence."""
    titles = [each for each in material.candidates if each.kind == "title"][:1]
    right = [each for each in say(titles, translator) if not is_wrong(each)]
    return right[0] if right else min(sentences, key=lambda each: len(each.text))
