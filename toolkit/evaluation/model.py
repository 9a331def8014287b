"""The values of an evaluation: a Suite, its Items, a system's Output, and the Summary of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from toolkit.figures.model import Figure

Task = Literal["translate", "summarise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A set of inputs and what is measured on them: flat data, read from a TOML file.

    Exactly one of `data` (a file beside the TOML; in the folder of recorded outputs with
    `recorded`), `article` (a folder with article.txt, ledger.jsonl and reference.en.txt) and
    `dataset` (a `datasets` id, pinned by `revision`) says where the rows are. `source`,
    `reference`, `document` and `group` name their columns, `systems` the columns that hold
    recorded outputs; `html` says that those are HTML-escaped.
    """

    id: str
    title: str
    task: Task = "translate"
    data: str | None = None
    article: str | None = None
    dataset: str | None = None
    revision: str | None = None
    split: str = "test"
    recorded: bool = False
    html: bool = False
    source: str = "source"
    reference: str | None = None
    document: str | None = None
    group: str | None = None
    systems: tuple[str, ...] = ()
    target_lang: Literal["en", "zh"] = "en"
    length: int = 5
    metrics: tuple[str, ...] = ()
    folder: Path = field(default=Path())


@dataclass(frozen=True, slots=True)
class Item:
    """One input. `figures` are the gold figures where the suite has them, `key_figures` in rank order.

    `paraphrases` are other right translations, `outputs` recorded outputs by system. `document` is
    what intervals are clustered by.
    """

    id: str
    source: str
    reference: str | None = None
    document: str | None = None
    group: str | None = None
    figures: tuple[Figure, ...] | None = None
    key_figures: tuple[Figure, ...] = ()
    paraphrases: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Output:
    """What a system gave for one item; `error` says why it is no good, and it counts as failed."""

    text: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with its 95 % interval; `n` is what it was counted over."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object of a metric."""
        return {"value": self.value, "low": self.low, "high": self.high, "n": self.n}


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of one system on one suite; `key` is the hash of all that it depends on."""

    suite: str
    system: str
    metrics: Mapping[str, Estimate]
    by_kind: Mapping[str, Estimate]
    reasons: Mapping[str, int]
    rows: int
    failed: int
    signature: str
    key: str

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object."""
        return {
            "suite": self.suite,
            "system": self.system,
            "metrics": {name: each.to_json() for name, each in self.metrics.items()},
            "by_kind": {name: each.to_json() for name, each in self.by_kind.items()},
            "reasons": dict(self.reasons),
            "rows": self.rows,
            "failed": self.failed,
            "signature": self.signature,
            "key": self.key,
        }


def summary_from_json(data: Mapping[str, Any]) -> Summary:
    """Return the Summary that `to_json` was called on; raise KeyError or TypeError for other data."""
    estimates: dict[str, Mapping[str, Estimate]] = {
        part: {name: Estimate(**each) for name, each in data[part].items()} for part in ("metrics", "by_kind")
    }
    rest: dict[str, Any] = {
        name: data[name] for name in ("suite", "system", "reasons", "rows", "failed", "signature", "key")
    }
    return Summary(metrics=estimates["metrics"], by_kind=estimates["by_kind"], **rest)


Record = Mapping[str, Any]
"""A line of rows.jsonl: `id`, `system`, `source`, `output`, `error`, the check, `statistics`."""

Records = Sequence[Record]
