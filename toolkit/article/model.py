"""The values of a document that has been read: Article, Paragraph, Sentence, LeftOut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["title", "heading", "text", "list", "table"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as given; `start` counts code points of the article's `text`."""

    text: str
    start: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the article and its sentences; the title is a paragraph of its own."""

    kind: ParagraphKind
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that is not article, and why: "related links", "image credit", "keywords" …"""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """A document read for translation.

    `text` is the decoded document as given; every sentence is a slice of it. `date` is the day of
    publication as YYYY-MM-DD where the document states one.
    """

    text: str
    lang: str
    paragraphs: Sequence[Paragraph]
    left_out: Sequence[LeftOut] = ()
    date: str | None = None
    encoding: str = "utf-8"
    warnings: Sequence[str] = ()

    @property
    def title(self) -> Sentence | None:
        """The title, or None for a text of bare lines; it is also sentence 0."""
        first = self.paragraphs[0] if self.paragraphs else None
        return first.sentences[0] if first and first.kind == "title" and first.sentences else None

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in the order of the text: the article's segments."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]
