"""Years and what is made of them: "2019", "2015-16", "fiscal 2021/22", "the 1990s", "the 20th century"."""

from __future__ import annotations

import re

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.calendar import year_at
from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.scales import is_scale
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, TENS, words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_DATES = words()["dates"]
_BEFORE_YEAR = frozenset(_DATES["before_year"])
_BEFORE_OLD_YEAR = frozenset(_DATES["before_old_year"])
_SENTENCE_START = frozenset({"", ".", "!", "?", '"', "“", "("})
_BEFORE_AGE_DECADE = frozenset(_DATES["before_age_decade"])
_BEFORE_DESCRIBED = frozenset(_DATES["before_described"])
_DECADES: dict[str, int] = _DATES["decades"]
_FISCAL = re.compile(r"FY(?:20)?(\d\d)")
_YEAR_ENDS = {word for word, value in SMALL.items() if value >= 10} | set(TENS)
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)\.(0[1-9]|1[0-2])")
_ISO_PART = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DASHES = ("-", "–", "—", "/", "~")


def read_iso(tokens: Tokens, index: int) -> Found | None:
    """Return "2020-07-26", "2020/7/26", "2020.07.26" or "26/07/2020" at token `index`."""
    dotted = tokens[index].text.split(".")
    if len(dotted) == 3:
        return _iso(tokens, index, index + 1, dotted)
    mark = tokens.word(index + 1)
    joined = (
        mark in ("-", "/")
        and tokens.word(index + 3) == mark
        and all(map(tokens.glued, range(index + 1, index + 5)))
    )
    if not joined:
        return None
    return _iso(tokens, index, index + 5, [tokens.word(index + step) for step in (0, 2, 4)])


def _iso(tokens: Tokens, index: int, end: int, parts: list[str]) -> Found | None:
    year, month, day = parts
    if len(day) == 4:
        year, month, day = (day, year, month) if int_or_zero(year) <= 12 else (day, month, year)
    if len(year) != 4 or not (_ISO_PART.fullmatch(month) and _ISO_PART.fullmatch(day)) or int(month) > 12:
        return None
    return tokens.figure(index, end, "date", f"{year}-{int(month):02}-{int(day):02}"), end


