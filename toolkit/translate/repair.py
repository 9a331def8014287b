"""Deterministic repair: a wrong figure's span is replaced by the right rendering.

A replacement is kept only when checking again shows fewer wrong figures and every figure that was
right still right, so a right figure is never touched and nothing is repaired by guesswork.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.figures.model import Check, Row
from toolkit.translate.checking import check_output
from toolkit.translate.draft import count_errors, credit
from toolkit.translate.glossary import NO_TERMS, Glossary
from toolkit.translate.repairing.evidence import doubt
from toolkit.translate.repairing.rewordings import rewordings
from toolkit.translate.repairing.scene import Scene
from toolkit.translate.repairing.splicing import splice
from toolkit.translate.repairing.terms import mend_terms

# Putting one figure right can show which figure another one stands for; seldom more than once.
_MOST_ROUNDS = 3
# A sentence with more wrong figures than this is a table or noise: checking it once for each takes
# minutes, so they are tried in a few pieces.
_MOST_TRIED_ALONE = 60
_PIECES = 8


@dataclass(frozen=True, slots=True)
class Repaired:
    """A translation with its wrong figures put right.

    Rows of `check` that were put right have action "repaired"; those still wrong "unresolved", with
    a note where the output has a figure that was left alone.
    """

    source: str
    before: str
    target: str
    check: Check

    def to_json(self) -> dict[str, Any]:
        """Return the repaired text and its check as one JSON object."""
        return {"target": self.target, "repaired": self.target != self.before, **self.check.to_json()}


def repair(
    source: str,
    target: str,
    check: Check | None = None,
    *,
    glossary: Glossary = NO_TERMS,
    context: str = "",
    bold: bool = False,
) -> Repaired:
    """Return `target` repaired from `source`; `check` is theirs where the caller has it already.

    Only what the output's own shape explains is repaired, unless `bold`, which is for the output of
    our own model. Terms of the `glossary` that the output has in Chinese or nearly right are put right.
    `context` is the article before `source`, where a unit may be stated for what follows.
    """
    scene = Scene(source, target, check or check_output(source, target), context)
    for _ in range(_MOST_ROUNDS):
        better = _round(scene, bold=bold)
        if better is scene:
            break
        scene = better
    scene = _with_terms(scene, glossary)
    rows = tuple(_settled(row, scene, bold=bold) for row in scene.check.rows)
    return Repaired(source, target, scene.target, replace(scene.check, rows=rows))


def _round(scene: Scene, *, bold: bool) -> Scene:
    """Return the scene with every repairable figure tried once."""
    changed = (row for row in scene.check.rows if row.status == "changed")
    rows = [row for row in changed if bold or doubt(row, scene) is None]
    # From the end backwards: what is changed moves only figures that had their turn.
    rows.sort(key=lambda row: -(row.target.start if row.target else 0))
    fewest = 1 if len(rows) <= _MOST_TRIED_ALONE else len(rows) // _PIECES
    return _put_right(scene, rows, fewest, bold=bold)


def _put_right(scene: Scene, rows: Sequence[Row], fewest: int, *, bold: bool) -> Scene:
    """Return the scene with `rows` put right: all together, else each half, down to `fewest` rows."""
    if not rows:
        return scene
    if len(rows) == 1:
        return _best(scene, rows[0], bold=bold)
    better = _together(scene, rows, bold=bold)
    if better is not scene or len(rows) <= fewest:
        return better
    middle = len(rows) // 2
    scene = _put_right(scene, rows[:middle], fewest, bold=bold)
    return _put_right(scene, rows[middle:], fewest, bold=bold)


def _together(scene: Scene, rows: Sequence[Row], *, bold: bool) -> Scene:
    """Return the scene with the first rewording of each row, if that puts every one of them right."""
    target = scene.target
    for row in rows:
        if (text := next(rewordings(row, scene, bold=bold), None)) is not None:
            target = _put(target, row, text)
    better = _checked(scene, target)
    return better if count_errors(better.check) <= count_errors(scene.check) - len(rows) else scene


def _best(scene: Scene, row: Row, *, bold: bool) -> Scene:
    """Return the scene with `row` put right by its first rewording that is right, or as it is."""
    for text in rewordings(row, scene, bold=bold):
        better = _checked(scene, _put(scene.target, row, text))
        if better is not scene:
            return better
    return scene


def _put(target: str, row: Row, text: str) -> str:
    if row.target is None:
        return target
    return splice(target, row.target.start, row.target.end, text, is_date=row.source.kind == "date")


def _with_terms(scene: Scene, glossary: Glossary) -> Scene:
    """Return the scene with its terms put right, unless a figure would suffer."""
    target = mend_terms(scene.source, scene.target, glossary)
    if target == scene.target:
        return scene
    after = check_output(scene.source, target)
    worse = _loses(scene.check, after) or count_errors(after) > count_errors(scene.check)
    return scene if worse else replace(scene, target=target, check=credit(scene.check, after, "repaired"))


def _checked(scene: Scene, target: str) -> Scene:
    """Return the scene with `target` if fewer of its figures are wrong and none right before is lost."""
    if target == scene.target:
        return scene
    after = check_output(scene.source, target)
    if _loses(scene.check, after) or count_errors(after) >= count_errors(scene.check):
        return scene
    return replace(scene, target=target, check=credit(scene.check, after, "repaired"))


def _loses(before: Check, after: Check) -> bool:
    """Return whether a figure that was right no longer is."""
    return any(
        old.status == "kept" and new.status != "kept"
        for old, new in zip(before.rows, after.rows, strict=True)
    )


def _settled(row: Row, scene: Scene, *, bold: bool) -> Row:
    """Return the row with its final action and, where its figure was left alone, why."""
    if row.status == "kept":
        return row
    why = None if bold or row.status == "missing" else doubt(row, scene)
    note = "; ".join(part for part in (row.note, why and f"left alone: {why}") if part)
    return replace(row, action="unresolved", note=note or None)
