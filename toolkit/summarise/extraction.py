"""A summary of sentences of the article itself, translated where another language is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.figures.model import Figure, Row
from toolkit.summarise.budget import fits
from toolkit.summarise.candidates import Candidate
from toolkit.summarise.material import Material, find_asked
from toolkit.summarise.model import SummarySentence, Wanted
from toolkit.summarise.selection import Selection
from toolkit.translate import Segment, translate_sentences

# Sentences whose translation went wrong are replaced by the next best, so many times.
_ROUNDS = 6


class Extractor:
    """Chooses and says sentences of one article; `translator` None leaves them in their language."""

    def __init__(self, material: Material, wanted: Wanted, translator: Engine | None) -> None:
        self._candidates = material.candidates
        self._wanted = wanted
        self._translator = translator
        self._selection = Selection(material.candidates, material.key, focus=wanted.focus)
        self._asked = find_asked(material, wanted.must_include)
        self._said: dict[int, SummarySentence] = {}

    @property
    def warnings(self) -> list[str]:
        """What could not be done as asked."""
        if self._wanted.focus and not self._selection.focused:
            return [f"nothing in the article is about {self._wanted.focus!r}; the summary is a general one"]
        return []

    def extract(self) -> list[SummarySentence]:
        """Return the sentences of the summary in the order of the article.

        A sentence whose translation has a wrong figure or is broken, or that is too long for the limits,
        gives way to the next best one. Raises InputError when nothing fits.
        """
        taken = self._sentences_with_asked()
        banned: set[int] = set()
        for _ in range(_ROUNDS):
            order = self._selection.choose(self._wanted.length, taken=taken, banned=banned)
            self.say(order)
            kept = self._within_limits(order)
            unfit = {index for index in order if index not in kept or self._is_wrong(index)}
            if unfit <= banned | set(taken):
                break
            banned |= unfit
        if not kept:
            shortest = min(len(self._said[index].text) for index in order)
            raise InputError(
                f"no sentence is that short; give --max-chars {shortest} or more, or a larger --max-words"
            )
        return [self._said[index] for index in sorted(kept)]

    def say(self, indexes: Sequence[int]) -> list[SummarySentence]:
        """Return the summary sentences that article sentences make; each is translated once."""
        new = [self._candidates[index] for index in indexes if index not in self._said]
        if self._translator is None:
            self._said |= {each.index: _as_it_is(each) for each in new}
        else:
            segments = translate_sentences([each.text for each in new], self._translator)
            self._said |= {
                each.index: _translated(each, segment) for each, segment in zip(new, segments, strict=True)
            }
        return [self._said[index] for index in indexes]

    def _sentences_with_asked(self) -> list[int]:
        """Return sentences that carry every figure asked for, the fewest that a greedy cover finds."""
        missing = set(self._asked)
        taken: list[int] = []
        while missing:
            best = max(self._candidates, key=lambda each: (len(each.identities & missing), -len(each.text)))
            taken.append(best.index)
            missing -= best.identities
        if len(taken) > self._wanted.length:
            raise InputError(
                f"the figures asked for stand in {len(taken)} sentences; give --length {len(taken)} or more"
            )
        return taken

    def _within_limits(self, order: Sequence[int]) -> list[int]:
        """Return those of `order`, best first, that fit into the limits together."""
        kept: list[int] = []
        for index in order:
            if fits([self._said[each].text for each in [*kept, index]], self._wanted):
                kept.append(index)
        return kept

    def _is_wrong(self, index: int) -> bool:
        said = self._said[index]
        return bool(said.invented or said.notes) or any(row.status != "kept" for row in said.rows)


def _as_it_is(candidate: Candidate) -> SummarySentence:
    rows = []
    for figure in candidate.figures:
        target = _moved(figure, -candidate.start)
        rows.append(Row(figure, target, "kept", segment=candidate.index))
    return SummarySentence(candidate.text, (candidate.index,), rows, original=candidate.text)


def _translated(candidate: Candidate, segment: Segment) -> SummarySentence:
    check = segment.check
    rows = [
        replace(row, source=_moved(row.source, candidate.start), segment=candidate.index)
        for row in (check.rows if check else ())
    ]
    invented = check.invented if check else ()
    return SummarySentence(
        segment.target, (candidate.index,), rows, invented, original=candidate.text, notes=segment.notes
    )


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)
