"""The figures of a SOURCE argument."""

from __future__ import annotations

from bisect import bisect_right

from toolkit.article.model import Article
from toolkit.figures import Figure, find_figures


def own_figures(article: Article, *, lang: str) -> list[Figure]:
    """Return the figures of an article's own text, without those of what is left out of it."""
    starts = [sentence.start for sentence in article.sentences]
    ends = [sentence.start + len(sentence.text) for sentence in article.sentences]
    found = find_figures(article.text, lang=lang)
    return [figure for figure in found if figure.start < ends[bisect_right(starts, figure.start) - 1]]


def language_of(article: Article, lang: str) -> str:
    """Return the language to read an article's figures in: the one asked for, or the detected one."""
    return article.lang if lang == "auto" and article.lang in ("zh", "en") else lang
