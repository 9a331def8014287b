"""An article cut into sections that a model takes whole, between paragraphs where it can be."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.article import split_clauses
from toolkit.engines.base import Engine

# The model's own prefix and the joints between sentences take some of its room.
_ROOM = 0.85
# A section that is this full ends with its paragraph.
_FULL_ENOUGH = 0.8


def split_sections(paragraphs: Sequence[Sequence[str]], model: Engine) -> list[str]:
    """Return texts that fit `model` and hold every sentence of `paragraphs` once, in order.

    They are of similar length, broken between paragraphs, else between sentences, and inside a
    sentence only where it alone is too long.
    """
    limit = max(1, int(model.max_source_tokens * _ROOM))
    groups = [_fitting(paragraph, limit, model) for paragraph in paragraphs]
    sizes = [model.count_tokens(group) for group in groups]
    total = sum(map(sum, sizes))
    even = total / max(1, -(-total // limit))
    sections: list[str] = []
    filled = limit
    for group, row in zip(groups, sizes, strict=True):
        for number, (piece, size) in enumerate(zip(group, row, strict=True)):
            opens = number == 0
            if filled + size > limit or (opens and filled >= _FULL_ENOUGH * even):
                sections.append("")
                filled = 0
            sections[-1] += "\n" + piece if opens and sections[-1] else piece
            filled += size
    return sections


def _fitting(sentences: Sequence[str], limit: int, model: Engine) -> list[str]:
    """Return the sentences, those that are too long for the model in pieces."""
    return [
        piece
        for sentence in sentences
        for piece in split_clauses(sentence, limit, lambda text: model.count_tokens([text])[0])
    ]
