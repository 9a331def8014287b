"""A summary of sentences of the article itself, translated where another language is asked for."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.figures.model import Check, Row
from toolkit.summarise.budget import count_words, fits
from toolkit.summarise.candidates import Candidate, join_parts, split_candidate
from toolkit.summarise.material import Material, find_asked
from toolkit.summarise.model import SummarySentence, Wanted, carried_by
from toolkit.summarise.salience import Identity
from toolkit.summarise.selection import Selection
from toolkit.translate import Segment, translate_sentences

# Sentences whose translation went wrong are replaced by the next best, so many times.
_ROUNDS = 6


class Extractor:
    """Chooses and says sentences of one article; `translator` None leaves them in their language."""

    def __init__(self, material: Material, wanted: Wanted, translator: Engine | None) -> None:
        joined = join_parts(material.article, material.candidates)
        self._candidates = joined if len(joined) >= wanted.length else material.candidates
        self._wanted = wanted
        self._translator = translator
        self._selection = Selection(self._candidates, material.key, focus=wanted.focus)
        self._asked = find_asked(material, wanted.must_include)
        self._said: dict[int, SummarySentence] = {}

    def unmet(self, sentences: Sequence[SummarySentence]) -> list[str]:
        """Return which wishes the summary made of `sentences` does not meet."""
        carried = carried_by(sentences)
        unmet = [
            f"{text} was lost in translation: check the summary"
            for text, asked in zip(self._wanted.must_include, self._asked, strict=True)
            if asked not in carried
        ]
        if self._wanted.focus and not self._selection.focused:
            unmet.append(
                f"nothing in the article is about {self._wanted.focus!r}; the summary is a general one"
            )
        return unmet

    def extract(
        self, written: Sequence[SummarySentence] = (), *, instead: Sequence[int] = ()
    ) -> list[SummarySentence]:
        """Return the sentences of the summary in the order of the article.

        `written` are sentences of a model, which come first as far as there is room; `instead` the
        numbers of article sentences that are to replace others of the model's. A sentence whose
        translation has a wrong figure or is broken, or that is too long for the limits, gives way to
        the next best one. Raises InputError when nothing fits.
        """
        taken = self._sentences_with_asked(written)
        written = self._within_limits(written, self._wanted.length - len(taken))
        told = self._places([each.sources[0] for each in written])
        taken += [each for each in self._places(instead) if each not in (*taken, *told)]
        banned: set[int] = set()
        for _ in range(_ROUNDS):
            length = len(told) + self._wanted.length - len(written)
            order = self._selection.choose(length, taken=[*told, *taken][:length], banned=banned)[len(told) :]
            self._say(order)
            kept = [*written, *self._within_limits([self._said[index] for index in order], given=written)]
            fitting = set(map(id, kept))
            said = {index: self._said[index] for index in order}
            unfit = {index for index, each in said.items() if id(each) not in fitting or is_wrong(each)}
            if unfit <= banned | set(taken):
                break
            banned |= unfit
        if not kept:
            raise InputError(_too_small([self._said[index].text for index in order]))
        return sorted(map(self._without_wrong_figures, kept), key=lambda each: tuple(each.sources))

    def _without_wrong_figures(self, sentence: SummarySentence) -> SummarySentence:
        """Return the sentence, or the best part of it when no way to say the whole was right."""
        if not misleads(sentence):
            return sentence
        whole = next(each for index, each in enumerate(self._candidates) if self._said.get(index) == sentence)
        right = [each for each in say(split_candidate(whole), self._translator) if not misleads(each)]
        if not right:
            return sentence
        best = max(right, key=lambda each: (len(each.rows), len(each.text)))
        return replace(best, notes=(*best.notes, "only a part of the sentence could be translated right"))

    def _places(self, sentences: Sequence[int]) -> list[int]:
        """Return the candidates that hold sentences of the article, each once."""
        place = {source: index for index, each in enumerate(self._candidates) for source in each.sources}
        return list(dict.fromkeys(place[sentence] for sentence in sentences))

    def _say(self, indexes: Sequence[int]) -> None:
        """Put candidates into the summary's language, each once."""
        new = [index for index in indexes if index not in self._said]
        said = say([self._candidates[index] for index in new], self._translator)
        self._said |= dict(zip(new, said, strict=True))

    def _sentences_with_asked(self, written: Sequence[SummarySentence]) -> list[int]:
        """Return sentences that carry the figures asked for that `written` lacks, found by a greedy cover."""
        missing = set(self._asked) - carried_by(written)
        taken: list[int] = []
        while missing:
            best = max(range(len(self._candidates)), key=lambda index: self._use(index, missing))
            if not missing & self._candidates[best].identities:
                break  # it stands nowhere whole, so `unmet` reports it
            taken.append(best)
            missing -= self._candidates[best].identities
        if len(taken) > self._wanted.length:
            raise InputError(
                f"the figures asked for stand in {len(taken)} sentences; give --length {len(taken)} or more"
            )
        return taken

    def _use(self, index: int, missing: Set[Identity]) -> tuple[int, bool, int]:
        """Return how much a candidate helps to carry `missing`, prose and short ones first."""
        candidate = self._candidates[index]
        prose = candidate.kind not in ("title", "heading")
        return len(candidate.identities & missing), prose, -len(candidate.text)

    def _within_limits(
        self,
        order: Sequence[SummarySentence],
        most: int | None = None,
        *,
        given: Sequence[SummarySentence] = (),
    ) -> list[SummarySentence]:
        """Return those of `order`, best first and `most` of them, that fit into the limits beside `given`."""
        room = self._wanted.length - len(given) if most is None else most
        if not self._wanted.limited:
            return list(order[:room])
        kept: list[SummarySentence] = []
        for sentence in order:
            texts = [each.text for each in [*given, *kept, sentence]]
            if len(kept) < room and fits(texts, self._wanted):
                kept.append(sentence)
        return kept


