"""Repair of the seven recorded systems: survival before and after, with 95 % intervals.

    python eval/bench/repair.py RECORDED_FOLDER [--labels FILE] [--sample FILE]

Survival over figures "with a counterpart" leaves out those the output does not have at all, which no
repair can put there. The second table is of the figures that name 万 or 亿. Intervals are percentile
bootstrap over sentences. `--labels` adds how many labelled error pairs become fully right and how many
ok pairs are changed; `--sample` writes every repair, for reading.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from toolkit.evaluation.statistics import interval, resample
from toolkit.figures import Check, check_figures
from toolkit.translate import Repaired, repair
from toolkit.translate.draft import count_errors

SUITES = ("wmt17", "wmt18", "wmt19", "wmt20")
SYSTEMS = ("google", "microsoft", "bergamot-base", "bergamot-base-memory", "opusmt", "argos", "nllb")
SCALES = "万亿"


@dataclass
class Outcome:
    """Of one system: rows of (kept, with counterpart, all) a sentence before and after, and its repairs.

    The rows are by whether only figures with 万 or 亿 are counted.
    """

    before: dict[bool, list[tuple[int, int, int]]] = field(default_factory=lambda: {False: [], True: []})
    after: dict[bool, list[tuple[int, int, int]]] = field(default_factory=lambda: {False: [], True: []})
    repairs: list[dict[str, object]] = field(default_factory=list)
    invented: int = 0

    def add(self, check: Check, repaired: Repaired) -> None:
        """Count one sentence."""
        for scaled in (False, True):
            if any(counts := count(check, scaled=scaled)):
                self.before[scaled].append(counts)
                self.after[scaled].append(count(repaired.check, scaled=scaled))
        self.invented += len(repaired.check.invented) - len(check.invented)


def count(check: Check, *, scaled: bool) -> tuple[int, int, int]:
    """Return how many figures are kept, have a counterpart, and are there; `scaled`: only of 万 and 亿."""
    rows = [row for row in check.rows if not scaled or any(word in row.source.text for word in SCALES)]
    kept, changed = (sum(row.status == status for row in rows) for status in ("kept", "changed"))
    return kept, kept + changed, len(rows)


def recorded(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (suite:line, row) for each recorded sentence."""
    for suite in SUITES:
        with lzma.open(folder / f"{suite}.tsv.xz", "rt", encoding="utf-8", newline="") as stream:
            for line, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                yield f"{suite}:{line}", {name: html.unescape(text or "") for name, text in row.items()}


def measure_systems(folder: Path) -> dict[str, Outcome]:
    """Return what repair does for each system."""
    outcomes = {system: Outcome() for system in SYSTEMS}
    for place, row in recorded(folder):
        for system, outcome in outcomes.items():
            check = check_figures(row["zh"], row[system])
            repaired = repair(row["zh"], row[system], check)
            outcome.add(check, repaired)
            outcome.repairs += list_repairs(f"{place}:{system}", check, repaired)
    return outcomes


def list_repairs(place: str, check: Check, repaired: Repaired) -> Iterator[dict[str, object]]:
    """Yield each repaired figure with what the output had, in its sentence before and after."""
    for old, new in zip(check.rows, repaired.check.rows, strict=True):
        if new.action == "repaired":
            yield {
                "id": place, "kind": new.source.kind, "reason": old.reason, "figure": new.source.text,
                "was": old.target and old.target.text, "is": new.target and new.target.text,
                "source": repaired.source, "before": repaired.before, "after": repaired.target,
            }  # fmt: skip


def show(outcomes: dict[str, Outcome], *, scaled: bool) -> None:
    """Print the table of survival by system."""
    print("| system | figures | survival | after | with counterpart | after | repaired |")
    print("|---|---|---|---|---|---|---|")
    for system, outcome in outcomes.items():
        cells = []
        for base in (2, 1):
            cells += [share(rows[scaled], base) for rows in (outcome.before, outcome.after)]
        total = sum(row[2] for row in outcome.before[scaled])
        print(f"| {system} | {total} | {' | '.join(cells)} | {len(outcome.repairs)} |")


def share(rows: Sequence[tuple[int, int, int]], base: int) -> str:
    """Return kept / figures of column `base`, with its interval, in percent."""
    table = np.array(rows, dtype=np.float64)
    kept, whole = table[:, 0].sum(), table[:, base].sum()
    limits = interval(resample(table), lambda totals: totals[0] / totals[base] if totals[base] else None)
    low, high = limits if limits is not None else (0.0, 1.0)
    return f"{kept / whole:.2%} [{low * 100:.2f}, {high * 100:.2f}]"


def show_labels(path: Path) -> None:
    """Print how many labelled error pairs become right and how many ok pairs are changed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(row["label"], repair(row["zh"], row["en"])) for row in rows]
    wrong = [repaired for label, repaired in found if label == "error"]
    fixed = sum(
        count_errors(repaired.check) == 0 and repaired.target != repaired.before for repaired in wrong
    )
    touched = sum(label == "ok" and repaired.target != repaired.before for label, repaired in found)
    print(f"labels: {fixed} of {len(wrong)} error pairs become right, "
          f"{touched} of {len(rows) - len(wrong)} ok pairs are changed")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recorded", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--sample", type=Path)
    options = parser.parse_args()
    if not options.recorded.is_dir():
        sys.exit(f"{options.recorded} is no folder of recorded outputs")
    if options.labels:
        show_labels(options.labels)
    outcomes = measure_systems(options.recorded)
    for scaled in (False, True):
        show(outcomes, scaled=scaled)
    print(f"invented figures added: {sum(outcome.invented for outcome in outcomes.values())}")
    if options.sample is not None:
        repairs = [one for outcome in outcomes.values() for one in outcome.repairs]
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in repairs)
        options.sample.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
