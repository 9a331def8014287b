"""Which figures of an article matter: a transparent sum of cues, as data in salience.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.article.model import Article
from toolkit.figures import find_figures
from toolkit.figures.model import Figure
from toolkit.resources import read_table

Identity = tuple[str | None, ...]
"""What makes two mentions the same figure."""

_CLAUSE_MARK = re.compile("[,，。;；、:：!！?？]")
# Characters on either side of a figure that are looked at.
_NEAR = 60
_OPENING_BRACKET = re.compile(r"[(（][^)）]*$")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SalientFigure:
    """A figure of the article, the sentence it stands in, and how much it matters (more is more)."""

    figure: Figure
    sentence: int
    salience: float


def identity(figure: Figure) -> Identity:
    """Return what two mentions of the same figure have in common."""
    return (figure.kind, figure.value, figure.value_to, figure.unit)


def article_figures(article: Article) -> list[list[Figure]]:
    """Return the figures of each sentence."""
    return [find_figures(sentence.text, lang=article.lang) for sentence in article.sentences]


def rank_figures(article: Article, figures: Sequence[Sequence[Figure]] | None = None) -> list[SalientFigure]:
    """Return the article's distinct figures, the most salient first, each at its first mention in the text.

    A mention in the title counts for the figure too. `figures` are those of `article_figures` where
    the caller has them.
    """
    found = article_figures(article) if figures is None else figures
    scene = _Scene(article, found)
    first: dict[Identity, SalientFigure] = {}
    titled: set[Identity] = set()
    for index, row in enumerate(found):
        for order, figure in enumerate(row):
            if scene.in_title(index):
                titled.add(identity(figure))
            known = first.get(identity(figure))
            if known is None or (scene.in_title(known.sentence) and not scene.in_title(index)):
                first[identity(figure)] = SalientFigure(figure, index, scene.salience(index, order, figure))
    bonus = _weights()["position"]["title"]
    scored = [
        SalientFigure(each.figure, each.sentence, each.salience + (bonus if same in titled else 0.0))
        for same, each in first.items()
    ]
    return sorted(scored, key=lambda each: (-each.salience, each.sentence, each.figure.start))


def key_figures(ranked: Sequence[SalientFigure]) -> list[SalientFigure]:
    """Return the figures a summary should try to carry, the most salient first."""
    wanted = _weights()["key"]
    worth = [each for each in ranked if not _is_relative(each.figure) and _kind(each.figure) >= 0]
    return worth[: min(wanted["most"], max(wanted["fewest"], round(len(worth) * wanted["share"])))]


def _weights() -> Mapping[str, Any]:
    return read_table("toolkit.summarise", "salience.toml")


def _kind(figure: Figure) -> float:
    return float(_weights()["kind"][figure.kind])


def _is_relative(figure: Figure) -> bool:
    """Whether the figure only points from the day of writing: 今天, 去年, 近期."""
    return figure.kind == "date" and (figure.relative is not None or not _DIGIT.search(figure.text))


def _is_small_in_words(figure: Figure) -> bool:
    """Whether the figure is under ten and not written in digits: 三级, 四大, 半年."""
    small = figure.number is not None and figure.number < 10
    return figure.kind in ("count", "duration") and small and not _DIGIT.search(figure.text)


class _Scene:
    """An article seen from one of its figures: where it stands, and what stands beside it."""

    def __init__(self, article: Article, figures: Sequence[Sequence[Figure]]) -> None:
        self._sentences = article.sentences
        self._kinds = [paragraph.kind for paragraph in article.paragraphs]
        texts = [number for number, kind in enumerate(self._kinds) if kind not in ("title", "heading")]
        self._first, self._last = (texts[0], texts[-1]) if texts else (-1, -1)
        self._largest: dict[str, Any] = {}
        for figure in (each for row in figures for each in row if each.number is not None):
            unit = figure.unit or figure.kind
            self._largest[unit] = max(self._largest.get(unit, 0), abs(figure.number or 0))

    def in_title(self, index: int) -> bool:
        """Whether a sentence stands in the title or a heading."""
        return self._kinds[self._sentences[index].paragraph] in ("title", "heading")

    def salience(self, index: int, order: int, figure: Figure) -> float:
        """Return the sum of the weights of all cues for the figure number `order` of a sentence."""
        return (
            _kind(figure)
            + self._cues(index, figure)
            + self._position(index, order)
            + self._form(index, figure)
        )

    def _cues(self, index: int, figure: Figure) -> float:
        cue = _weights()["cue"]
        before, after = _clause(self._sentences[index].text, figure)
        beside = f"{before[-cue['before'] :]}\n{after[: cue['after']]}"
        rows = cue["words"].values()
        return float(sum(row["weight"] for row in rows if any(word in beside for word in row["words"])))

    def _position(self, index: int, order: int) -> float:
        weights = _weights()["position"]
        paragraph = self._sentences[index].paragraph
        score = weights["earlier"] * (1 - index / len(self._sentences))
        opens_paragraph = index == 0 or self._sentences[index - 1].paragraph != paragraph
        score += weights["opens_paragraph"] * opens_paragraph + weights["opens_sentence"] * (order == 0)
        score += weights["first_paragraph"] * (paragraph == self._first)
        return float(score + weights["last_paragraph"] * (paragraph == self._last))

    def _form(self, index: int, figure: Figure) -> float:
        weights = _weights()["form"]
        whole = figure.number is not None and abs(figure.number) == self._largest[figure.unit or figure.kind]
        before = self._sentences[index].text[max(0, figure.start - _NEAR) : figure.start]
        aside = _OPENING_BRACKET.search(before) is not None
        score = weights["largest"] * whole + weights["bounded"] * (figure.bound != "exact")
        score += weights["in_brackets"] * aside + weights["relative"] * _is_relative(figure)
        return float(score + weights["small_in_words"] * _is_small_in_words(figure))


def _clause(text: str, figure: Figure) -> tuple[str, str]:
    """Return what stands in the figure's clause before it and after it."""
    before = text[max(0, figure.start - _NEAR) : figure.start]
    after = text[figure.end : figure.end + _NEAR]
    return _CLAUSE_MARK.split(before)[-1], _CLAUSE_MARK.split(after)[0]
