"""Counts that the output tells by naming the things counted: "Australia and China" for 澳中两国."""

from __future__ import annotations

import re
from functools import cache

from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

_LIST = re.compile(r"(?:[^\s,;:.]+(?: [^\s,;:.]+){0,6}, ){0,11}[^\s,;:.]+(?: [^\s,;:.]+){0,6}?,? and ")
_SEPARATOR = re.compile(r",? and |, ")
_SCORE = re.compile(r"\d+[-–:]\d+")
_SCORES = re.compile(rf"{_SCORE.pattern}(?:(?:[,;]| and|, and) {_SCORE.pattern})+")
# An item that is a name, perhaps after "the" or "as well as".
_NAME = re.compile(r"(?:\S+ ){0,2}[A-Z]")
_CLAUSE = re.compile(r"[，。；：！？,;:!?（(《“]")
_LONGEST = 12
_REACH = 40
_FAR = 120


def listed_in(figure: Figure, text: str, source: str) -> str | None:
    """Return the list in the output `text` that names as many things as `figure` counts, or None.

    Only where the source names them too, just before the count or where the count points. Where it
    may name more than it counts, the output's list must be of names, which have capital letters.
    """
    number = figure.number
    if figure.kind != "count" or figure.unit is not None or figure.value_to is not None or number is None:
        return None
    if (
        not 2 <= number <= _LONGEST
        or (figure.classifier or figure.text)[-1:] in words()["listing"]["not_named"]
    ):
        return None
    named = max(_named_before(figure, source), _named_elsewhere(figure, source))
    if named < number:
        return None
    plain = named == number
    for found in _LIST.finditer(text):
        items = [*_SEPARATOR.split(found[0])[:-1], text[found.end() :]][-int(number) :]
        if len(items) == number and (plain or all(map(_is_name, items))):
            return found[0].strip()
    return None


def scored_in(figure: Figure, text: str) -> str | None:
    """Return the scores of the output, as many as `figure` counts games (四局: 23-25, …), or None."""
    played = figure.kind == "count" and figure.classifier in words()["listing"]["played"]
    runs = _SCORES.finditer(text) if played else ()
    return next((run[0] for run in runs if len(_SCORE.findall(run[0])) == figure.number), None)


def _is_name(item: str) -> bool:
    return _NAME.match(item) is not None or item.strip().rpartition(" ")[2][:1].isupper()


def _named_before(figure: Figure, source: str) -> int:
    """Return how many things are named before the count, in its clause."""
    clause = _CLAUSE.split(source[max(0, figure.start - _REACH) : figure.start])[-1]
    countries = words()["listing"]["countries"]
    regions = words()["listing"]["regions"]
    tails = [len(clause) - len(clause.rstrip(names)) for names in (countries, regions)]
    last = len(_joints().split(clause.rpartition("、")[2]))
    said = next((tail for tail in tails if tail == figure.number), len(_joints().split(clause)))
    return last if last == figure.number else said


def _named_elsewhere(figure: Figure, source: str) -> int:
    """Return the count when an earlier clause names as many things and 这两个 points back to it, or else 0.

    So does a list that the count announces (三类：…), and two words that share a half (国内国际两个).
    """
    table = words()["listing"]
    before = source[max(0, figure.start - _FAR) : figure.start]
    after = source[figure.end : figure.end + _FAR]
    places: list[str] = []
    pronoun = len(figure.text) == 2 and figure.text[1] in words()["pronouns"]["counters"]
    if (
        pronoun
        or re.search(table["pointing"], before)
        or (int(figure.number or 0) > 2 and before.endswith("，"))
    ):
        places += _CLAUSE.split(before)
    if announced := re.search(table["announcing"], after):
        places += re.split("[。；！？;!?]", after[announced.end() :])[:1]
    named = any(len(_joints().split(place)) == figure.number for place in places)
    paired = figure.number == 2 and re.search(table["paired"], before) is not None
    return int(figure.number or 0) if named or paired else 0


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(words()["listing"]["joints"])


def names_countries(number: str, text: str) -> bool:
    """Return whether a Chinese text names that many countries by one character each: 韩朝, 中老缅泰."""
    if number not in ("2", "3", "4", "5"):
        return False
    one = f"[{words()['listing']['countries']}]"
    return re.search(f"(?<!{one}){one}{{{number}}}(?!{one})", text) is not None
