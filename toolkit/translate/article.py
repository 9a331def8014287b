"""Split -> lock -> engine -> check -> repair -> join: a whole article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.article import split_clauses
from toolkit.article.model import Article
from toolkit.engines.base import Engine
from toolkit.figures.model import Action, Check
from toolkit.translate.checking import check_output
from toolkit.translate.draft import Draft
from toolkit.translate.glossary import NO_TERMS, Glossary
from toolkit.translate.guards import find_problems
from toolkit.translate.joining import join_pieces
from toolkit.translate.ladder import Ladder, as_read
from toolkit.translate.model import FigureMode, Segment, Translation, merge_checks
from toolkit.translate.resolving import resolve_years

# Rendering a figure in English can add tokens to a sentence; this share of the limit is kept free.
_ROOM = 0.8
_WINDOW = 64

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Report no progress."""


def translate_article(
    article: Article,
    engine: Engine,
    *,
    figures: FigureMode = "lock",
    glossary: Glossary = NO_TERMS,
    resolve_on: str | None = None,
    on_progress: Progress = _silent,
) -> Translation:
    """Return `article` in English, segment by segment.

    `figures`: "lock" renders, checks and repairs every figure, "check" only reports, "off" leaves
    all alone (the translation's `check` is then None). `glossary` fixes the English of terms.
    `resolve_on`, a date YYYY-MM-DD, writes the year behind "last year" as it was on that day.
    """
    texts = [sentence.text for sentence in article.sentences]
    segments = translate_sentences(texts, engine, figures=figures, glossary=glossary, on_progress=on_progress)
    if resolve_on is not None:
        segments = [resolve_years(segment, resolve_on) for segment in segments]
    return assemble_translation(article, segments, model=engine.card.id, checked=figures != "off")


def assemble_translation(
    article: Article, segments: Sequence[Segment], *, model: str, checked: bool = True
) -> Translation:
    """Return the translation of `article` that the segments of its sentences, in order, make."""
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    placed = [
        replace(segment, paragraph=sentence.paragraph, kind=kinds[sentence.paragraph])
        for sentence, segment in zip(article.sentences, segments, strict=True)
    ]
    return Translation(
        source_lang=article.lang,
        target_lang="en",
        model=model,
        segments=placed,
        check=merge_checks(segment.check for segment in placed) if checked else None,
        left_out=article.left_out,
        warnings=(*article.warnings, *_warnings(placed)),
    )


def translate_sentences(
    sources: Sequence[str],
    engine: Engine,
    *,
    figures: FigureMode = "lock",
    glossary: Glossary = NO_TERMS,
    on_progress: Progress = _silent,
    window: int = _WINDOW,
) -> list[Segment]:
    """Return a segment (of paragraph 0) for each of `sources`, in order; equal ones are done once.

    `on_progress` is called with how many are done and how many there are. `window` sentences go
    through the model together: more fill its batches better, fewer show progress sooner.
    """
    distinct = list(dict.fromkeys(source for source in sources if source.strip()))
    pieces = [split_to_fit(source, engine) for source in distinct]
    flat = [piece for group in pieces for piece in group]
    done = _drafts(flat, engine, figures, glossary, window)
    translated = {}
    on_progress(0, len(distinct))
    for count, (source, group) in enumerate(zip(distinct, pieces, strict=True), 1):
        translated[source] = _join(source, [next(done) for _ in group], figures, glossary)
        on_progress(count, len(distinct))
    return [translated.get(source) or Segment(0, source, "") for source in sources]


def split_to_fit(source: str, engine: Engine) -> list[str]:
    """Return `source` in pieces that the model takes whole, and translates best, with figures locked."""
    limit = int(engine.max_source_tokens * _ROOM)
    limit = min(limit, engine.card.best_source_tokens or limit)
    (length,) = engine.count_tokens([source])
    if length <= limit:
        return [source]
    return split_clauses(source, limit, lambda text: engine.count_tokens([as_read(text, engine).text])[0])


def _drafts(
    pieces: Sequence[str], engine: Engine, figures: FigureMode, glossary: Glossary, window: int
) -> Iterator[Draft]:
    """Yield the drafts of `pieces` in order, a window at a time: memory and progress stay bounded."""
    ladder = Ladder(engine, glossary)
    for start in range(0, len(pieces), window):
        chosen = pieces[start : start + window]
        yield from ladder.climb(chosen) if figures == "lock" else _plain(chosen, engine)


def _plain(sources: Sequence[str], engine: Engine) -> list[Draft]:
    return [
        Draft(source, found[0].text if found else "", Check(), ())
        for source, found in zip(sources, engine.translate(sources), strict=True)
    ]


def _join(source: str, drafts: Sequence[Draft], figures: FigureMode, glossary: Glossary) -> Segment:
    """Return the segment that the drafts of a source's pieces make together."""
    target = join_pieces((draft.source, draft.target) for draft in drafts)
    notes = (*find_problems(source, target, glossary), *(note for draft in drafts for note in draft.notes))
    if figures == "off":
        return Segment(0, source, target, None, notes)
    if len(drafts) == 1 and figures == "lock":
        return Segment(0, source, target, drafts[0].check, notes)
    check = check_output(source, target)
    return Segment(0, source, target, _with_actions(check, drafts) if figures == "lock" else check, notes)


def _with_actions(check: Check, drafts: Sequence[Draft]) -> Check:
    """Return the check of a whole sentence with the actions that its pieces' figures had."""
    actions: dict[int, Action | None] = {}
    start = 0
    for draft in drafts:
        actions |= {start + row.source.start: row.action for row in draft.check.rows if row.status == "kept"}
        start += len(draft.source)
    rows = tuple(
        replace(row, action=actions.get(row.source.start) if row.status == "kept" else "unresolved")
        for row in check.rows
    )
    return replace(check, rows=rows)


def _warnings(segments: Iterable[Segment]) -> list[str]:
    return [
        f"sentence {index}: {note}: {segment.source[:30]}"
        for index, segment in enumerate(segments)
        for note in segment.notes
    ]
