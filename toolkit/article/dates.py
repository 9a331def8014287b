"""The day of publication, from the lines around an article that state it."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)")


def find_day(text: str) -> str | None:
    """Return the first full date in `text` as YYYY-MM-DD, or None."""
    for match in (*_DAY.finditer(text), *_COMPACT.finditer(text)):
        year, month, day = map(int, match.groups())
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            continue
    return None
