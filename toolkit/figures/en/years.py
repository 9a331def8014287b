"""Years and spans of years: "2019", "2015-16", "fiscal 2021/22", "nineteen ninety-eight"."""

from __future__ import annotations

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.calendar import year_at
from toolkit.figures.en.measures import measure_at
from toolkit.figures.en.numerals import read_numeral
from toolkit.figures.en.phrases import Phrases
from toolkit.figures.en.scales import is_scale
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import SMALL, TENS, words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_DATES = words()["dates"]
_BEFORE_YEAR = frozenset(_DATES["before_year"])
_BEFORE_OLD_YEAR = frozenset(_DATES["before_old_year"])
_SENTENCE_START = frozenset({"", ".", "!", "?", '"', "“", "("})
_BEFORE_DESCRIBED = frozenset(_DATES["before_described"])
_YEAR_ENDS = {word for word, value in SMALL.items() if value >= 10} | set(TENS)
_ERAS_AFTER: Phrases[str] = Phrases(words()["eras"]["after"])
_ERAS_BEFORE: Phrases[str] = Phrases(words()["eras"]["before"])
_YEAR_DIGITS = 4
_DASHES = ("-", "–", "—", "/", "~")


def read_year(tokens: Tokens, index: int) -> Found | None:
    """Return the year or span of years at token `index`, when it reads as one."""
    found = year_at(tokens, index)
    if found is None:
        return None
    year, end = found
    upper = _upper_year(tokens, year, end)
    if upper is None and not _reads_as_year(tokens, index, end):
        return None
    last, end = upper or (None, end)
    bound, first = bound_before(tokens, index)
    return tokens.figure(first, end, "date", year, value_to=last, bound=bound), end


def _upper_year(tokens: Tokens, year: str, end: int) -> tuple[str, int] | None:
    """Return the last year of "2015-16", "2019-2021", "2019 to 2021" and the index after it."""
    word = tokens.word(end)
    dash = word in _DASHES and tokens.glued(end + 1)
    if not dash and word != "to":
        return None
    upper = year_at(tokens, end + 1)
    if upper is not None:
        return upper if upper[0] > year else None
    short = tokens.at(end + 1).text
    later = len(short) == 2 and short.isdecimal() and int(short) > int(year[2:])
    return (year[:2] + short, end + 2) if dash and later else None


def _reads_as_year(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether four digits are a year rather than a count."""
    if tokens.word(end) in _DASHES and tokens.at(end + 1).number and measure_at(tokens, end + 2):
        return False
    if tokens.word(end) == "year" and "1900" <= tokens[index].text <= "2100":
        return True
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


def read_era(tokens: Tokens, index: int) -> Found | None:
    """Return "221 BC" (BC0221) or "618 AD" (0618) at its digits."""
    digits = tokens[index].text
    era = _ERAS_AFTER.match(tokens, index + 1)
    if era is None or not digits.isdecimal() or not 0 < len(digits) <= _YEAR_DIGITS:
        return None
    bound, first = bound_before(tokens, index)
    return tokens.figure(first, era[1], "date", f"{era[0]}{digits:>04}", bound=bound), era[1]


def read_after_era(tokens: Tokens, index: int) -> Found | None:
    """Return "AD 79" at its era."""
    era = _ERAS_BEFORE.match(tokens, index)
    digits = tokens.at(era[1]) if era else None
    if era is None or digits is None or not digits.text.isdecimal() or len(digits.text) > _YEAR_DIGITS:
        return None
    return tokens.figure(index, era[1] + 1, "date", f"{era[0]}{digits.text:>04}"), era[1] + 1


def read_spelled_year(tokens: Tokens, index: int) -> Found | None:
    """Return "nineteen ninety-eight" or "twenty twenty-one" as a year."""
    century = {"nineteen": 19, "twenty": 20}.get(tokens.word(index))
    rest = read_numeral(tokens, index + 1) if century and tokens.word(index + 1) in _YEAR_ENDS else None
    if rest is None or rest.value is None or not 10 <= rest.value < 100 or rest.scale:
        return None
    return tokens.figure(index, rest.end, "date", f"{century}{rest.value}"), rest.end
