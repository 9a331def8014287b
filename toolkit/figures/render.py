"""A Figure as idiomatic English or Chinese, no digit lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import get_args, get_type_hints

from toolkit.figures.model import Figure, Kind
from toolkit.figures.rendering.dates import date
from toolkit.figures.rendering.numbers import english_number
from toolkit.figures.rendering.parts import clock, discount, fraction, ordinal
from toolkit.figures.rendering.quantities import age, amount, name, ratio, verbatim
from toolkit.figures.rendering.style import NEWS_STYLE, Style
from toolkit.figures.rendering.voice import Voice

__all__ = ["NEWS_STYLE", "Style", "render_figure", "render_number", "renderings"]

_Writer = Callable[[Figure, Voice], str | None]
_WRITERS: dict[Kind, _Writer] = {
    "date": date, "time": clock, "ordinal": ordinal, "fraction": fraction, "age": age,
    "ratio": ratio, "code": verbatim, "name": name,
}  # fmt: skip


def render_figure(figure: Figure, *, lang: str = "en", style: Style = NEWS_STYLE) -> str:
    """Return the figure as a phrase with its bound and unit: "at least 25.02 billion yuan".

    `lang` is "en" or "zh". A count is written without what is counted ("nearly 300") in English and with
    its classifier in Chinese (近300家). A figure whose value cannot be written gives its text as found.
    Raises InputError for another language.
    """
    voice = Voice(lang, style)
    writer = discount if figure.off is not None else _WRITERS.get(figure.kind, amount)
    written = writer(figure, voice)
    return figure.text if written is None else voice.bounded(written, figure.bound, figure.kind)


def render_number(figure: Figure) -> str:
    """Return only the number of a figure, in English: "25.02 billion", "4.2 million to 3.9 million".

    A figure without a number (a date, a code) gives its text.
    """
    ends = [english_number(number) for number in (figure.number, figure.number_to) if number is not None]
    return " to ".join(ends) or figure.text


def renderings(figure: Figure, *, lang: str = "en") -> list[str]:
    """Return every way the figure may be written, the default style first, each once."""
    choices = [get_args(annotation) for annotation in get_type_hints(Style).values()]
    return list(
        dict.fromkeys(render_figure(figure, lang=lang, style=Style(*style)) for style in product(*choices))
    )
