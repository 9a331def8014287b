"""Correct translations made wrong in one figure, to measure whether a check notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from toolkit.figures.corruption import digits, words
from toolkit.figures.corruption.edits import Corrupter

CORRUPTERS: dict[str, Corrupter] = {
    "digit changed": digits.changed_digit,
    "digit lost": digits.lost_digit,
    "digit added": digits.added_digit,
    "point moved": digits.moved_point,
    "numbers exchanged": digits.exchanged,
    "scale": words.wrong_scale,
    "unit": words.wrong_unit,
    "currency": words.wrong_currency,
    "percent": words.wrong_percent,
    "month": words.wrong_month,
    "bound reversed": words.reversed_bound,
    "range cut": words.cut_range,
}
"""kind -> the function that makes it"""


@dataclass(frozen=True, slots=True)
class Corruption:
    """A translation with one figure made wrong."""

    kind: str
    target: str
    original_text: str
    corrupted_text: str


def corruptions(source: str, target: str, *, seed: int) -> Iterator[Corruption]:
    """Yield every single corruption of `target`, a correct English translation of the Chinese `source`.

    None is a paraphrase: numbers are never changed to a rounding of themselves, and bounds and ranges only
    where the source has one. The same arguments give the same corruptions.
    """
    for kind, corrupter in CORRUPTERS.items():
        chance = Random(f"{seed} {kind} {target}")
        for edit in corrupter(source, target, chance):
            corrupted = target[: edit.start] + edit.text + target[edit.end :]
            yield Corruption(kind, corrupted, target[edit.start : edit.end], edit.text)
