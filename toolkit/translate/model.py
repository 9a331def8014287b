"""What a translation is made of: segments, their figures, and the check over the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from toolkit.article.model import LeftOut, ParagraphKind
from toolkit.figures.model import Check, Figure, Row

FigureMode = Literal["lock", "check", "off"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: `source` and `target` as given and as printed; `check` None when not checked."""

    paragraph: int
    source: str
    target: str
    check: Check | None = None
    notes: Sequence[str] = ()
    kind: ParagraphKind = "text"

    def to_json(self) -> dict[str, Any]:
        """Return the segment as the contract's JSON object."""
        rows = self.check.rows if self.check else ()
        return {
            "paragraph": self.paragraph,
            "source": self.source,
            "target": self.target,
            "figures": [row.to_json() for row in rows],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated article."""

    source_lang: str
    target_lang: str
    model: str
    segments: Sequence[Segment]
    check: Check | None
    left_out: Sequence[LeftOut] = ()
    warnings: Sequence[str] = ()

    @property
    def title(self) -> Segment | None:
        """The title's segment, or None when the document has no title."""
        return self.segments[0] if self.segments and self.segments[0].kind == "title" else None

    def to_json(self) -> dict[str, Any]:
        """Return the translation as the contract's JSON object."""
        title = self.title
        return {
            "source_lang": self.source_lang,
            "target_lang": self.target_lang,
            "model": self.model,
            "title": title and {"source": title.source, "target": title.target},
            "segments": [segment.to_json() for segment in self.segments],
            "check": self.check and self.check.to_json(),
            "left_out": [{"text": part.text, "why": part.why} for part in self.left_out],
            "warnings": list(self.warnings),
        }


def merge_checks(checks: Iterable[Check | None]) -> Check:
    """Return one check over all segments; each row says which segment it belongs to."""
    rows: list[Row] = []
    invented: list[Figure] = []
    for index, check in enumerate(checks):
        if check is not None:
            rows += [replace(row, segment=index) for row in check.rows]
            invented += check.invented
    return Check(tuple(rows), tuple(invented))


def paragraphs(translation: Translation) -> list[tuple[Segment, str]]:
    """Return each paragraph's first segment and its text, empty paragraphs left out."""
    found = []
    for _, group in groupby(translation.segments, key=lambda segment: segment.paragraph):
        segments = list(group)
        text = " ".join(segment.target for segment in segments if segment.target)
        if text:
            found.append((segments[0], text))
    return found
