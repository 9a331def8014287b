"""From a document's blocks to an Article: what is left out, what is what, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from toolkit.article.boilerplate import judge
from toolkit.article.dates import find_day
from toolkit.article.document import Block, Document
from toolkit.article.model import Article, LeftOut, Paragraph, Sentence
from toolkit.article.script import detect_language
from toolkit.article.sentences import split_sentences
from toolkit.article.structure import paragraph_kinds

_DATED = ("credits", "date line", "front matter")


def assemble(document: Document, *, lang: str | None = None) -> Article:
    """Return the Article of `document`, its language detected unless `lang` is given."""
    reasons = judge(document)
    judged = list(zip(document.blocks, reasons, strict=True))
    kept = [block for block, why in judged if why is None]
    language = lang or detect_language("\n".join(document.text[block.start : block.end] for block in kept))
    left_out = _left_out(document.text, judged)
    stated = next((day for part in left_out if part.why in _DATED and (day := find_day(part.text))), None)
    return Article(
        text=document.text,
        lang=language,
        paragraphs=_paragraphs(document.text, kept, language),
        left_out=left_out,
        date=document.date or stated,
        encoding=document.encoding,
        warnings=document.warnings,
    )


def _paragraphs(text: str, blocks: Sequence[Block], language: str) -> tuple[Paragraph, ...]:
    kinds = paragraph_kinds(text, blocks)
    paragraphs: list[Paragraph] = []
    for block, kind in zip(blocks, kinds, strict=True):
        whole = kind in ("title", "heading") or block.cells
        spans = (block.cells or [(block.start, block.end)]) if whole else _split(text, block, language)
        number = len(paragraphs)
        sentences = tuple(Sentence(text[start:end], start, number) for start, end in spans)
        paragraphs.append(Paragraph(kind, sentences))
    return tuple(paragraphs)


def _split(text: str, block: Block, language: str) -> list[tuple[int, int]]:
    spans = split_sentences(text[block.start : block.end], lang=language)
    return [(block.start + start, block.start + end) for start, end in spans]


def _left_out(text: str, judged: Sequence[tuple[Block, str | None]]) -> tuple[LeftOut, ...]:
    """Return what is left out; neighbours with one reason are one piece, a slice of the text."""
    parts = []
    for why, group in groupby(judged, key=lambda pair: pair[1]):
        blocks = [block for block, _ in group]
        if why is not None:
            parts.append(LeftOut(text[blocks[0].start : blocks[-1].end], why))
    return tuple(parts)
