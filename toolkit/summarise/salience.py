"""Which figures of an article matter: a transparent sum of cues, as data in salience.toml."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.article.model import Article
from toolkit.figures import find_figures
from toolkit.figures.model import Figure

_CUE_WINDOW = 8
_KEY_SHARE = 0.3
_FEWEST_KEY_FIGURES = 5


@dataclass(frozen=True, slots=True)
class SalientFigure:
    """A figure of the article, the sentence it stands in, and how much it matters (0 up)."""

    figure: Figure
    sentence: int
    salience: float


def rank_figures(article: Article) -> list[SalientFigure]:
    """Return the article's figures, the most salient first; of equal values the first mention."""
    sentences = article.sentences
    found = [
        (index, figure)
        for index, sentence in enumerate(sentences)
        for figure in find_figures(sentence.text, lang=article.lang)
    ]
    mentions = Counter(_identity(figure) for _, figure in found)
    first_mentions: dict[tuple[str | None, ...], SalientFigure] = {}
    for index, figure in found:
        salience = _salience(article, index, figure) + (
            _weights()["repetition"]["again"] if mentions[_identity(figure)] > 1 else 0.0
        )
        first_mentions.setdefault(_identity(figure), SalientFigure(figure, index, salience))
    return sorted(first_mentions.values(), key=lambda found: (-found.salience, found.sentence))


def key_figures(ranked: Sequence[SalientFigure]) -> list[SalientFigure]:
    """Return the figures a summary should try to carry: the upper third, at least five."""
    worth = [found for found in ranked if _weights()["kind"].get(found.figure.kind, 0) >= 0.2]
    return worth[: max(_FEWEST_KEY_FIGURES, round(len(worth) * _KEY_SHARE))]


@cache
def _weights() -> dict[str, Any]:
    path = files("toolkit.summarise") / "salience.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _identity(figure: Figure) -> tuple[str | None, ...]:
    return (figure.kind, figure.value, figure.value_to, figure.unit)


def _salience(article: Article, index: int, figure: Figure) -> float:
    weights = _weights()
    sentence = article.sentences[index]
    score = float(weights["kind"].get(figure.kind, 0.0))
    before = sentence.text[max(0, figure.start - _CUE_WINDOW) : figure.end]
    score += sum(
        cue["weight"] for cue in weights["cue"].values() if any(word in before for word in cue["words"])
    )
    return score + _position(article, sentence.paragraph, index)


def _position(article: Article, paragraph: int, index: int) -> float:
    weights = _weights()["position"]
    if article.paragraphs[paragraph].kind in ("title", "heading"):
        return float(weights["title"])
    texts = [number for number, block in enumerate(article.paragraphs) if block.kind == "text"]
    score = float(weights["earlier"]) * (1 - index / len(article.sentences))
    if texts and paragraph == texts[0]:
        score += float(weights["first_paragraph"])
    if texts and paragraph == texts[-1]:
        score += float(weights["last_paragraph"])
    return score
