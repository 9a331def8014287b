"""Lists whose last member alone names the unit: "22, 18 and 2 km"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from toolkit.figures.model import Figure

_SEPARATORS = frozenset({",", "and", ", and", "or", "/", "、", "&"})
_VAGUE_RANGE = frozenset({"to", "or", "or even", "and even", "to even"})
_LAST_DAY = 31
_WITH_DAY = re.compile(r".{4}-\d\d-\d\d")
# a noun follows, but no clause: "to 75 million people", "to 75 million and", "to 75 million in"
_COUNTS = re.compile(
    r" (?!(?:respectively|and|in|on|at|by|for|from|over|with|as|while|but|last|this|within|during)\b)[a-z]"
)
_GOES_ON = re.compile(r"\d, ?\Z")
_CARRIED = frozenset({"money", "area", "length", "mass", "volume", "energy"})
_SHARED = frozenset(
    {"money", "percent", "area", "length", "mass", "volume", "energy", "temperature", "duration"}
)


def share_units(figures: Iterable[Figure], text: str) -> list[Figure]:
    """Return the figures, the bare numbers of a list with the unit of the member after them."""
    shared: list[Figure] = []
    given = False
    for figure in reversed(list(figures)):
        following = shared[-1] if shared else None
        if following is not None and _lists(figure, following, text, longer=given):
            figure, given = replace(figure, kind=following.kind, unit=following.unit), True
        elif following is not None and _goes_on_days(figure, following, text):
            value = f"{(figure.value_to or figure.value or '')[:-2]}{following.value:>02}"
            shared[-1] = replace(following, kind="date", value=value)
        elif following is not None and _lists_days(figure, following, text):
            figure = replace(figure, kind="date", value=f"{(following.value or '')[:-2]}{figure.value:>02}")
        else:
            given = False
        shared.append(figure)
    return _carry_on(shared[::-1], text)


def _carry_on(figures: list[Figure], text: str) -> list[Figure]:
    """Return the figures, the end of a change with its beginning's unit: "from 5 tonnes to 7 million"."""
    for place, (before, figure) in enumerate(pairwise(figures), 1):
        bare = figure.kind == "count" and figure.unit is None and figure.classifier is None
        if bare and before.kind in _CARRIED and _is_scaled(figure) and _ends_there(before, figure, text):
            figures[place] = replace(figure, kind=before.kind, unit=before.unit)
    return figures


def _is_scaled(figure: Figure) -> bool:
    return figure.text.lower().endswith(("million", "billion", "trillion"))


def _ends_there(before: Figure, figure: Figure, text: str) -> bool:
    """Return whether "to" joins two figures and nothing is counted by the second."""
    return text[before.end : figure.start].strip() == "to" and _COUNTS.match(text, figure.end) is None


def _lists(figure: Figure, following: Figure, text: str, *, longer: bool) -> bool:
    """Return whether a bare number is a member of a list; `longer`: so is the member after it."""
    if figure.bound == following.bound == "vague" and figure.kind == "count":
        return following.kind in _SHARED and text[figure.end : following.start].strip() in _VAGUE_RANGE
    bare = figure.kind == "count" and figure.classifier is None and figure.text[-1:].isdecimal()
    measured = following.kind in _SHARED and following.text[:1].isdecimal()
    between = text[figure.end : following.start].strip()
    # "fell to 21, and 960 km", "143, 30 percent of them": only a list of three or more has a comma
    several = longer or _GOES_ON.search(text, max(0, figure.start - 3), figure.start) is not None
    return bare and measured and between in _SEPARATORS and (several or "," not in between)


def _goes_on_days(date: Figure, day: Figure, text: str) -> bool:
    """Return whether a bare number is a further day of the month before it: the 5 of "March 4 and 5"."""
    bare = day.kind == "count" and day.text.isdecimal() and 0 < int(day.text[:3]) <= _LAST_DAY
    month_first = date.kind == "date" and date.text[-1:].isdecimal() and not date.text[:1].isdecimal()
    dated = month_first and _WITH_DAY.fullmatch(date.value or "") is not None
    listed = text[date.end : day.start].strip() in _SEPARATORS
    return bare and dated and listed and _COUNTS.match(text, day.end) is None


def _lists_days(figure: Figure, following: Figure, text: str) -> bool:
    """Return whether a bare number is a day of the month of the date after it: the 3 of "3, 5 and 7 July"."""
    bare = figure.kind == "count" and figure.text.isdecimal() and 0 < int(figure.text[:3]) <= _LAST_DAY
    day_first = following.kind == "date" and following.text[:1].isdecimal() and following.value_to is None
    dated = day_first and _WITH_DAY.fullmatch(following.value or "") is not None
    return bare and dated and text[figure.end : following.start].strip() in _SEPARATORS