def is_wrong(sentence: SummarySentence) -> bool:
    """Whether a sentence misleads or reads as broken; one that leaves a figure out only says less."""
    return misleads(sentence) or bool(sentence.notes)


def misleads(sentence: SummarySentence) -> bool:
    """Whether a figure of the sentence is changed or invented."""
    return bool(sentence.invented) or any(row.status == "changed" for row in sentence.rows)


def _too_small(texts: Sequence[str]) -> str:
    shortest = min(texts, key=len)
    return (
        f"no sentence is that short; the shortest has {len(shortest)} characters and {count_words(shortest)} "
        "words: give a larger --max-chars or --max-words"
    )


def say(candidates: Sequence[Candidate], translator: Engine | None) -> list[SummarySentence]:
    """Return the summary sentences that candidates make, translated where there is a translator."""
    if translator is None:
        return [_as_it_is(each) for each in candidates]
    segments = translate_sentences([each.text for each in candidates], translator)
    return [_translated(each, segment) for each, segment in zip(candidates, segments, strict=True)]


def _as_it_is(candidate: Candidate) -> SummarySentence:
    rows = [_row(candidate, Row(figure, figure, "kept")) for figure in candidate.figures]
    return SummarySentence(candidate.text, candidate.sources, rows, original=candidate.text)


def _translated(candidate: Candidate, segment: Segment) -> SummarySentence:
    check = segment.check or Check()
    return SummarySentence(
        segment.target,
        candidate.sources,
        [_row(candidate, row) for row in check.rows],
        check.invented,
        original=candidate.text,
        notes=segment.notes,
    )


def _row(candidate: Candidate, row: Row) -> Row:
    """Return the row with its source figure where it stands in the article's sentence."""
    sentence, figure = candidate.origin(row.source)
    return replace(row, source=figure, segment=sentence)
