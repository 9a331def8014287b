"""Which sentences of an article a written sentence rests on, and where each of its figures comes from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from toolkit.figures import Figure, check_figures, compare_figures, find_figures
from toolkit.figures.model import Row
from toolkit.summarise.candidates import Candidate, Piece, moved
from toolkit.summarise.graph import terms
from toolkit.summarise.material import Material
from toolkit.summarise.model import SummarySentence

_MOST_SOURCES = 3
# Another source must account for this share of the sentence's weight.
_WORTH_ADDING = 0.15
_FIGURES = 0.5
"""How much carrying all of a sentence's figures counts beside sharing all of its words."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A written sentence with its sources; `support` is the share of its words that they have, 0 to 1."""

    sentence: SummarySentence
    support: float

    @property
    def wrong(self) -> list[str]:
        """The figures that no source accounts for, or that say something else than theirs."""
        changed = [row.target.text for row in self.sentence.rows if row.target and row.status == "changed"]
        return changed + [figure.text for figure in self.sentence.invented]


class Tracer:
    """Traces sentences to an article; `view` gives its sentences in a language, none where there is no text.

    A sentence in a language without a view is traced by its figures alone.
    """

    def __init__(self, material: Material, view: Callable[[str], Sequence[str]]) -> None:
        self._material = material
        self._lang = material.article.lang
        self._terms = cache(lambda lang: [set(terms(text)) for text in view(lang)])
        self._rarity = cache(lambda lang: _rarity(self._terms(lang)))

    def trace(self, text: str, lang: str) -> Traced:
        """Return `text` with its source sentences, its figures' sources, and how well it is supported."""
        figures = find_figures(text, lang=lang)
        sources, support = self._align(text, figures, lang)
        sentence = self.check(text, lang, sources)
        if Traced(sentence, support).wrong:
            sources |= self._carriers(_wrong_figures(sentence), sources)
            sentence = self.check(text, lang, sources)
        if not self._terms(lang):
            support = float(any(row.status == "kept" for row in sentence.rows))
        return Traced(sentence, support)

    def source_text(self, sources: Sequence[int]) -> str:
        """Return the article's sentences number `sources` as one text."""
        return self._assembled(sources).text

    def _align(self, text: str, figures: Sequence[Figure], lang: str) -> tuple[set[int], float]:
        """Return up to three sentences that share the most words and figures with `text`, and the support.

        Greedy: each is the one that accounts for most of what is not accounted for yet.
        """
        rarity = self._rarity(lang)
        left = set(terms(text))
        whole = sum(rarity.get(term, 1.0) for term in left) or 1.0
        open_figures = {_value(figure) for figure in figures}
        share = _FIGURES / (len(open_figures) or 1)
        sources: set[int] = set()
        supported = 0.0
        while len(sources) < _MOST_SOURCES:
            gains = [
                self._words(index, left, lang) / whole + share * len(self._values(index) & open_figures)
                for index in range(len(self._material.figures))
            ]
            best = max(range(len(gains)), key=gains.__getitem__)
            if gains[best] <= 0 or (sources and gains[best] < _WORTH_ADDING):
                break
            supported += self._words(best, left, lang) / whole
            sources.add(best)
            left -= self._shared(best, left, lang)
            open_figures -= self._values(best)
        return sources, supported

    def _words(self, index: int, left: Set[str], lang: str) -> float:
        """Return the weight of the words in `left` that sentence number `index` has."""
        rarity = self._rarity(lang)
        return sum(rarity[term] for term in self._shared(index, left, lang))

    def _shared(self, index: int, left: Set[str], lang: str) -> Set[str]:
        found = self._terms(lang)
        return found[index] & left if found else frozenset()

    def _values(self, index: int) -> set[tuple[str | None, ...]]:
        return {_value(figure) for figure in self._material.figures[index]}

    def check(self, text: str, lang: str, sources: Collection[int]) -> SummarySentence:
        """Return `text` as a sentence that rests on `sources`, with the figures of theirs that it carries."""
        origin = self._assembled(sorted(sources))
        check = check_figures(origin.text, text, source_lang=self._lang, target_lang=lang)
        rows = []
        for row in check.rows:
            if row.status != "missing":
                sentence, figure = origin.origin(row.source)
                rows.append(replace(row, source=figure, segment=sentence))
        return SummarySentence(text, tuple(sorted(sources)), rows, check.invented)

    def _carriers(self, figures: Sequence[Figure], sources: Set[int]) -> set[int]:
        """Return, for each of `figures`, the first sentence outside `sources` that carries it."""
        found = set()
        for figure in figures:
            for index, own in enumerate(self._material.figures):
                checked = compare_figures(own, [figure]) if index not in sources else None
                if checked and any(row.status == "kept" and row.target for row in checked.rows):
                    found.add(index)
                    break
        return found

    def _assembled(self, sources: Sequence[int]) -> Candidate:
        sentences = self._material.article.sentences
        text, pieces = "", []
        figures: list[Figure] = []
        for index in sources:
            pieces.append(Piece(len(text), index, 0))
            figures += [moved(figure, len(text)) for figure in self._material.figures[index]]
            text += sentences[index].text + "\n"
        return Candidate(text, pieces, figures, "text")


def _wrong_figures(sentence: SummarySentence) -> list[Figure]:
    changed: list[Row] = [row for row in sentence.rows if row.status == "changed"]
    return [*sentence.invented, *(row.target for row in changed if row.target)]


def _value(figure: Figure) -> tuple[str | None, ...]:
    return (figure.value, figure.value_to, figure.unit)


def _rarity(sets: Sequence[Set[str]]) -> dict[str, float]:
    frequency = Counter(term for each in sets for term in each)
    return {term: math.log(1 + len(sets) / count) for term, count in frequency.items()}
