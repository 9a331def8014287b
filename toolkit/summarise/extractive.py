"""Choosing sentences: central, early, carrying key figures, not saying the same twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.article.model import Article
from toolkit.summarise.graph import centrality, similarity, vectors
from toolkit.summarise.salience import SalientFigure

_CENTRAL = 1.0
_EARLY = 0.6
_FIGURES = 1.2
_REDUNDANT = 0.9
_POINTING = 0.3
_SHORTEST = 10

# Sentences that lean on the one before are hard to read alone.
_LEANING = re.compile(
    r"^(?:他|她|它|他们|她们|它们|这|那|该|此|其中|同时|此外|但|而|因此|所以|另外|与此同时)"
)


def choose_sentences(article: Article, key: Sequence[SalientFigure], length: int) -> list[int]:
    """Return the indexes of the `length` best sentences, in the order of the article.

    Greedy maximal marginal relevance (Carbonell and Goldstein 1998) over centrality, position and
    the salience of key figures that no chosen sentence carries yet. Titles and headings are used
    only when nothing else is left.
    """
    texts = [sentence.text for sentence in article.sentences]
    found = vectors(texts)
    static = _static_scores(article, centrality(found))
    carried: dict[int, float] = {}
    for figure in key:
        carried[figure.sentence] = carried.get(figure.sentence, 0.0) + figure.salience
    most = max(carried.values(), default=1.0)
    chosen: list[int] = []
    while len(chosen) < min(length, len(texts)):
        rest = [index for index in range(len(texts)) if index not in chosen]
        chosen.append(
            max(
                rest,
                key=lambda index: (
                    static[index]
                    + _FIGURES * carried.get(index, 0.0) / most
                    - _REDUNDANT
                    * max((similarity(found[index], found[other]) for other in chosen), default=0.0)
                ),
            )
        )
    return sorted(chosen)


def _static_scores(article: Article, central: Sequence[float]) -> list[float]:
    sentences = article.sentences
    scores = []
    for index, sentence in enumerate(sentences):
        score = _CENTRAL * central[index] + _EARLY * (1 - index / len(sentences))
        if _LEANING.match(sentence.text):
            score -= _POINTING
        if article.paragraphs[sentence.paragraph].kind != "text" or len(sentence.text) < _SHORTEST:
            score -= 10.0
        scores.append(score)
    return scores
