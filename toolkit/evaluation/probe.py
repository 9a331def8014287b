"""The judge judged: what the checker finds, what it cries wolf at, how it agrees with people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.evaluation.judge import Judgement, judge
from toolkit.evaluation.judging import check_item
from toolkit.evaluation.model import Item
from toolkit.figures.corrupt import corruptions
from toolkit.figures.model import Check

_SEED = 1


@dataclass(frozen=True, slots=True)
class Probe:
    """What was measured: (right, tried) by kind of corruption in `detected`, by group in `accepted`."""

    pairs: int
    alarms: int
    detected: Mapping[str, tuple[int, int]]
    accepted: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    labelled: Judgement | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the probe as a JSON object."""
        labelled = self.labelled
        return {
            "pairs": self.pairs,
            "false_alarms": self.alarms,
            "detected": {kind: list(counts) for kind, counts in self.detected.items()},
            "accepted": {kind: list(counts) for kind, counts in self.accepted.items()},
            "labelled": labelled
            and {
                "pairs": len(labelled.pairs),
                "precision": labelled.precision,
                "recall": labelled.recall,
                "f1": labelled.f1,
                "status_accuracy": labelled.status_accuracy,
            },
        }


def is_clean(check: Check) -> bool:
    """Return whether a check found nothing wrong."""
    return check.count("kept") == check.total and not check.invented


def probe(
    items: Sequence[Item],
    *,
    labels: Iterable[Mapping[str, Any]] = (),
) -> Probe:
    """Return how the checker does on correct pairs (source and reference), corrupted and reworded.

    A pair that the checker objects to as it stands is a false alarm and is not corrupted, since
    an alarm on it would prove nothing. `accepted` is about the items' paraphrases, by their group.
    """
    detected: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    alarms = pairs = 0
    for item in items:
        if item.reference is None:
            continue
        pairs += 1
        if not is_clean(check_item(item, item.reference)):
            alarms += 1
            continue
        for corruption in corruptions(item.source, item.reference, seed=_SEED):
            tried[corruption.kind] += 1
            detected[corruption.kind] += not is_clean(check_item(item, corruption.target))
    labelled = list(labels)
    return Probe(
        pairs,
        alarms,
        {kind: (detected[kind], tried[kind]) for kind in tried},
        _accepted(items),
        judge(labelled) if labelled else None,
    )


def _accepted(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for item in items:
        for wording in item.paraphrases:
            tried[item.group or ""] += 1
            right[item.group or ""] += is_clean(check_item(item, wording))
    return {kind: (right[kind], tried[kind]) for kind in sorted(tried)}
