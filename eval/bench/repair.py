"""Repair of the seven recorded systems: survival before and after, over figures with a counterpart.

    python eval/bench/repair.py RECORDED_FOLDER [--labels FILE] [--sample FILE]

`--labels` adds how many labelled error pairs become fully right and how many ok pairs are changed;
`--sample` writes the repaired sentences, for reading. "Scaled" are figures that name 万 or 亿.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.figures import Check
from toolkit.translate import repair
from toolkit.translate.draft import count_errors

SUITES = ("wmt17", "wmt18", "wmt19", "wmt20")
SYSTEMS = ("google", "microsoft", "bergamot-base", "bergamot-base-memory", "opusmt", "argos", "nllb")


@dataclass(frozen=True, slots=True)
class Count:
    """Figures kept, changed and missing."""

    kept: int = 0
    changed: int = 0
    missing: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.kept + other.kept, self.changed + other.changed, self.missing + other.missing)

    @property
    def survival(self) -> float:
        """Kept / all."""
        return self.kept / max(1, self.kept + self.changed + self.missing)

    @property
    def right(self) -> float:
        """Kept / those with a counterpart in the output."""
        return self.kept / max(1, self.kept + self.changed)


def count(check: Check, *, scaled: bool) -> Count:
    """Return the figures of a check by status; `scaled` only those with 万 or 亿."""
    rows = [row for row in check.rows if not scaled or any(word in row.source.text for word in "万亿")]
    return Count(*(sum(row.status == status for row in rows) for status in ("kept", "changed", "missing")))


def recorded(folder: Path) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield (suite, line, row) for each recorded sentence."""
    for suite in SUITES:
        with lzma.open(folder / f"{suite}.tsv.xz", "rt", encoding="utf-8", newline="") as stream:
            for line, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                yield suite, line, {name: html.unescape(text or "") for name, text in row.items()}


def measure_systems(folder: Path, sample: Path | None) -> None:
    """Print survival before and after repair for each system."""
    before = {(system, scaled): Count() for system in SYSTEMS for scaled in (False, True)}
    after, repairs, lines = dict(before), dict.fromkeys(SYSTEMS, 0), []
    from toolkit.figures import check_figures

    for suite, line, row in recorded(folder):
        for system in SYSTEMS:
            source, target = row["zh"], row[system]
            check = check_figures(source, target)
            found = repair(source, target, check)
            for scaled in (False, True):
                before[system, scaled] += count(check, scaled=scaled)
                after[system, scaled] += count(found.check, scaled=scaled)
            if found.target != target:
                done = [r.source.text for r in found.check.rows if r.action == "repaired"]
                repairs[system] += len(done)
                lines.append(
                    {"system": system, "set": suite, "line": line, "source": source, "before": target,
                     "after": found.target, "repaired": done}
                )  # fmt: skip
    print(
        "| system | survival | after | with counterpart | after | 万/亿 with counterpart | after | repairs |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for system in SYSTEMS:
        cells = [f"{before[system, False].survival:.2%}", f"{after[system, False].survival:.2%}"]
        for scaled in (False, True):
            cells += [f"{before[system, scaled].right:.2%}", f"{after[system, scaled].right:.2%}"]
        print(f"| {system} | {' | '.join(cells)} | {repairs[system]} |")
    if sample is not None:
        sample.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def measure_labels(path: Path) -> None:
    """Print how many labelled error pairs become right and how many ok pairs are changed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(row["label"], row["en"], repair(row["zh"], row["en"])) for row in rows]
    wrong = [repaired for label, _, repaired in found if label == "error"]
    fixed = sum(
        count_errors(repaired.check) == 0 and repaired.target != repaired.before for repaired in wrong
    )
    touched = sum(label == "ok" and repaired.target != text for label, text, repaired in found)
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
        measure_labels(options.labels)
    measure_systems(options.recorded, options.sample)


if __name__ == "__main__":
    main()
