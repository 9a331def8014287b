"""Days of the week, and years and centuries of an era: dates that are no year, month and day of ours."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.model import Figure
from toolkit.figures.rendering.numbers import nth
from toolkit.figures.rendering.voice import Voice

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_ERA = re.compile(r"(BC)?(\d\d)(\d\d|XX)")


def weekday(figure: Figure, voice: Voice) -> str | None:
    """Return "last Friday" or "Monday to Friday", or None when the figure is no day of the week."""
    days = [_WEEKDAY.fullmatch(end) for end in (figure.value, figure.value_to) if end is not None]
    table = voice.words["dates"]
    names = [table["weekdays"][int(day[1]) - 1] for day in days if day]
    if not names or len(names) < len(days):
        return None
    names[0] = table["weeks"].get(figure.relative, "{}").format(names[0])
    return voice.span(*names) if len(names) > 1 else names[0]


def era(figure: Figure, voice: Voice) -> str | None:
    """Return "221 BC", "the 3rd century BC" or "AD 618", or None for other dates."""
    ends = [_of_era(end, voice) for end in (figure.value, figure.value_to) if end is not None]
    written = [end for end in ends if end is not None]
    if not written or len(written) < len(ends):
        return None
    return voice.span(*written) if len(written) > 1 else written[0]


def _of_era(value: str, voice: Voice) -> str | None:
    match = _ERA.fullmatch(value)
    if match is None or (match[1] is None and not value.startswith("0")) or (not match[1] and "X" in value):
        return None
    pattern: str = voice.words["dates"]["eras"][f"{match[1] or 'AD'}{'C' if match[3] == 'XX' else 'Y'}"]
    century = int(match[2]) + 1
    return pattern.format(year=(match[2] + match[3]).lstrip("0"), century=century, nth=nth(Decimal(century)))
