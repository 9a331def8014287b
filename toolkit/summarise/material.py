"""Everything about an article that its summary is made from, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.article.model import Article
from toolkit.errors import InputError
from toolkit.figures import find_figures
from toolkit.figures.model import Figure
from toolkit.lookup import did_you_mean
from toolkit.summarise.candidates import Candidate, find_candidates
from toolkit.summarise.salience import (
    Identity,
    SalientFigure,
    article_figures,
    identity,
    key_figures,
    rank_figures,
)


@dataclass(frozen=True, slots=True)
class Material:
    """An article, the figures of each of its sentences, its key figures and its candidate sentences."""

    article: Article
    figures: Sequence[Sequence[Figure]]
    key: Sequence[SalientFigure]
    candidates: Sequence[Candidate]


def read_material(article: Article) -> Material:
    """Return the material of `article`; raise InputError when it has no sentence."""
    if not article.sentences:
        raise InputError("there is no sentence to summarise; give a text with an article in it")
    figures = article_figures(article)
    key = key_figures(rank_figures(article, figures))
    return Material(article, figures, key, find_candidates(article, figures))


def find_asked(material: Material, texts: Sequence[str]) -> list[Identity]:
    """Return the article's figure for each of `texts`, given as the article writes it or in other words.

    Raises InputError naming the nearest figure when the article has no such figure.
    """
    everything = [figure for row in material.figures for figure in row]
    return [_find_one(text, everything) for text in texts]


def _find_one(text: str, everything: Sequence[Figure]) -> Identity:
    for figure in everything:
        if figure.text == text:
            return identity(figure)
    asked = {identity(figure) for figure in find_figures(text, lang="auto")}
    for figure in everything:
        if identity(figure) in asked:
            return identity(figure)
    near = did_you_mean(text, [figure.text for figure in everything])
    raise InputError(f"the article has no figure {text!r}{near}; 'toolkit figures SOURCE' lists those it has")
