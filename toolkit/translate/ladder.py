"""The lock as a ladder: each rung only for the sentences that the one before left wrong.

draft -> rerank more hypotheses -> decode broken output again -> redo with a forced prefix ->
translate clause by clause -> repair the span -> strike what is invented. The engine's seam is all
the ladder knows of models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from toolkit.article import one_line, split_clauses, to_simplified
from toolkit.engines.base import Decoding, Engine, Hypothesis
from toolkit.figures import find_figures, render_figure
from toolkit.figures.model import Action
from toolkit.translate.draft import Candidate, Draft, improve, judge, settle
from toolkit.translate.locking import Locked, lock_source
from toolkit.translate.repair import repair
from toolkit.translate.strike import strike_invented

_N_BEST = 4
# Characters in a stretch translated alone when a whole sentence loses figures.
_CLAUSE = 40
_SAFER = Decoding(no_repeat_ngram_size=4, repetition_penalty=1.2)


def climb(sources: Sequence[str], engine: Engine) -> list[Draft]:
    """Return the best draft for each of `sources`, its figures locked, checked and repaired."""
    locked = [_prepare(source, engine) for source in sources]
    first = engine.translate([lock.text for lock in locked])
    drafts = [judge(source, _best(found)) for source, found in zip(sources, first, strict=True)]
    for rung in (_rerank, _decode_again, _redo, _by_clauses):
        drafts = rung(drafts, locked, engine)
    return [_finish(draft, lock) for draft, lock in zip(drafts, locked, strict=True)]


def _prepare(source: str, engine: Engine) -> Locked:
    """Return what the model reads: simplified script, figures rendered where its card says so."""
    if engine.card.lock != "numbers":
        return Locked(to_simplified(one_line(source)))
    locked = lock_source(source, find_figures(source, lang="zh"))
    return replace(locked, text=to_simplified(one_line(locked.text)))


def _best(hypotheses: Sequence[Hypothesis]) -> Candidate:
    return _candidates(hypotheses)[0] if hypotheses else Candidate("")


def _candidates(hypotheses: Sequence[Hypothesis]) -> list[Candidate]:
    return [Candidate(found.text, found.score, found.truncated) for found in hypotheses]


def _retry(
    drafts: Sequence[Draft],
    wanted: Callable[[Draft], bool],
    propose: Callable[[list[int]], Iterator[list[Candidate]]],
    action: Action,
) -> list[Draft]:
    """Return `drafts`, those `wanted` improved by the candidates that `propose` yields for them."""
    indexes = [index for index, draft in enumerate(drafts) if wanted(draft)]
    improved = list(drafts)
    if indexes:
        for index, candidates in zip(indexes, propose(indexes), strict=True):
            improved[index] = improve(drafts[index], candidates, action)
    return improved


def _is_wrong(draft: Draft) -> bool:
    return draft.figure_errors > 0 or bool(draft.problems)


def _rerank(drafts: Sequence[Draft], locked: Sequence[Locked], engine: Engine) -> list[Draft]:
    """Return drafts with the hypothesis whose figures are best, the model's favourite on a tie."""

    def propose(indexes: list[int]) -> Iterator[list[Candidate]]:
        for found in engine.translate([locked[index].text for index in indexes], n_best=_N_BEST):
            yield _candidates(found)

    return _retry(drafts, _is_wrong, propose, "reranked")


def _decode_again(drafts: Sequence[Draft], locked: Sequence[Locked], engine: Engine) -> list[Draft]:
    """Return drafts whose loops, omissions and left-over Chinese were decoded with other settings."""

    def propose(indexes: list[int]) -> Iterator[list[Candidate]]:
        texts = [locked[index].text for index in indexes]
        for found in engine.translate(texts, n_best=_N_BEST, decoding=_SAFER):
            yield _candidates(found)

    return _retry(drafts, lambda draft: bool(draft.problems), propose, "redone")


def _redo(drafts: Sequence[Draft], locked: Sequence[Locked], engine: Engine) -> list[Draft]:
    """Return drafts decoded again from the first wrong figure on, with the right one forced."""

    def propose(indexes: list[int]) -> Iterator[list[Candidate]]:
        texts = [locked[index].text for index in indexes]
        prefixes = [_right_prefix(drafts[index]) for index in indexes]
        for found in engine.translate(texts, n_best=_N_BEST, prefixes=prefixes):
            yield _candidates(found)

    return _retry(drafts, lambda draft: _right_prefix(draft) != "", propose, "redone")


def _right_prefix(draft: Draft) -> str:
    """Return the output up to its first changed figure plus that figure's right rendering, or ""."""
    changed = [row for row in draft.check.rows if row.status == "changed" and row.target is not None]
    if not changed:
        return ""
    first = min(changed, key=lambda row: row.target.start if row.target else 0)
    assert first.target is not None
    return draft.target[: first.target.start] + render_figure(first.source)


def _by_clauses(drafts: Sequence[Draft], locked: Sequence[Locked], engine: Engine) -> list[Draft]:
    """Return drafts with figures missing translated clause by clause: short input is left out less."""

    def propose(indexes: list[int]) -> Iterator[list[Candidate]]:
        clauses = [split_clauses(drafts[index].source, _CLAUSE, len) for index in indexes]
        texts = [_prepare(clause, engine).text for group in clauses for clause in group]
        found = iter(engine.translate(texts, n_best=_N_BEST))
        for group in clauses:
            yield [_join_best(group, [next(found) for _ in group])]

    return _retry(drafts, _is_wrong, propose, "redone")


def _join_best(clauses: Sequence[str], found: Sequence[Sequence[Hypothesis]]) -> Candidate:
    """Return the clauses' best translations as one text."""
    best = [
        min((judge(clause, candidate) for candidate in _candidates(hypotheses)), key=lambda draft: draft.cost)
        for clause, hypotheses in zip(clauses, found, strict=True)
        if hypotheses
    ]
    return Candidate(" ".join(draft.target.strip() for draft in best), sum(d.score for d in best) / len(best))


def _finish(draft: Draft, lock: Locked) -> Draft:
    """Return the draft with wrong spans repaired, inventions struck out and every action settled."""
    repaired = repair(draft.source, draft.target, draft.check)
    draft = strike_invented(replace(draft, target=repaired.target, check=repaired.check))
    rows = tuple(settle(row, locked=row.source.start in lock.starts) for row in draft.check.rows)
    return replace(draft, check=replace(draft.check, rows=rows))
