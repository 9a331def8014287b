"""What comes of a chunk: the finished rows as bytes, the failed ones, and the counts of both."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from toolkit.batch.chunks import Chunk
from toolkit.figures.model import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts that add up over rows: `words` of English or characters of Chinese written, and figures."""

    rows: int = 0
    failed: int = 0
    characters: int = 0
    words: int = 0
    figures: int = 0
    kept: int = 0
    changed: int = 0
    missing: int = 0
    invented: int = 0

    def __add__(self, other: Tally) -> Tally:
        names = [each.name for each in fields(Tally)]
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def survival(self) -> float | None:
        """Kept / all figures, rounded down to 4 places; None when there are none."""
        return self.kept * 10_000 // self.figures / 10_000 if self.figures else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task made of one row: the keys it adds, what became of the figures, and its warnings."""

    added: Mapping[str, Any]
    check: Check | None = None
    warnings: Sequence[str] = ()
    characters: int = 0
    words: int = 0
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """The finished rows of chunk `index` as JSON lines, and its failed rows as JSON objects."""

    index: int
    digest: str
    rows: bytes
    failed: Sequence[Mapping[str, Any]]
    tally: Tally


def make_shard(chunk: Chunk, results: Sequence[Outcome | str]) -> Shard:
    """Return the shard of what became of each row: an outcome, or the reason why it failed."""
    lines, failed, tally = [], [], Tally()
    for offset, (item, result) in enumerate(zip(chunk.items, results, strict=True)):
        if isinstance(result, str):
            failed.append({"row": chunk.first + offset, **item.row, "error": result})
            tally += Tally(rows=1, failed=1)
        else:
            lines.append(output_row(item.row, result))
            tally += count(result)
    return Shard(chunk.index, chunk.digest, b"".join(lines), failed, tally)


def failed_shard(chunk: Chunk, why: str) -> Shard:
    """Return the shard of a chunk whose rows all failed."""
    return make_shard(chunk, [why] * len(chunk.items))


def join_shards(index: int, digest: str, parts: Iterable[Shard]) -> Shard:
    """Return the shard that the shards of a chunk's rows make together."""
    parts = list(parts)
    return Shard(
        index,
        digest,
        b"".join(part.rows for part in parts),
        [row for part in parts for row in part.failed],
        sum((part.tally for part in parts), Tally()),
    )


def output_row(row: Mapping[str, Any], outcome: Outcome) -> bytes:
    """Return a row of the output: the input's keys, what the task added, the check and the warnings."""
    check = None if outcome.check is None else brief(outcome.check)
    if check is not None and "summary" in outcome.added:
        check["coverage"] = outcome.coverage
    return to_line({**row, **outcome.added, "check": check, "warnings": list(outcome.warnings)})


def brief(check: Check) -> dict[str, Any]:
    """Return a check as JSON, without the rows of the figures that are kept."""
    data = check.to_json()
    data["figures"] = [row for row in data["figures"] if row["status"] != "kept"]
    return data


def count(outcome: Outcome) -> Tally:
    """Return the counts of one finished row."""
    check = outcome.check or Check()
    return Tally(
        rows=1,
        characters=outcome.characters,
        words=outcome.words,
        figures=check.total,
        kept=check.count("kept"),
        changed=check.count("changed"),
        missing=check.count("missing"),
        invented=len(check.invented),
    )


def to_line(data: Mapping[str, Any]) -> bytes:
    """Return `data` as one line of JSON; what JSON has no form for becomes text, NaN becomes null."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:
        text = json.dumps(_without_nan(data), ensure_ascii=False, default=str)
    return text.encode("utf-8", errors="replace") + b"\n"


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _without_nan(each) for key, each in value.items()}
    return [_without_nan(each) for each in value] if isinstance(value, list) else value
