"""Places in a row: 第三, 第26届, 第1-3名, 二级, 一等奖, 十二届, 16楼, 位列前十."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.decimals import plain
from toolkit.figures.model import Figure
from toolkit.figures.zh.measures import measure_at
from toolkit.figures.zh.numerals import Numeral, read_numeral
from toolkit.figures.zh.words import Phrases, words

_ORDINALS = words()["ordinals"]
_MARKER: str = _ORDINALS["marker"]
_NOT_AFTER = tuple(_ORDINALS["not_after"])
_LEVELS: Phrases[list[int]] = Phrases(_ORDINALS["levels"])
_RANKED = tuple(_ORDINALS["ranked"])
_OF_GOVERNMENT = tuple(_ORDINALS["of_government"])
_OF_BODY = re.compile(_ORDINALS["of_body"])
_SESSION = re.compile(_ORDINALS["session"])
_IN_TERM = re.compile(_ORDINALS["in_term"])
_SECOND = re.compile(_ORDINALS["second"])
_NOT_LEVELS = tuple(_ORDINALS["not_levels"])
FIRST = f"{_ORDINALS['first']}(?=[{''.join(_ORDINALS['first_of'])}])"
_FIRST = re.compile(FIRST)
_NOT_FIRST = tuple(words()["measures"]["not_measures"])
_TO = re.compile(r"[-—–~～至到]")
_TERM_NEAR = 16
_LISTED = re.compile(_ORDINALS["listed"])
_SMALL = "[0-9一二三四五六七八九十]{1,3}"
_LIST_BEFORE = re.compile(rf"{_MARKER}(?:{_SMALL}[、和及])*(?P<last>{_SMALL})[、和及]\Z")
_LIST_NEAR = 20


def read_ordinal(text: str, start: int, floor: int) -> Figure | None:
    """Return the ordinal whose numeral begins at `start`."""
    numeral = read_numeral(text, start)
    if numeral is None or numeral.bound == "vague":
        return None
    marker = marker_before(text, start, floor)
    if marker is not None:
        return None if text.startswith(_NOT_AFTER, start) else _marked(text, marker, numeral)
    return (
        _level(text, numeral)
        or _listed(text, numeral)
        or _session(text, numeral)
        or _top(text, numeral, floor)
    )


def read_first(text: str, start: int) -> Figure | None:
    """Return 首家 or 首次, the first of its kind, that begins at `start`."""
    if not _FIRST.match(text, start) or text.startswith(_NOT_FIRST, start + 1):
        return None
    return _ordinal(text, start, start + 2, (Decimal(1), None), text[start + 1])


def marker_before(text: str, start: int, floor: int) -> int | None:
    """Return where 第 before the numeral at `start` stands, or None."""
    marker = start - 1 - text.endswith(" ", 0, start)
    return marker if marker >= floor and text.startswith(_MARKER, marker) else None


def _marked(text: str, marker: int, numeral: Numeral) -> Figure:
    """Return 第三, 第26届 or 第1-3名, whose numeral follows 第."""
    high, end = numeral.high, numeral.end
    dash = _TO.match(text, end)
    other = (
        read_numeral(text, dash.end() + text.startswith(_MARKER, dash.end())) if dash and not high else None
    )
    if other is not None and other.low > numeral.low:
        high, end = other.low, other.end
    place = end + text.startswith(" ", end)
    found = measure_at(text, place)
    level = _LEVELS.at(text, place)
    classifier = level[0] if level else found[0].classifier if found else None
    end = place + len(classifier) if classifier else end
    return _ordinal(text, marker, end, (numeral.low, high), classifier)


def _level(text: str, numeral: Numeral) -> Figure | None:
    """Return 二级, 一等奖 or 十二届: words that rank without 第, from some number on."""
    found = _LEVELS.at(text, numeral.end)
    dash = _TO.match(text, numeral.end) if found is None and not numeral.high else None
    other = read_numeral(text, dash.end()) if dash else None
    if other and numeral.low < other.low and (last := _level(text, other)):
        ends = (numeral.low, other.low)
        return _ordinal(text, numeral.start, last.end, ends, last.classifier)
    if found is None or numeral.is_digits or text.startswith(_NOT_LEVELS, numeral.end):
        return None
    least, most = found[1]
    ranks = least <= numeral.low <= most and not text.endswith(_OF_GOVERNMENT, 0, numeral.start)
    if not ranks and not _OF_BODY.match(text, numeral.end):
        return None
    end = numeral.end + len(found[0])
    return _ordinal(text, numeral.start, end, (numeral.low, numeral.high), found[0])


def _listed(text: str, numeral: Numeral) -> Figure | None:
    """Return 二 and 三名 of 第一、二、三名."""
    before = _LIST_BEFORE.search(text, max(0, numeral.start - _LIST_NEAR), numeral.start)
    of = _LISTED.match(text, numeral.end) if before and not numeral.high else None
    last = read_numeral(before["last"], 0) if before else None
    if of is None or last is None or not last.low < numeral.low:
        return None
    found = measure_at(text, numeral.end)
    counter = found[0].classifier if found else None
    end = numeral.end + len(counter or "")
    return _ordinal(text, numeral.start, end, (numeral.low, None), counter)


def _session(text: str, numeral: Numeral) -> Figure | None:
    """Return 五次 of 十三届人大五次会议, a session of its term, or 二轮, which 两轮 would count."""
    match = _SESSION.match(text, numeral.end)
    if match and _IN_TERM.search(text, max(0, numeral.start - _TERM_NEAR), numeral.start):
        end = match.end("counter")
    elif match := _SECOND.match(text, numeral.start):
        end = match.end()
    else:
        return None
    return _ordinal(text, numeral.start, end, (numeral.low, None), text[numeral.end : end])


def _top(text: str, numeral: Numeral, floor: int) -> Figure | None:
    """Return 前十 after a word of ranking."""
    begin = numeral.start - 1
    if begin < floor or not text.endswith(_RANKED, 0, numeral.start) or measure_at(text, numeral.end):
        return None
    return _ordinal(text, begin, numeral.end, (numeral.low, numeral.high), None)


def _ordinal(
    text: str, start: int, end: int, ends: tuple[Decimal, Decimal | None], classifier: str | None
) -> Figure:
    low, high = ends
    return Figure(
        text[start:end], start, end, "ordinal", plain(low), plain(high),
        classifier=classifier,
    )  # fmt: skip
