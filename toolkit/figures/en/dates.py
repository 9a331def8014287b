"""Dates of the calendar in English notation: days, months, years, and spans of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.figures.en.bounds import bound_before
from toolkit.figures.en.calendar import date_value, day_at, month_at, year_at
from toolkit.figures.en.ordinals import ordinal_at
from toolkit.figures.en.relative import shift_after, shift_before
from toolkit.figures.en.times import is_clock
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_DATES = words()["dates"]
_AFTER_DAY = frozenset(_DATES["ordinal_day_after"])
_NOT_A_DAY = frozenset(_DATES["not_a_day"])
_BEFORE_DAY = frozenset(_DATES["before_day"])
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "hours"})
_MONTHS = 12
_LEAST_SPELLED_DAY = 11
_TO = frozenset({"-", "–", "—", "~", "to", "through", "until", "till"})


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day, month or year that was read, over tokens up to `end`."""

    end: int
    year: str | None = None
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The moment as a TIMEX value."""
        return date_value(self.year, self.month, self.day)


def read_month_first(tokens: Tokens, index: int) -> Found | None:
    """Return a date that begins with its month: "July 3-5, 2020", "January to June", "Dec. 31st"."""
    lower = _month_day(tokens, index)
    if lower is None:
        return None
    return _finish(tokens, index, lower, _upper(tokens, lower))


def read_day_first(tokens: Tokens, index: int) -> Found | None:
    """Return a date that begins with its day: "31 December", "3 to 5 July", "31st of December 2022"."""
    day = day_at(tokens, index)
    if day is None:
        return None
    lower = _day_month(tokens, index)
    if lower is not None:
        return _finish(tokens, index, lower, _upper(tokens, lower))
    if tokens.word(day[1]) not in _TO:
        return None
    upper = _day_month(tokens, day[1] + 1)
    if upper is None:
        return None
    first = _Moment(day[1], upper.year, upper.month, day[0])
    return _finish(tokens, index, first, upper)


def read_day_alone(tokens: Tokens, index: int) -> Found | None:
    """Return "on the 26th" or "the 3rd to the 5th" at its ordinal, days whose month is not said."""
    day = _ordinal_day(tokens, index)
    if day is None or tokens.word(index - 1) not in ("the", "on"):
        return None
    value, end = date_value(None, None, day[0]), day[1]
    if named := _day_of_month(tokens, index, day):
        return named
    if shift := shift_after(tokens, end, unit="M"):
        return tokens.figure(index, shift.end, "date", value, relative=shift.offset), shift.end
    start = end + 1 + (tokens.word(end + 1) == "the")
    joined = tokens.word(end) in _TO and ordinal_at(tokens, start) is not None
    upper = _ordinal_day(tokens, start) if joined else None
    if upper is None and (joined or not _reads_as_day(tokens, index, day)):
        return None
    last = date_value(None, None, upper[0]) if upper else None
    end = upper[1] if upper else end
    return tokens.figure(index, end, "date", value, value_to=last), end


def read_day_range(tokens: Tokens, index: int) -> Found | None:
    """Return "12 to 14th" at its first number, days whose month is not said."""
    token, upper = tokens[index], _ordinal_day(tokens, index + 2)
    days = token.text.isdecimal() and len(token.text) <= 2 and tokens.word(index + 1) in _TO
    if not days or upper is None or not 0 < int(token.text) < upper[0] or not tokens[index + 2].number:
        return None
    if tokens.word(tokens.past_hyphen(upper[1])) in _NOT_A_DAY:
        return None
    first, last = (date_value(None, None, day) for day in (int(token.text), upper[0]))
    return tokens.figure(index, upper[1], "date", first, value_to=last), upper[1]


def _day_of_month(tokens: Tokens, index: int, day: tuple[int, int]) -> Found | None:
    """Return "12th day of the month" or "16th day of the ninth lunar month" at its ordinal."""
    end = day[1]
    if [tokens.word(end + step) for step in range(3)] != ["day", "of", "the"]:
        return None
    month = ordinal_at(tokens, end + 3)
    end = month[1] if month else end + 3
    end += tokens.word(end) == "lunar"
    if tokens.word(end) != "month" or (month and month[0] > _MONTHS):
        return None
    value = date_value(None, month[0] if month else None, day[0])
    return tokens.figure(index, end + 1, "date", value), end + 1


def _ordinal_day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    found = ordinal_at(tokens, index)
    return found if found and 1 <= found[0] <= 31 else None


def _reads_as_day(tokens: Tokens, index: int, day: tuple[int, int]) -> bool:
    """Return whether the words around an ordinal make it a day of the month, not a place in a row."""
    number, end = day
    part_of_day = tokens.word(index - 2) == "of" and tokens.word(index - 3) in _PARTS_OF_DAY
    on = part_of_day or tokens.word(index - 2) == "on"
    if not tokens[index].number and (not on or (number < _LEAST_SPELLED_DAY and not part_of_day)):
        return False
    after = tokens.word(tokens.past_hyphen(end))
    dated = part_of_day or tokens.word(index - 1) == "on" or tokens.word(index - 2) in _BEFORE_DAY
    return after not in _NOT_A_DAY and (tokens.word(end) != "-" if dated else after in _AFTER_DAY)


def _month_day(tokens: Tokens, index: int) -> _Moment | None:
    found = month_at(tokens, index)
    if found is None:
        return None
    month, end = found
    day = day_at(tokens, end)
    if day is None:
        return _with_year(tokens, _Moment(end, month=month))
    return _with_year(tokens, _Moment(day[1], month=month, day=day[0]))


def _day_month(tokens: Tokens, index: int) -> _Moment | None:
    day = day_at(tokens, index)
    if day is None:
        return None
    end = tokens.past_hyphen(day[1])
    found = month_at(tokens, end + (tokens.word(end) == "of"))
    return _with_year(tokens, _Moment(found[1], month=found[0], day=day[0])) if found else None


def _with_year(tokens: Tokens, moment: _Moment) -> _Moment:
    """Return the moment with the year that follows it: "31 December 2022", "June, 2022", "June of 2022"."""
    end = moment.end
    end += tokens.word(end) in (",", "of", "in", "-")
    year = year_at(tokens, end)
    return replace(moment, year=year[0], end=year[1]) if year else moment


def _upper(tokens: Tokens, lower: _Moment) -> _Moment | None:
    """Return the last day, month or year of the span that begins with `lower`, or None."""
    if tokens.word(lower.end) not in _TO:
        return None
    start = lower.end + 1
    upper = _month_day(tokens, start) or _day_month(tokens, start)
    if upper is None and lower.day is not None:
        day = None if _is_hour(tokens, start) else day_at(tokens, start)
        upper = _with_year(tokens, replace(lower, day=day[0], end=day[1])) if day else None
    return upper


def _is_hour(tokens: Tokens, index: int) -> bool:
    """Return whether the number at token `index` is a time: July 16 to 8 a.m. the next day."""
    return is_clock(tokens, index + 1) or tokens.word(index + 1) == ":"


def _finish(tokens: Tokens, index: int, lower: _Moment, upper: _Moment | None) -> Found:
    end = upper.end if upper else lower.end
    if upper is not None and lower.year is None:
        lower = replace(lower, year=upper.year)
    first, shift = shift_before(tokens, index)
    if shift is None:
        shift = shift_after(tokens, end)
        end = shift.end if shift else end
        if shift and upper and lower.year:
            return tokens.figure(first, lower.end, "date", lower.value), lower.end  # the other end follows
        if upper is not None and (upper.month or 0) < (lower.month or 0):
            shift = None  # "November to February of the following year" begins in this one
    bound, first = bound_before(tokens, first)
    figure = tokens.figure(
        first, end, "date", lower.value, value_to=upper.value if upper else None, bound=bound,
        relative=shift.offset if shift else None,
    )  # fmt: skip
    return figure, end
