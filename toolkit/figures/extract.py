"""Text in either language -> the figures in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from toolkit.figures.model import Figure
from toolkit.figures.normalise import Normalised, normalise
from toolkit.lookup import load_attribute

EXTRACTORS = {"zh": "toolkit.figures.zh:extract", "en": "toolkit.figures.en:extract"}

_SHORTEST_SAMPLE = 2000
_HAN_SHARE = 0.1


def find_figures(text: str, *, lang: str = "auto") -> list[Figure]:
    """Return the figures of `text`, in order; spans count code points of `text` as given.

    `lang` is "zh", "en" or "auto" (Chinese when a tenth of the letters are Chinese).
    Raises ValueError for another language.
    """
    lang = guess_language(text) if lang == "auto" else lang
    if lang not in EXTRACTORS:
        raise ValueError(f"figures are read in {' and '.join(EXTRACTORS)}, not in {lang!r}")
    normalised = normalise(text)
    return [_on_given_text(figure, text, normalised) for figure in _extractor(lang)(normalised.text)]


def guess_language(text: str) -> str:
    """Return "zh" or "en" for a text, by the share of Chinese characters at its start."""
    sample = text[:_SHORTEST_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    han = sum("\u3400" <= character <= "\u9fff" for character in letters)
    return "zh" if han and han >= len(letters) * _HAN_SHARE else "en"


@cache
def _extractor(lang: str) -> Callable[[str], list[Figure]]:
    extractor: Callable[[str], list[Figure]] = load_attribute(EXTRACTORS[lang])
    return extractor


def _on_given_text(figure: Figure, text: str, normalised: Normalised) -> Figure:
    if not normalised.begins and figure.text == text[figure.start : figure.end]:
        return figure
    start, end = normalised.span(figure.start, figure.end)
    return replace(figure, text=text[start:end], start=start, end=end)
