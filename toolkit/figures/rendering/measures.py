"""Numbers with what they measure: units, currencies, rates, and mu in hectares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Context, Decimal

from toolkit.figures.lexicon import convert
from toolkit.figures.rendering.names import Pattern, currency_pattern, unit_name, unit_pattern
from toolkit.figures.rendering.numbers import significant_digits
from toolkit.figures.rendering.voice import Voice

_LEAST_DIGITS = 3


def measured(ends: Sequence[Decimal], unit: str | None, voice: Voice) -> str:
    """Return a number, or the two ends of a range, with its unit."""
    if unit == "mu" and voice.style.mu != "mu":
        hectares = _with_unit([_hectares(end) for end in ends], "ha", voice)
        if voice.style.mu == "hectares":
            return hectares
        pattern: str = voice.words["brackets"]
        return pattern.format(_with_unit(ends, "mu", voice), hectares)
    return _with_unit(ends, unit, voice)


def sized(size: str, unit: str | None, voice: Voice) -> str:
    """Return the words of a vague size with the unit in words: "hundreds of millions of yuan"."""
    if unit is None:
        return size.removesuffix(voice.words["vague"]["of"])
    words = replace(voice, style=replace(voice.style, currency="yuan", percent="percent"))
    counted, head = _split_rate(unit, words)
    return _per(_pattern(counted, words, one=False).text.format(size), head, words)


def _with_unit(ends: Sequence[Decimal], unit: str | None, voice: Voice) -> str:
    counted, head = _split_rate(unit, voice)
    pattern = _pattern(counted, voice, one=list(ends) == [1])
    numbers = voice.numbers(ends, unit=counted)
    if pattern.each:
        return _per(voice.span(*[_placed(number, pattern) for number in numbers]), head, voice)
    return _per(_placed(voice.span(*numbers), pattern), head, voice)


def _split_rate(unit: str | None, voice: Voice) -> tuple[str | None, str | None]:
    """Return what a rate counts and what it counts it for, the latter None for a unit that is no rate."""
    if unit is None or "/" not in unit or unit_pattern(unit, voice, one=False):
        return unit, None
    counted, _, head = unit.rpartition("/")
    return counted or None, head


def _per(written: str, head: str | None, voice: Voice) -> str:
    rate: str = voice.words["rate"]
    return written if head is None else rate.format(written, unit_name(head, voice))


def _pattern(unit: str | None, voice: Voice, *, one: bool) -> Pattern:
    """Return how a number stands with a unit or a currency."""
    if unit is None:
        return Pattern("{}")
    found = unit_pattern(unit, voice, one=one) or currency_pattern(unit, voice, one=one)
    return found or Pattern(f"{{}} {unit}")


def _placed(number: str, pattern: Pattern) -> str:
    """Return the number in its pattern, a minus sign before a currency sign: -¥5."""
    if number.startswith("-") and not pattern.text.startswith("{"):
        return "-" + pattern.text.format(number[1:])
    return pattern.text.format(number)


def _hectares(mu: Decimal) -> Decimal:
    return Context(prec=max(_LEAST_DIGITS, significant_digits(mu))).plus(convert(mu, "mu", "ha"))
