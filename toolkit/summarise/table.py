"""The key figures of an article as a table: what each measures, when, and its source sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.engines.base import Engine
from toolkit.figures.model import Figure
from toolkit.summarise.material import Material
from toolkit.summarise.model import KeyFigure, SummarySentence, carried_by
from toolkit.summarise.salience import SalientFigure, identity
from toolkit.summarise.wording import wording
from toolkit.translate import translate_sentences

_LONGEST = 24
# A name this short, such as 增长 ("growth"), needs the name of the figure before it.
_TOO_SHORT = 2
_CLAUSE_MARK = re.compile('[,，。;；、:：!！?？()（）“”"]')


def key_figure_table(
    material: Material, sentences: Sequence[SummarySentence], translator: Engine | None
) -> list[KeyFigure]:
    """Return the key figures, the most salient first, and whether `sentences` carry them.

    With a `translator` what is measured and the source sentence are in English.
    """
    carried = carried_by(sentences)
    rows = [_row(material, each, carried=identity(each.figure) in carried) for each in material.key]
    if translator is None:
        return rows
    segments = translate_sentences([text for row in rows for text in (row.what, row.source)], translator)
    said = {segment.source: segment.target for segment in segments}
    return [replace(row, what=said[row.what], source=said[row.source]) for row in rows]


def _row(material: Material, key: SalientFigure, *, carried: bool) -> KeyFigure:
    text = material.article.sentences[key.sentence].text
    figures = material.figures[key.sentence]
    return KeyFigure(
        figure=key.figure,
        sentence=key.sentence,
        source=text,
        what=_name(text, figures, key.figure),
        period=_period(figures, key.figure),
        carried=carried,
    )


def _name(text: str, figures: Sequence[Figure], figure: Figure) -> str:
    """Return what `figure` measures: the words before it in its clause, the counted noun after a count."""
    start, end = _between(text, figures, figure)
    before = wording().around_name.sub("", text[start : figure.start].strip())
    if figure.kind == "count":
        after = wording().around_name.sub("", text[figure.end : end].strip())
        before = f"{before} {after}".strip() if len(before) + len(after) <= _LONGEST else after or before
    if len(before) > _TOO_SHORT:
        return before[-_LONGEST:]
    earlier = [each for each in figures if each.end <= start and each.kind != "date"]
    return f"{_name(text, figures, earlier[-1])} {before}".strip() if earlier else before or figure.text


def _between(text: str, figures: Sequence[Figure], figure: Figure) -> tuple[int, int]:
    """Return the stretch around `figure` without clause marks and other figures."""
    starts = [match.end() for match in _CLAUSE_MARK.finditer(text, 0, figure.start)]
    starts += [each.end for each in figures if each.end <= figure.start]
    mark = _CLAUSE_MARK.search(text, figure.end)
    ends = [each.start for each in figures if each.start >= figure.end]
    return max(starts, default=0), min([*ends, mark.start() if mark else len(text)])


def _period(figures: Sequence[Figure], figure: Figure) -> Figure | None:
    """Return the last date that the sentence gives before the figure."""
    dates = [each for each in figures if each.kind == "date" and each.end <= figure.start]
    return dates[-1] if dates else None
