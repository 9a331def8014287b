"""Two lists of figures become a Check: which source figures survived, and what was invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.figures.comparison.dates import is_part_of_date
from toolkit.figures.comparison.ends import split_ranges
from toolkit.figures.comparison.entailment import implied_by, is_carried, named_in, outside
from toolkit.figures.comparison.pairing import Edge, find_edges, match, match_changed
from toolkit.figures.comparison.relation import Texts, relate, texts_of
from toolkit.figures.comparison.swaps import with_swaps
from toolkit.figures.comparison.weak import is_idle
from toolkit.figures.extract import find_figures
from toolkit.figures.model import Check, Figure, Row

# A figure said twice in the source and once in the output is still said; two equal amounts are not one.
_SAID_ONCE = frozenset({"date", "time", "name", "code", "ordinal"})


def check_figures(
    source_text: str, target_text: str, *, source_lang: str = "zh", target_lang: str = "en"
) -> Check:
    """Return which figures of `source_text` survive in `target_text`, and which of its figures are invented.

    `source_lang` and `target_lang` are "zh", "en" or "auto".
    """
    source = find_figures(source_text, lang=source_lang)
    target = find_figures(target_text, lang=target_lang)
    return compare_figures(source, target, source_text=source_text, target_text=target_text)


def compare_figures(
    source: Sequence[Figure], target: Sequence[Figure], *, source_text: str = "", target_text: str = ""
) -> Check:
    """Return the check of two lists of figures, each in the order of its text.

    With the texts, counts that are implied by words ("both") or by listing count as kept too.
    """
    texts = texts_of(source, target, source_text, target_text)
    edges = find_edges(source, target, lambda ours, theirs: relate(ours, theirs, texts), texts.lengths)
    pairs = match(edges.kept)
    rows = {i: _kept_row(source[i], target[edge.target], edge) for i, edge in pairs.items()}
    rows |= with_swaps(rows, source, texts)
    used = {edge.target for edge in pairs.values()}
    rows |= _ends(source, target, rows, used, texts)
    rows |= _said_once(source, target, edges.kept, rows)
    rows |= _named(source, target, rows, used, texts)
    rows |= _implied(source, rows, texts.source, outside(texts.target, _spans(target, used)))
    changed = match_changed(
        edges.changed, set(range(len(source))) - set(rows), set(range(len(target))) - used
    )
    rows |= {i: _changed_row(source[i], target[edge.target], edge) for i, edge in changed.items()}
    used |= {edge.target for edge in changed.values()} | {edge.target for edge in edges.kept}
    return Check(
        rows=tuple(rows.get(i) or Row(figure, None, "missing") for i, figure in enumerate(source)),
        invented=tuple(_invented(source, target, used, texts)),
    )


def _kept_row(source: Figure, target: Figure, edge: Edge) -> Row:
    return Row(source, target, "kept", note=edge.verdict.note)


def _changed_row(source: Figure, target: Figure, edge: Edge) -> Row:
    verdict = edge.verdict
    return Row(source, target, "changed", verdict.reason, verdict.power_of_ten, note=verdict.note)


def _ends(
    source: Sequence[Figure], target: Sequence[Figure], rows: dict[int, Row], used: set[int], texts: Texts
) -> dict[int, Row]:
    """Return rows for ranges that the other text says end by end, and mark their targets as used."""
    found: dict[int, Row] = {}
    free_sources = set(range(len(source))) - set(rows)
    free_targets = set(range(len(target))) - used
    for ends in split_ranges(
        target, free_targets, source, free_sources, lambda end, part: relate(part, end, texts)
    ):
        for index in (ends.first, ends.last):
            found[index] = Row(source[index], target[ends.whole], "kept", note="one end of a range")
        used.add(ends.whole)
    free_sources -= set(found)
    free_targets -= used
    for ends in split_ranges(
        source, free_sources, target, free_targets, lambda end, part: relate(end, part, texts)
    ):
        found[ends.whole] = Row(source[ends.whole], target[ends.first], "kept", note="said by its two ends")
        used |= {ends.first, ends.last}
    return found


def _said_once(
    source: Sequence[Figure], target: Sequence[Figure], kept: Sequence[Edge], rows: dict[int, Row]
) -> dict[int, Row]:
    """Return rows for figures that the source says again: the output may say them once."""
    found: dict[int, Row] = {}
    for edge in kept:
        figure = source[edge.source]
        if edge.source not in rows and edge.source not in found and figure.kind in _SAID_ONCE:
            found[edge.source] = Row(figure, target[edge.target], "kept", note="said once for twice")
    return found


def _named(
    source: Sequence[Figure], target: Sequence[Figure], rows: dict[int, Row], used: set[int], texts: Texts
) -> dict[int, Row]:
    """Return rows for names and codes that the output says as is usual, and mark what stands in them as used."""
    found = {}
    for i, figure in enumerate(source):
        span = named_in(figure, texts.target) if i not in rows else None
        if span is not None:
            start, end = span
            found[i] = Row(figure, None, "kept", note=f"implied: {texts.target[start:end]}")
            used |= {j for j, other in enumerate(target) if start <= other.start < end}
    return found


def _spans(figures: Sequence[Figure], used: set[int]) -> list[tuple[int, int]]:
    """Return where the figures stand that are not used yet."""
    return [(figure.start, figure.end) for j, figure in enumerate(figures) if j not in used]


def _implied(source: Sequence[Figure], rows: dict[int, Row], source_text: str, text: str) -> dict[int, Row]:
    """Return rows for figures that `text`, the output without its unused figures, says in words."""
    found = {}
    for i, figure in enumerate(source):
        if i in rows:
            continue
        words = implied_by(figure, text, source_text)
        if words is not None:
            found[i] = Row(figure, None, "kept", note=f"implied: {words}")
    return found


def _invented(
    source: Sequence[Figure], target: Sequence[Figure], used: set[int], texts: Texts
) -> list[Figure]:
    spans = _spans(source, set())
    return [
        figure
        for j, figure in enumerate(target)
        if j not in used
        and not is_idle(figure, texts)
        and not is_carried(figure, texts.source, spans)
        and not is_part_of_date(figure, texts.source_said)
    ]


def with_segment(check: Check, segment: int) -> Check:
    """Return the check with every row marked as of `segment` of an article."""
    return replace(check, rows=tuple(replace(row, segment=segment) for row in check.rows))
