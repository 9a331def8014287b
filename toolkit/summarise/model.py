"""What a summary is made of: sentences, each with the article sentences and figures it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.figures.model import Check, Figure, Row
from toolkit.summarise.salience import Identity, identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader asks for.

    `length` sentences; with `max_chars` or `max_words` as many of them as fit. Each of `must_include`
    is a figure as the article writes it; `focus` is what the summary should be about.
    """

    length: int = 5
    max_chars: int | None = None
    max_words: int | None = None
    must_include: Sequence[str] = ()
    focus: str | None = None

    @property
    def limited(self) -> bool:
        """Whether characters or words are counted too."""
        return self.max_chars is not None or self.max_words is not None


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary.

    `sources` are indexes into the article's sentences. `rows` are the source figures that the
    sentence carries, with the source sentence as their `segment`; `invented` its figures without a
    source. `original` is the Chinese behind a translated sentence, `notes` what an editor should know.
    """

    text: str
    sources: Sequence[int]
    rows: Sequence[Row] = ()
    invented: Sequence[Figure] = ()
    original: str | None = None
    notes: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the sentence as the contract's JSON object."""
        return {
            "text": self.text,
            "sources": list(self.sources),
            "figures": [row.to_json() for row in self.rows],
        }


def carried_by(sentences: Sequence[SummarySentence]) -> frozenset[Identity]:
    """Return the source figures that stand in `sentences` with the right value."""
    return frozenset(identity(row.source) for each in sentences for row in each.rows if row.status == "kept")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that a summary should carry, with what it measures, when, and the sentence it stands in."""

    figure: Figure
    sentence: int
    source: str
    what: str
    period: Figure | None
    carried: bool

    def to_json(self) -> dict[str, Any]:
        """Return the key figure as a JSON object."""
        return {
            "what": self.what,
            "figure": self.figure.to_json(),
            "period": self.period and self.period.to_json(),
            "sentence": self.sentence,
            "source": self.source,
            "carried": self.carried,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary; `coverage` is the share of the article's key figures that it carries, 0 to 1."""

    lang: str
    sentences: Sequence[SummarySentence]
    check: Check
    coverage: float | None
    key_figures: Sequence[KeyFigure] = ()
    warnings: Sequence[str] = ()
    headline: SummarySentence | None = None
    quoted: Mapping[int, str] = field(default_factory=dict)
    """the article's sentences that the summary rests on, by number"""

    def to_json(self) -> dict[str, Any]:
        """Return the summary as the contract's JSON object."""
        return {
            "lang": self.lang,
            "headline": self.headline and self.headline.to_json(),
            "sentences": [sentence.to_json() for sentence in self.sentences],
            "check": {**self.check.to_json(), "coverage": self.coverage},
            "key_figures": [each.to_json() for each in self.key_figures],
            "warnings": list(self.warnings),
        }
