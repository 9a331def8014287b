"""The sentences of an article as a summary would print them, with what is needed to judge them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from toolkit.article.model import Article, ParagraphKind
from toolkit.figures.model import Figure
from toolkit.summarise.salience import Identity, identity
from toolkit.summarise.stretches import find_stretches
from toolkit.summarise.wording import wording

_OPENING_QUOTES = ("“", "「", "『", '"')
_CLOSING_QUOTES = ("”", "」", "』", '"')
# Characters of a sentence made of two: longer ones are hard to read.
_LONGEST_JOINED = 160
_CLAUSE_END = re.compile(r"(?<=[,，;；])(?!\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a candidate from `at` on: sentence number `sentence` of the article from `start` on."""

    at: int
    sentence: int
    start: int


@dataclass(frozen=True)
class Candidate:
    """A sentence for a summary, made of `pieces` of the article's; `figures` have offsets in `text`."""

    text: str
    pieces: Sequence[Piece]
    figures: Sequence[Figure]
    kind: ParagraphKind

    @cached_property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the article's sentences that it is made of."""
        return tuple(piece.sentence for piece in self.pieces)

    @cached_property
    def identities(self) -> frozenset[Identity]:
        """Which figures it carries."""
        return frozenset(map(identity, self.figures))

    @cached_property
    def leans(self) -> bool:
        """Whether it begins with a word that points to the sentence before it."""
        return wording().leaning.match(self.text) is not None

    @cached_property
    def quotes(self) -> bool:
        """Whether it is a quotation and nothing else."""
        return self.text.startswith(_OPENING_QUOTES) and self.text.endswith(_CLOSING_QUOTES)

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip('”"」』)）').endswith(("?", "？"))

    def origin(self, figure: Figure) -> tuple[int, Figure]:
        """Return which sentence of the article `figure` of this text comes from, and the figure in it."""
        piece = max((each for each in self.pieces if each.at <= figure.start), key=lambda each: each.at)
        return piece.sentence, moved(figure, piece.start - piece.at)


def moved(figure: Figure, by: int) -> Figure:
    """Return the figure with its offsets counted from another place."""
    return replace(figure, start=figure.start + by, end=figure.end + by)


def find_candidates(article: Article, figures: Sequence[Sequence[Figure]]) -> list[Candidate]:
    """Return the candidates in the order of the article; `figures` are those of its sentences."""
    found = []
    for index, sentence in enumerate(article.sentences):
        kind = article.paragraphs[sentence.paragraph].kind
        for stretch in find_stretches(sentence.text, figures[index]):
            own = _within(figures[index], stretch.start, stretch.start + len(stretch.text))
            found.append(Candidate(stretch.text, (Piece(0, index, stretch.start),), own, kind))
    return found


def split_candidate(candidate: Candidate) -> list[Candidate]:
    """Return a candidate for each clause of `candidate`."""
    edges = [0, *(mark.end() for mark in _CLAUSE_END.finditer(candidate.text)), len(candidate.text)]
    clauses = []
    for start, end in pairwise(sorted(set(edges))):
        piece = max((each for each in candidate.pieces if each.at <= start), key=lambda each: each.at)
        origin = Piece(0, piece.sentence, start - piece.at + piece.start)
        own = _within(candidate.figures, start, end)
        clauses.append(Candidate(candidate.text[start:end], (origin,), own, candidate.kind))
    return clauses


def _within(figures: Sequence[Figure], start: int, end: int) -> list[Figure]:
    """Return the figures that stand between two places, with offsets from the first."""
    first = bisect_left(figures, start, key=lambda figure: figure.start)
    last = bisect_left(figures, end, lo=first, key=lambda figure: figure.start)
    return [moved(figure, -start) for figure in figures[first:last] if figure.end <= end]


def join_parts(article: Article, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates` with each sentence that is grammatically a part of the one before joined to it.

    Such a sentence begins with 其中 ("of these"); the full stop before it becomes a comma.
    """
    sentences = article.sentences
    joined: list[Candidate] = []
    for candidate in candidates:
        before = joined[-1] if joined else None
        if before is not None and _is_part(candidate, before) and before.kind == candidate.kind:
            same = sentences[before.sources[-1]].paragraph == sentences[candidate.sources[0]].paragraph
            if same and len(before.text) + len(candidate.text) <= _LONGEST_JOINED:
                joined[-1] = _join(before, candidate)
                continue
        joined.append(candidate)
    return joined


def _is_part(candidate: Candidate, before: Candidate) -> bool:
    return before.text.endswith("。") and wording().joining.match(candidate.text) is not None


def _join(first: Candidate, second: Candidate) -> Candidate:
    at = len(first.text)
    comma = "," if "," in first.text + second.text else "，"
    return Candidate(
        first.text[:-1] + comma + second.text,
        (*first.pieces, *(replace(piece, at=piece.at + at) for piece in second.pieces)),
        [*first.figures, *(moved(figure, at) for figure in second.figures)],
        first.kind,
    )
