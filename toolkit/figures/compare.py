"""Two lists of figures become a Check: which source figures survived, and what was invented."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.figures.comparison import stages
from toolkit.figures.comparison.ledger import Ledger
from toolkit.figures.comparison.pairing import find_edges
from toolkit.figures.comparison.relation import relate
from toolkit.figures.comparison.texts import texts_of
from toolkit.figures.extract import find_figures
from toolkit.figures.model import Check, Figure, Row


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
    ledger = Ledger(source, target, texts)
    stages.keep_pairs(ledger, edges)
    stages.keep_ranges(ledger)
    stages.keep_repeated(ledger, edges)
    stages.keep_named(ledger, edges)
    stages.keep_clocked(ledger)
    stages.keep_shares(ledger)
    stages.keep_implied(ledger, edges.changed)
    stages.change_pairs(ledger, edges.changed)
    return Check(
        rows=tuple(ledger.rows.get(i) or Row(figure, None, "missing") for i, figure in enumerate(source)),
        invented=tuple(stages.find_invented(ledger, edges.kept)),
    )
