"""The lock as a ladder: each rung only for the sentences that the one before left wrong.

draft -> rerank more hypotheses -> decode broken output again -> redo with a forced prefix ->
translate clause by clause -> repair the span -> strike what is invented. The engine's seam is all
the ladder knows of models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from toolkit.article import one_line, split_clauses, to_simplified
from toolkit.engines.base import Decoding, Engine
from toolkit.figures import render_figure
from toolkit.figures.model import Action
from toolkit.translate.checking import source_figures
from toolkit.translate.draft import Candidate, Draft, improve, judge, settle
from toolkit.translate.glossary import NO_TERMS, Glossary
from toolkit.translate.joining import join_pieces
from toolkit.translate.locking import Locked, lock_source
from toolkit.translate.repair import repair
from toolkit.translate.strike import strike_invented

_N_BEST = 4
# A sentence with more is a list that went wrong as a whole; repairing it one by one takes minutes.
_MOST_FIGURES = 60
# Characters in a stretch translated alone when a whole sentence loses figures.
_CLAUSE = 20
_SAFER = Decoding(no_repeat_ngram_size=4, repetition_penalty=1.2)

Proposals = Iterator[list[Candidate]]
_Step = tuple[str, Callable[[Draft], bool], Callable[[list[Draft]], Proposals], Action]


RUNGS = ("rerank", "decode again", "redo", "clauses", "repair", "strike")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs, for one engine and glossary; fewer than all only to measure what each one brings."""

    engine: Engine
    glossary: Glossary = NO_TERMS
    rungs: Sequence[str] = RUNGS

    def climb(self, sources: Sequence[str]) -> list[Draft]:
        """Return the best draft for each of `sources`, its figures locked, checked and repaired."""
        locked = [self._read(source) for source in sources]
        # The hypotheses of a beam search are there anyway.
        first = self._search(locked, n_best=self.engine.card.decoding.beam_size or 1)
        drafts = [self._best(source, found) for source, found in zip(sources, first, strict=True)]
        for name, wanted, propose, action in self._steps():
            if name in self.rungs:
                drafts = self._rung(drafts, wanted, propose, action)
        return [self._finish(draft, lock) for draft, lock in zip(drafts, locked, strict=True)]

    def _steps(self) -> tuple[_Step, ...]:
        return (
            ("rerank", _is_wrong, self._rerank, "reranked"),
            ("decode again", _is_broken, self._decode_again, "redone"),
            ("redo", _has_changed, self._redo, "redone"),
            ("clauses", _is_wrong, self._by_clauses, "redone"),
        )

    def _read(self, source: str) -> Locked:
        return as_read(source, self.engine, self.glossary)

    def _rung(
        self,
        drafts: Sequence[Draft],
        wanted: Callable[[Draft], bool],
        propose: Callable[[list[Draft]], Proposals],
        action: Action,
    ) -> list[Draft]:
        """Return `drafts`, those `wanted` improved by the candidates that `propose` yields for them."""
        chosen = [draft for draft in drafts if wanted(draft)]
        proposals = propose(chosen) if chosen else iter(())
        return [
            improve(draft, next(proposals), action, self.glossary) if wanted(draft) else draft
            for draft in drafts
        ]

    def _rerank(self, drafts: list[Draft]) -> Proposals:
        """Yield more hypotheses: the one with the best figures wins, the model's favourite on a tie."""
        return self._again(drafts)

    def _decode_again(self, drafts: list[Draft]) -> Proposals:
        """Yield hypotheses searched with settings that make loops and omissions rarer."""
        return self._again(drafts, decoding=_SAFER)

    def _redo(self, drafts: list[Draft]) -> Proposals:
        """Yield hypotheses that begin as the draft does up to its first wrong figure, with the right one."""
        return self._again(drafts, prefixes=[_right_prefix(draft) for draft in drafts])

    def _by_clauses(self, drafts: list[Draft]) -> Proposals:
        """Yield the clauses' translations joined: from short input a model leaves out less."""
        clauses = [split_clauses(draft.source, _CLAUSE, len) for draft in drafts]
        flat = [clause for group in clauses for clause in group]
        found = self._search([self._read(clause) for clause in flat])
        best = [self._best(clause, candidates) for clause, candidates in zip(flat, found, strict=True)]
        best = self._rung(best, _has_missing, self._lead, "redone")
        done = iter(best)
        for group in clauses:
            yield [_join([next(done) for _ in group])]

    def _lead(self, drafts: list[Draft]) -> Proposals:
        """Yield hypotheses for clauses that begin with their first missing figure."""
        return self._again(drafts, prefixes=[_missing_lead(draft) for draft in drafts])

    def _again(
        self, drafts: list[Draft], *, prefixes: list[str] | None = None, decoding: Decoding | None = None
    ) -> Proposals:
        locked = [self._read(draft.source) for draft in drafts]
        return self._search(locked, prefixes=prefixes, decoding=decoding)

    def _search(
        self,
        locked: list[Locked],
        *,
        n_best: int = _N_BEST,
        prefixes: list[str] | None = None,
        decoding: Decoding | None = None,
    ) -> Proposals:
        begun = prefixes and [lock.lock_again(each) for lock, each in zip(locked, prefixes, strict=True)]
        outputs = self.engine.translate(
            [lock.text for lock in locked], n_best=n_best, prefixes=begun, decoding=decoding
        )
        for lock, found in zip(locked, outputs, strict=True):
            yield [Candidate(lock.unlock(one.text), one.score, one.truncated) for one in found]

    def _finish(self, draft: Draft, lock: Locked) -> Draft:
        """Return the draft with wrong spans repaired, inventions struck out and every action settled."""
        if "repair" in self.rungs and draft.check.total <= _MOST_FIGURES:
            repaired = repair(draft.source, draft.target, draft.check, glossary=self.glossary, bold=True)
            draft = replace(draft, target=repaired.target, check=repaired.check)
        if "strike" in self.rungs:
            draft = strike_invented(draft)
        rows = tuple(settle(row, locked=row.source.start in lock.starts) for row in draft.check.rows)
        return replace(draft, check=replace(draft.check, rows=rows))

    def _best(self, source: str, candidates: Sequence[Candidate]) -> Draft:
        """Return the best of the candidates, the first on a tie."""
        first = judge(source, candidates[0] if candidates else Candidate(""), self.glossary)
        others = candidates[1:] if _is_wrong(first) else ()
        return improve(first, others, "reranked", self.glossary)


