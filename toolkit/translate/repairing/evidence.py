"""Whether a wrong figure may be rewritten: only where its own shape explains how it went wrong.

A checker that is right 99 times in 100 still raises as many false alarms as true ones on a translation
that is nearly always right. So a verdict alone is no licence: the output's figure must look like the
source's with one slip (a scale, a currency, a unit, a digit, one part of a date), and nothing else in
either text may claim it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from toolkit.figures.model import Figure, Row
from toolkit.resources import read_table
from toolkit.translate.repairing.amounts import is_amount_slip
from toolkit.translate.repairing.context import is_in_stated_unit
from toolkit.translate.repairing.dates import find_slip
from toolkit.translate.repairing.joint import partner
from toolkit.translate.repairing.likeness import distance, is_near
from toolkit.translate.repairing.scene import Scene
from toolkit.translate.repairing.sizes import is_size_slip
from toolkit.translate.repairing.times import is_time_slip

# characters behind a figure in which its unit may be stated
_BEHIND = 12

_Doubt = Callable[[Row, Figure, Scene], bool]


def doubt(row: Row, scene: Scene) -> str | None:
    """Return why a changed figure is better left alone, or None when its shape explains its error."""
    if row.target is None:
        return "nothing in the output stands for it"
    target = row.target
    return next((words for words, applies in _DOUBTS.items() if applies(row, target, scene)), None)


def _is_wording(row: Row, target: Figure, _scene: Scene) -> bool:
    ranked = "ordinal" in (row.source.kind, target.kind)
    return ranked or row.reason in ("bound", "direction") or row.note == "swapped"


def _is_local(row: Row, target: Figure, scene: Scene) -> bool:
    """Return whether a bare 元 may be the dollars of a place that the sentence is about."""
    places: dict[str, list[str]] = _table()["places_with_dollars"]
    currency = (target.unit or "").partition("/")[0]
    bare = (row.source.unit or "").startswith("CNY")
    return bare and any(place in scene.source for place in places.get(currency, ()))


def _is_stated(row: Row, target: Figure, scene: Scene) -> bool:
    # 60多元（美元，下同）: the statement may follow the figure at once
    return is_in_stated_unit(row, target, f"{scene.context}\n{scene.source[: row.source.end + _BEHIND]}")


def _is_vague(row: Row, target: Figure, scene: Scene) -> bool:
    if row.reason in ("unit", "currency") or "vague" not in (row.source.bound, target.bound):
        return False
    return not is_size_slip(row.source, target, lone=scene.is_lone(row.source))


def _is_fragment(_row: Row, target: Figure, scene: Scene) -> bool:
    """Return whether more of a number stands right beside the output's figure."""
    before, after = scene.target[: target.start], scene.target[target.end :]
    return bool(_surroundings()[0].search(before) or _surroundings()[1].match(after))


def _is_anothers(row: Row, target: Figure, scene: Scene) -> bool:
    """Return whether the output's figure says, or is more like, another figure of the source."""
    if partner(row, target, scene) is not None:
        return False
    if row.reason in ("unit", "currency"):
        return any(
            other.value == row.source.value and other.unit != row.source.unit
            for other in scene.others(row.source)
        )
    if row.source.kind == "date":
        return any(other.value == target.value for other in scene.others(row.source))
    if row.source.number is None or target.number is None:
        return False
    slips = distance(row.source.number, target.number)
    return any(
        _says(other, row.source, target) or (slips and _is_nearer(other, target.number, slips))
        for other in scene.others(row.source)
    )


def _says(other: Figure, source: Figure, target: Figure) -> bool:
    """Return whether the output's figure has the number of another figure of the source."""
    number = other.number
    if number is None or number == source.number or number not in (target.number, target.number_to):
        return False
    return other.value_to is None or other.value_to == target.value_to


def _is_nearer(other: Figure, number: Decimal, slips: int) -> bool:
    """Return whether fewer slips than `slips` lead from the other figure to the output's number."""
    return (
        other.number is not None and is_near(other.number, number) and distance(other.number, number) < slips
    )


def _is_unlike(row: Row, target: Figure, scene: Scene) -> bool:
    source = row.source
    if source.kind == "date":
        return target.kind != "date" or not _is_explained_date(source, target, scene)
    if source.kind == "time":
        return target.kind != "time" or not is_time_slip(source, target)
    return partner(row, target, scene) is None and not is_amount_slip(row, target, scene)


def _is_explained_date(source: Figure, target: Figure, scene: Scene) -> bool:
    """Return whether one part of the date slipped, and the sentence has room for the right one."""
    slip = find_slip(source, target)
    words = _table()["dates"]
    listed_after = re.compile(words["listed_after"]).match(scene.source, source.end)
    if slip is None or listed_after or re.search(words["listed_before"], scene.source[: source.start]):
        return False
    if any(calendar in scene.source for calendar in words["other_calendars"]):
        return False
    if slip.way == "lost":
        year = (source.value or "")[:4]
        return slip.letters in "YD" and year not in scene.target.replace(target.text, "")
    if slip.way == "extra" and "M" in slip.letters:
        holder = re.search(r"([A-Za-z]+)\s+$", scene.target[: target.start])
        return holder is not None and holder[1].lower() in words["holders"]
    return True


def _table() -> Mapping[str, Any]:
    return read_table("toolkit.translate.repairing", "repairing.toml")


@cache
def _surroundings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what shows, before and after a figure, that it is part of a longer number."""
    table = _table()
    word = "|".join((*table["numerals"]["words"], *table["numerals"]["parts"]))
    whole = "|".join(table["numerals"]["after_number"])
    return (
        re.compile(
            rf"(?:[A-Za-z\d]|\d[\s.,/-]|\b(?:{word})[\s-]+|\b(?:hundred|thousand)\s+and\s+)$", re.IGNORECASE
        ),
        re.compile(rf"[.,/–-]?\d|\s+\d|-(?!(?:{whole})\b)[a-z]|\s+(?:and\s+)?(?:{word})\b", re.IGNORECASE),
    )


_DOUBTS: dict[str, _Doubt] = {
    "it may only be worded differently": _is_wording,
    "its unit is stated above": _is_stated,
    "another currency may be called 元 there": _is_local,
    "only its size is said": _is_vague,
    "part of a longer number": _is_fragment,
    "another figure may be meant": _is_anothers,
    "too little in common": _is_unlike,
}
