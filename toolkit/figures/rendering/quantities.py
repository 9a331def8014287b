"""Counts, money, percentages and measured quantities as phrases."""

from __future__ import annotations

from toolkit.figures.model import Figure
from toolkit.figures.rendering.measures import measured, sized
from toolkit.figures.rendering.vague import size
from toolkit.figures.rendering.voice import Voice

# 三五个 needs no "about"; a decade of ages ends in nine
_NINE = 9


def amount(figure: Figure, voice: Voice) -> str | None:
    """Return a number or a range with what it measures, or None without a number."""
    if figure.number is None:
        return None
    vague = size(figure, voice)
    if vague is not None:
        return sized(vague, figure.unit, voice) + _classifier(figure, voice)
    ends = [figure.number] if figure.number_to is None else [figure.number, figure.number_to]
    written = measured(ends, figure.unit, voice) + _classifier(figure, voice)
    few = figure.number_to is not None and figure.number_to < _NINE
    return voice.bounded(written, "about") if figure.bound == "vague" and not few else written


def _classifier(figure: Figure, voice: Voice) -> str:
    """Return the Chinese classifier of a count, which English does without."""
    chinese = (
        voice.lang == "zh" and figure.unit is None and figure.classifier and not figure.classifier.isascii()
    )
    return figure.classifier or "" if chinese else ""


def age(figure: Figure, voice: Voice) -> str | None:
    """Return an age: "18 years old", 18岁."""
    row = voice.words["age"].get(figure.unit or "year")
    if figure.number is None or row is None:
        return amount(figure, voice)
    if figure.bound == "vague" and figure.number_to == figure.number + _NINE:
        tens: str = voice.words["age"]["tens"]
        return tens.format(voice.number(figure.number))
    ends = [voice.number(end) for end in (figure.number, figure.number_to) if end is not None]
    pattern: str = row[0 if ends == ["1"] else 1]
    return pattern.format(voice.span(ends[0], ends[1] if len(ends) > 1 else None))


def verbatim(figure: Figure, voice: Voice) -> str | None:
    """Return a code as it is."""
    return None if figure.value is None else voice.span(figure.value, figure.value_to)


def name(figure: Figure, voice: Voice) -> str | None:
    """Return a name with a number in it by its usual words (in Chinese as it is), or only its number."""
    if voice.lang == "zh" and not figure.text.isascii():
        return figure.text
    usual: str | None = voice.words["names"].get(figure.text)
    if usual is not None or figure.value is None:
        return usual
    numbered: dict[str, str] = voice.words["numbered_names"]
    beside = (word for word in numbered if figure.text.startswith(word) or figure.text.endswith(word))
    return numbered.get(next(beside, ""), "{}").format(figure.value)


def ratio(figure: Figure, voice: Voice) -> str | None:
    """Return a ratio or a score: 3:2, 3比2."""
    parts = (figure.value or "").split(":")
    pattern: str = voice.words["ratio"]
    return pattern.format(*parts) if len(parts) == pattern.count("{}") else verbatim(figure, voice)
