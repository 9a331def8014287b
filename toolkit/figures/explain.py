"""Why a figure counts as kept, changed, missing or invented, in one sentence."""

from __future__ import annotations

from toolkit.figures.model import Figure, Row

_REASONS = {
    "value": "the number differs",
    "unit": "the unit differs",
    "currency": "the currency differs",
    "range": "the range is not the same",
    "bound": "the bound is turned round",
    "date": "the date is not the same",
    "direction": "a rise became a fall, or a fall a rise",
}

_PERIODS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day"}


def describe(figure: Figure) -> str:
    """Return a figure's meaning: its value, range, unit and bound, as in "nearly 300 家"."""
    ends = [_group(end) for end in (figure.value, figure.value_to) if end is not None]
    parts = [
        "" if figure.bound == "exact" else figure.bound.replace("_", " "),
        " to ".join(ends) or "without a value",
        figure.unit or figure.classifier or "",
        f"({_away(figure.relative)})" if figure.relative else "",
    ]
    return " ".join(part for part in parts if part)


def explain(row: Row) -> str:
    """Return why `row` has its status."""
    source = f"{row.source.text} is {row.source.kind} {describe(row.source)}"
    if row.status == "missing":
        return f"{source}; nothing in the output stands for it"
    done = " · ".join(part for part in (row.action, row.note) if part)
    note = f" ({done})" if done else ""
    if row.target is None:
        return f"{source}; the output says it without a numeral{note}"
    target = f"{row.target.text} is {row.target.kind} {describe(row.target)}"
    if row.status == "kept":
        return f"{source}; {target}: the same{note}"
    return f"{source}; {target}: {_why(row)}{note}"


def explain_invented(figure: Figure) -> str:
    """Return why `figure` counts as invented."""
    return f"{figure.text} is {figure.kind} {describe(figure)}; no figure of the source accounts for it"


def _why(row: Row) -> str:
    if row.reason != "scale" or row.power_of_ten is None:
        return _REASONS.get(row.reason or "value", "")
    times = "large" if row.power_of_ten > 0 else "small"
    return f"10^{abs(row.power_of_ten)} times too {times}"


def _away(offset: str) -> str:
    """Return an offset from the day of writing in words: "-2Y" is 2 years earlier."""
    unit, number = _PERIODS[offset[-1]], int(offset[:-1])
    if number == 0:
        return f"the {unit} of writing"
    plural = "s" if abs(number) > 1 else ""
    return f"{abs(number)} {unit}{plural} {'earlier' if number < 0 else 'later'}"


def _group(value: str) -> str:
    """Return a long whole number with its digits in groups of three, anything else as it is."""
    whole, dot, rest = value.partition(".")
    grouped = whole.lstrip("-").isascii() and whole.lstrip("-").isdigit() and 4 < len(whole) <= 30
    return f"{int(whole):,}{dot}{rest}" if grouped else value
