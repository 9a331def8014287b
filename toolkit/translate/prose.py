"""A figure as running text wants it: small numbers spelled, measures before a noun hyphenated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from toolkit.figures import render_figure
from toolkit.figures.model import Figure
from toolkit.figures.rendering.numbers import nth
from toolkit.resources import read_table

_WORDS = read_table("toolkit.translate", "prose.toml")
_ATTRIBUTIVE = _WORDS["attributive"]
_SMALL = re.compile(r"(?<![\d.,:])(\d)(st|nd|rd|th)?(?![\d:]|[.,]\d)\b")
_MEASURE = re.compile(r"(?P<number>[\w.,]+) (?P<of>square |cubic )?(?P<unit>[a-z]+)")
_CALENDAR = re.compile(rf"(?:{_WORDS['lunar']['calendars']})\s?$")
_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_LAST_WORD = re.compile(r"(\w+)[ ]?$")
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_ARTICLE = re.compile(r"\b([Aa])n? (?=\d)")
# eight…, eleven… and eighteen… begin with a vowel; 110 and 180 do not
_VOWEL = re.compile(r"8|1[18](?!\d)")


def in_prose(figure: Figure) -> str:
    """Return the figure's rendering with numbers below ten in words where news English spells them."""
    rendering = render_figure(figure)
    return _SMALL.sub(_spelled, rendering) if figure.kind in _WORDS["spelled"] else rendering


def before_noun(figure: Figure, rendering: str) -> str | None:
    """Return the form of a measure before a noun, "10-year", or None where it has no other."""
    if figure.kind not in _ATTRIBUTIVE["kinds"] or not (found := _MEASURE.fullmatch(rendering)):
        return None
    unit = _ATTRIBUTIVE["singular"].get(found["unit"], found["unit"].removesuffix("s"))
    return "-".join([found["number"], *(found["of"] or "").split(), unit])


def is_before_noun(before: str, after: str) -> bool:
    """Return whether a measure between the two pieces of English stands before the noun it describes."""
    word, following = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    if word is None or following is None or following[1] in _ATTRIBUTIVE["no_noun"]:
        return word is not None and word[1].lower() in _ATTRIBUTIVE["articles"]
    return word[1].lower() in (*_ATTRIBUTIVE["articles"], *_ATTRIBUTIVE["others"])


def lunar_dates(text: str, figures: Iterable[Figure]) -> list[tuple[int, int, str]]:
    """Return (start, end, English) of the dates in the Chinese calendar, the calendar's name included."""
    found = []
    for figure in figures:
        calendar, day = _CALENDAR.search(text[: figure.start]), _DAY.fullmatch(figure.value or "")
        if figure.kind == "date" and calendar and day:
            month, number = (nth(Decimal(part)) for part in day.groups())
            english = _WORDS["lunar"]["english"].format(day=number, month=month)
            found.append((calendar.start(), figure.end, english))
    return found


def fit_articles(text: str) -> str:
    """Return English with a or an as the digits after it are spoken: an 8 percent rise."""
    return _ARTICLE.sub(lambda found: f"{found[1]}{article(text[found.end() :])[1:]} ", text)


def article(number: str) -> str:
    """Return "a" or "an" as what begins with a number in digits is spoken."""
    return "an" if _VOWEL.match(number) else "a"


def _spelled(found: re.Match[str]) -> str:
    return str(_WORDS["ordinals" if found[2] else "numbers"][int(found[1])])
