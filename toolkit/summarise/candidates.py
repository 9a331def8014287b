"""The sentences of an article as a summary would print them, with what is needed to judge them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.article.model import Article, ParagraphKind
from toolkit.figures.model import Figure
from toolkit.summarise.compression import compress
from toolkit.summarise.salience import Identity, identity
from toolkit.summarise.wording import wording

_OPENING_QUOTES = ("“", "「", "『", '"')
_CLOSING_QUOTES = ("”", "」", "』", '"')


@dataclass(frozen=True, slots=True)
class Candidate:
    """Sentence number `index` of the article, cut to `text`, which begins at `start` of the sentence.

    `figures` have offsets in the whole sentence, as the article has it.
    """

    index: int
    text: str
    start: int
    figures: Sequence[Figure]
    kind: ParagraphKind

    @property
    def identities(self) -> frozenset[Identity]:
        """Which figures it carries."""
        return frozenset(map(identity, self.figures))

    @property
    def leans(self) -> bool:
        """Whether it begins with a word that points to the sentence before it."""
        return wording().leaning.match(self.text) is not None

    @property
    def quotes(self) -> bool:
        """Whether it is a quotation and nothing else."""
        return self.text.startswith(_OPENING_QUOTES) and self.text.endswith(_CLOSING_QUOTES)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip('”"」』)）').endswith(("?", "？"))


def find_candidates(article: Article, figures: Sequence[Sequence[Figure]]) -> list[Candidate]:
    """Return a candidate for each sentence of the article; `figures` are those of its sentences."""
    found = []
    for index, sentence in enumerate(article.sentences):
        stretch = compress(sentence.text, figures[index])
        kind = article.paragraphs[sentence.paragraph].kind
        found.append(Candidate(index, stretch.text, stretch.start, figures[index], kind))
    return found
