"""Decades and centuries: "the 1990s", "the nineties", "the 21st century", and ages in tens ("her 40s")."""

from __future__ import annotations

from toolkit.figures.en.calendar import year_at
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_DECADES: dict[str, int] = words()["dates"]["decades"]
_ERAS: Phrases[str] = Phrases(words()["eras"]["after"])
_CENTURY = frozenset({"century", "centuries"})
_LAST_CENTURY = 30
_JOINERS = frozenset({"and", "or", "to", "-", "–"})
_PARTS = frozenset({"early", "late", "mid", "the"})
_BEFORE_AGE = frozenset(words()["dates"]["before_age_decade"])


def read_decade(tokens: Tokens, index: int) -> Found | None:
    """Return "1990s" or "the 90s" (its century is not said) at its digits."""
    digits = tokens[index].text
    if tokens.word(index + 1) != "s" or not tokens.glued(index + 1) or digits[-1] != "0":
        return None
    if year_at(tokens, index):
        return tokens.figure(index, index + 2, "date", f"{digits[:3]}X"), index + 2
    return _decade_or_age(tokens, index, index + 2, digits[0]) if len(digits) == 2 else None


def decade_words() -> frozenset[str]:
    """Return "twenties" to "nineties"."""
    return frozenset(_DECADES)


def read_spelled_decade(tokens: Tokens, index: int) -> Found:
    """Return "the nineties" or "her forties" at its word."""
    return _decade_or_age(tokens, index, index + 1, str(_DECADES[tokens.word(index)]))


def _decade_or_age(tokens: Tokens, index: int, end: int, tens: str) -> Found:
    if tokens.word(index - 1) not in _BEFORE_AGE and not _goes_on_from_age(tokens, index):
        return tokens.figure(index, end, "date", f"XX{tens}X"), end
    return tokens.figure(index, end, "age", f"{tens}0", value_to=f"{tens}9", unit="year", bound="vague"), end


def _goes_on_from_age(tokens: Tokens, index: int) -> bool:
    """Return whether the decade at `index` follows one of ages: "in their 20s and 30s"."""
    other = index - 3 if tokens.word(index - 2) == "s" else index - 2
    decade = tokens.word(other)[:1].isdigit() or tokens.word(other) in _DECADES
    return tokens.word(index - 1) in _JOINERS and decade and tokens.word(other - 1) in _BEFORE_AGE


def read_century(tokens: Tokens, index: int) -> Found | None:
    """Return "the 21st century" at its ordinal."""
    found = ordinal_at(tokens, index)
    if found is None:
        return None
    if not 1 <= found[0] <= _LAST_CENTURY:
        return None
    if listed := _listed_at(tokens, found[1]):
        era = (_ERAS.match(tokens, listed) or ("",))[0]
        return tokens.figure(index, found[1], "date", f"{era}{found[0] - 1:02}XX"), found[1]
    end = tokens.past_hyphen(found[1])
    if tokens.word(end) not in _CENTURY:
        return None
    era, end = _ERAS.match(tokens, end + 1) or ("", end + 1)
    return tokens.figure(index, end, "date", f"{era}{found[0] - 1:02}XX"), end


def _listed_at(tokens: Tokens, end: int) -> int:
    """Return the index after the other century of "19th or early 20th centuries", 0 when none follows."""
    if tokens.word(end) not in _JOINERS:
        return 0
    following = end + 1
    while tokens.word(following) in _PARTS:
        following = tokens.past_hyphen(following + 1)
    other = ordinal_at(tokens, following)
    named = other is not None and tokens.word(tokens.past_hyphen(other[1])) in _CENTURY
    return tokens.past_hyphen(other[1]) + 1 if other and named else 0
