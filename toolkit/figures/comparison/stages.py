"""The steps of a comparison, in their order: each enters in the ledger what it can account for."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.figures.comparison.carried import is_carried, outside
from toolkit.figures.comparison.clocked import clocked_in, summed_in
from toolkit.figures.comparison.dates import is_part_of_date
from toolkit.figures.comparison.ends import Ends, split_ranges
from toolkit.figures.comparison.idle import is_idle
from toolkit.figures.comparison.implied import implied_by, named_in
from toolkit.figures.comparison.ledger import Ledger
from toolkit.figures.comparison.names import NAME_AS_COUNT
from toolkit.figures.comparison.pairing import Edge, Edges, match, match_changed
from toolkit.figures.comparison.relation import relate
from toolkit.figures.comparison.shares import is_share
from toolkit.figures.comparison.swaps import with_swaps
from toolkit.figures.model import Figure

_NEAR = 20
_MISREAD = frozenset({"bound", "direction"})
# A figure said twice in the source and once in the output is still said; two equal amounts are not one.
_CLOSING = (")", "）")
# 破万, 过千万: such marks are words, and said again as such
_LARGE = 10_000
_SAID_ONCE = frozenset({"date", "time", "name", "code", "ordinal"})


def keep_pairs(ledger: Ledger, edges: Edges) -> None:
    """Enter the pairs that say the same, and turn those that changed places into changed ones."""
    for index, edge in match(edges.kept).items():
        ledger.keep(index, edge.target, edge.verdict.note)
    ledger.rows |= with_swaps(ledger.rows, ledger.source, ledger.texts)


def keep_ranges(ledger: Ledger) -> None:
    """Enter the ranges that the other text says end by end."""
    texts = ledger.texts
    for ends in split_ranges(
        ledger.target,
        ledger.open_targets,
        ledger.source,
        ledger.open_sources,
        lambda end, part: relate(part, end, texts),
    ):
        for index in (ends.first, ends.last):
            ledger.keep(index, ends.whole, "one end of a range")
    for ends in split_ranges(
        ledger.source,
        ledger.open_sources,
        ledger.target,
        ledger.open_targets,
        lambda end, part: relate(end, part, texts),
    ):
        ledger.keep(ends.whole, ends.first, "said by its two ends")
        ledger.used |= {ends.last, *_between(ledger, ends)}


def _between(ledger: Ledger, ends: Ends) -> list[int]:
    """Return the figures that a list puts between the ends of a range: "grades 3, 4, 5 and 6"."""
    low, high = ledger.target[ends.first].number, ledger.target[ends.last].number
    if low is None or high is None:
        return []
    numbers = ((index, ledger.target[index].number) for index in range(ends.first + 1, ends.last))
    return [index for index, number in numbers if number is not None and low < number < high]


def keep_repeated(ledger: Ledger, edges: Edges) -> None:
    """Enter figures that the source says again: the output may say them once."""
    counted = _told_as_counts(ledger, edges)
    for edge in edges.kept:
        again = edge.source not in ledger.rows and edge.source not in counted
        if again and _may_be_said_once(ledger, edge.source):
            ledger.keep(edge.source, edge.target, "said once for twice")


def _told_as_counts(ledger: Ledger, edges: Edges) -> set[int]:
    """Return the names of whose number an open figure of the output makes a count: "nineteen" for 十九大."""
    open_targets = set(ledger.open_targets)
    return {
        edge.source
        for edge in edges.changed
        if edge.verdict.note == NAME_AS_COUNT and edge.target in open_targets
    }


def _may_be_said_once(ledger: Ledger, index: int) -> bool:
    """Return whether the output need not repeat a figure: a date, or 两宗 that is said again nearby."""
    figure, text = ledger.source[index], ledger.texts.source
    if figure.kind in _SAID_ONCE or text[figure.end : figure.end + 1] in _CLOSING:
        return True  # a bracket says what stands before it again: 《1983年法》(Act 1983)
    near = (*ledger.source[max(0, index - _NEAR) : index], *ledger.source[index + 1 : index + _NEAR])
    repeated = [other for other in near if other.text == figure.text or _is_same_mark(other, figure)]
    same = figure.classifier != "个" or any(
        text[other.end : other.end + 1] == text[figure.end : figure.end + 1] for other in repeated
    )
    return figure.kind == "count" and figure.text.isalpha() and bool(repeated) and same


def _is_same_mark(one: Figure, other: Figure) -> bool:
    """Return whether two spelled figures tell of the same mark passed: 突破千万 and 过千万."""
    same = (one.value, one.value_to, one.unit, one.bound) == (
        other.value,
        other.value_to,
        other.unit,
        other.bound,
    )
    return same and one.bound == "over" and one.text.isalpha() and (one.number or 0) >= _LARGE


def keep_named(ledger: Ledger, edges: Edges) -> None:
    """Enter names and codes that the output says as is usual; figures inside them are used."""
    counted = _told_as_counts(ledger, edges)
    for index in ledger.open_sources:
        span = None if index in counted else named_in(ledger.source[index], ledger.texts.target)
        if span is not None:
            start, end = span
            ledger.keep(index, None, f"implied: {ledger.texts.target[start:end]}")
            ledger.used |= {j for j, other in enumerate(ledger.target) if start <= other.start < end}


def keep_clocked(ledger: Ledger) -> None:
    """Enter times taken that the output writes with colons."""
    for run, start, end in clocked_in(ledger.source, ledger.open_sources, ledger.texts.target):
        ledger.used |= {j for j, other in enumerate(ledger.target) if start < other.end and other.start < end}
        for index in run:
            ledger.keep(index, None, f"implied: {ledger.texts.target[start:end]}")
    for run, whole in summed_in(ledger.source, ledger.open_sources, ledger.target, ledger.open_targets):
        for index in run:
            ledger.keep(index, whole, "part of a sum")


def keep_shares(ledger: Ledger) -> None:
    """Enter counts that the output tells as their share of another count: 一万人 of 三万人 is a third."""
    for index in ledger.open_sources:
        for share in ledger.open_targets:
            if is_share(ledger.source, index, ledger.target[share]):
                ledger.keep(index, share, "told as a share")
                break


def keep_implied(ledger: Ledger, changed: Sequence[Edge]) -> None:
    """Enter figures that the output says in words, outside the figures that are still open.

    A figure whose number stands there with another bound is not said by a mere "a".
    """
    if not ledger.open_sources:
        return
    open_targets = set(ledger.open_targets)
    misread = {
        edge.source for edge in changed if edge.target in open_targets and edge.verdict.reason in _MISREAD
    }
    still_open = [index for index in ledger.open_sources if index not in misread]
    if not still_open:
        return
    spans = _spans([ledger.target[index] for index in ledger.open_targets])
    rest = outside(ledger.texts.target, spans)
    for index in still_open:
        found = implied_by(ledger.source[index], rest, ledger.texts.source)
        if found is not None:
            ledger.keep(index, None, f"implied: {found}")


def change_pairs(ledger: Ledger, changed: Sequence[Edge]) -> None:
    """Enter the likeliest counterparts among what is left."""
    likely = [edge for edge in changed if not _is_chance(edge, ledger)]
    pairs = match_changed(likely, set(ledger.open_sources), set(ledger.open_targets))
    for index, edge in pairs.items():
        ledger.change(index, edge.target, edge.verdict)


def _is_chance(edge: Edge, ledger: Ledger) -> bool:
    """Return whether another number in a word that needs no source, such as "both", is the only link."""
    verdict, target = edge.verdict, ledger.target[edge.target]
    plain = target.kind == "count" and target.bound != "vague"
    unlike = verdict.reason in ("value", "scale") and not verdict.note
    return plain and unlike and is_idle(target, ledger.texts)


def find_invented(ledger: Ledger, kept: Sequence[Edge]) -> list[Figure]:
    """Return the figures of the output that nothing in the source accounts for.

    A figure that says again what another one says already is not invented.
    """
    repeated = {edge.target for edge in kept}
    open_targets = [index for index in ledger.open_targets if index not in repeated]
    # What a name says by its characters (两个一百年), the output may say by a number.
    spans = _spans([figure for figure in ledger.source if figure.kind != "name"])
    return [
        figure for figure in map(ledger.target.__getitem__, open_targets) if _is_new(figure, ledger, spans)
    ]


def _is_new(figure: Figure, ledger: Ledger, spans: Sequence[tuple[int, int]]) -> bool:
    return not (
        is_idle(figure, ledger.texts)
        or is_carried(figure, ledger.texts.source, spans)
        or is_part_of_date(figure, ledger.texts.source_said)
        or any(_is_inside(figure, other) for other in ledger.source)
    )


def _is_inside(figure: Figure, series: Figure) -> bool:
    """Return whether a place in a row is one of a series of them in the source: 三四五六年级."""
    number, low, high = figure.number, series.number, series.number_to
    if not figure.kind == series.kind == "ordinal" or number is None or low is None or high is None:
        return False
    return low <= number <= high


def _spans(figures: Sequence[Figure]) -> list[tuple[int, int]]:
    return [(figure.start, figure.end) for figure in figures]