def as_read(source: str, engine: Engine, glossary: Glossary = NO_TERMS) -> Locked:
    """Return what the model reads: simplified script, figures and terms locked as its card says."""
    locked = lock_source(source, source_figures(source), glossary.find(source), lock=engine.card.lock)
    return replace(locked, text=to_simplified(one_line(unescape(locked.text))))


def _is_wrong(draft: Draft) -> bool:
    return draft.figure_errors > 0 or _is_broken(draft)


def _is_broken(draft: Draft) -> bool:
    return bool(draft.problems)


def _has_changed(draft: Draft) -> bool:
    return _right_prefix(draft) != ""


def _right_prefix(draft: Draft) -> str:
    """Return the output up to its first changed figure plus that figure's right rendering, or ""."""
    changed = [(row.target.start, row) for row in draft.check.rows if row.status == "changed" and row.target]
    if not changed:
        return ""
    start, row = min(changed, key=lambda found: found[0])
    return draft.target[:start] + render_figure(row.source)


def _has_missing(draft: Draft) -> bool:
    return draft.check.count("missing") > 0


def _missing_lead(draft: Draft) -> str:
    """Return the right rendering of the draft's first missing figure, to begin its output with."""
    figure = next(row.source for row in draft.check.rows if row.status == "missing")
    rendering = render_figure(figure)
    return f"In {rendering}" if figure.kind == "date" else rendering[:1].upper() + rendering[1:]


def _join(drafts: Sequence[Draft]) -> Candidate:
    """Return the translations of a sentence's clauses as one text."""
    text = join_pieces((draft.source, draft.target) for draft in drafts)
    return Candidate(text, sum(draft.score for draft in drafts) / len(drafts))