def int_or_zero(text: str) -> int:
    """Return the short decimal number in `text`, or 0."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def read_year_month(tokens: Tokens, index: int) -> Found | None:
    """Return "2002.03", "2002/03-" or "2002.03-2004.05" as months of years."""
    lower = _year_month(tokens, index)
    if lower is None or measure_at(tokens, lower[1]):
        return None
    value, end = lower
    upper = _year_month(tokens, end + 1) if tokens.word(end) in _DASHES or tokens.word(end) == "to" else None
    end = upper[1] if upper else end
    return tokens.figure(index, end, "date", value, value_to=upper[0] if upper else None), end


def _year_month(tokens: Tokens, index: int) -> tuple[str, int] | None:
    text, end = tokens.at(index).text, index + 1
    if tokens.word(end) == "/" and tokens.glued(end) and tokens.word(index + 3) in _DASHES:
        text, end = f"{text}.{tokens.word(index + 2)}", index + 3
    match = _YEAR_MONTH.fullmatch(text)
    return (f"{match[1]}-{match[2]}", end) if match else None


def read_year(tokens: Tokens, index: int) -> Found | None:
    """Return the year or span of years at token `index`, when it reads as one."""
    found = year_at(tokens, index)
    if found is None:
        return _read_short_decade(tokens, index)
    year, end = found
    if tokens.word(end) == "s" and tokens.glued(end):
        return tokens.figure(index, end + 1, "date", _decade(year)), end + 1
    upper = _upper_year(tokens, year, end)
    if upper is None and not _reads_as_year(tokens, index, end):
        return None
    last, end = upper or (None, end)
    bound, first = bound_before(tokens, index)
    return tokens.figure(first, end, "date", year, value_to=last, bound=bound), end


def _decade(year: str) -> str:
    return year[:3] + "X" if year[3] == "0" else year


def _read_short_decade(tokens: Tokens, index: int) -> Found | None:
    """Return "the 90s" as a decade whose century is not said, "her 40s" as an age."""
    digits = tokens[index].text
    if len(digits) != 2 or digits[1] != "0" or tokens.word(index + 1) != "s" or not tokens.glued(index + 1):
        return None
    return _decade_or_age(tokens, index, index + 2, digits[0])


def _decade_or_age(tokens: Tokens, index: int, end: int, tens: str) -> Found:
    if tokens.word(index - 1) not in _BEFORE_AGE_DECADE:
        return tokens.figure(index, end, "date", f"XX{tens}X"), end
    return tokens.figure(index, end, "age", f"{tens}0", value_to=f"{tens}9", unit="year", bound="vague"), end


def decade_words() -> frozenset[str]:
    """Return "twenties" to "nineties"."""
    return frozenset(_DECADES)


def read_spelled_decade(tokens: Tokens, index: int) -> Found:
    """Return "the nineties" or "her forties" at its word."""
    return _decade_or_age(tokens, index, index + 1, str(_DECADES[tokens.word(index)]))


def _upper_year(tokens: Tokens, year: str, end: int) -> tuple[str, int] | None:
    """Return the last year of "2015-16", "2019-2021", "2019 to 2021" and the index after it."""
    word = tokens.word(end)
    dash = word in _DASHES and tokens.glued(end + 1)
    if not dash and word != "to":
        return None
    upper = year_at(tokens, end + 1)
    if upper is not None:
        return upper if upper[0] > year else None
    short = tokens.at(end + 1)
    if (
        dash
        and short.number
        and len(short.text) == 2
        and short.text.isdecimal()
        and int(short.text) > int(year[2:])
    ):
        return year[:2] + short.text, end + 2
    return None


def _reads_as_year(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether four digits are a year rather than a count."""
    if measure_at(tokens, end) or is_scale(tokens.word(tokens.past_hyphen(end))):
        return False
    recent = "1900" <= tokens[index].text <= "2100"
    if tokens.word(index - 1) in (_BEFORE_YEAR if recent else _BEFORE_OLD_YEAR):
        return True
    if recent and tokens.word(index - 1) in _SENTENCE_START:
        return True
    after = tokens.at(end)
    plural = after.text.islower() and after.lower.endswith("s") and len(after.lower) > 3
    described = tokens.word(index - 1) in _BEFORE_DESCRIBED and not tokens[index].text.endswith("00")
    return recent and (described or not plural) and after.lower != "people"


def read_fiscal(tokens: Tokens, index: int) -> Found | None:
    """Return "FY2021" or "FY21" at its word."""
    match = _FISCAL.fullmatch(tokens[index].text)
    return (tokens.figure(index, index + 1, "date", f"20{match[1]}"), index + 1) if match else None


def read_spelled_year(tokens: Tokens, index: int) -> Found | None:
    """Return "nineteen ninety-eight" or "twenty twenty-one" as a year."""
    century = {"nineteen": 19, "twenty": 20}.get(tokens.word(index))
    rest = read_numeral(tokens, index + 1) if century and tokens.word(index + 1) in _YEAR_ENDS else None
    if rest is None or rest.value is None or not 10 <= rest.value < 100 or rest.scale:
        return None
    return tokens.figure(index, rest.end, "date", f"{century}{rest.value}"), rest.end


def read_century(tokens: Tokens, index: int) -> Found | None:
    """Return "the 21st century" at its ordinal."""
    found = ordinal_at(tokens, index)
    if found is None:
        return None
    end = tokens.past_hyphen(found[1])
    if tokens.word(end) != "century" or not 1 <= found[0] <= 30:
        return None
    return tokens.figure(index, end + 1, "date", f"{found[0] - 1:02}XX"), end + 1
