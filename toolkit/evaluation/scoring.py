"""Rows become scores with intervals: overall, by kind of figure, and by the reason of a slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import floor

import numpy as np

from toolkit.evaluation.metrics import Metric, find_metric
from toolkit.evaluation.metrics.model import ratio
from toolkit.evaluation.model import Estimate, Records, Suite, Summary
from toolkit.evaluation.statistics import Matrix, cluster, interval, resample


def summarise_rows(
    records: Records, *, suite: Suite, system: str, metrics: Sequence[str], signature: str, key: str
) -> Summary:
    """Return the summary of a run's rows; intervals are clustered by document where rows name one."""
    parts = {name: matrix(records, name) for name in metrics}
    kinds = _by_kind(records)
    estimates = _estimate({**parts, **kinds}, records, suite)
    return Summary(
        suite=suite.id,
        system=system,
        metrics={name: estimates[name] for name in parts},
        by_kind={name.removeprefix(_KIND): estimates[name] for name in kinds},
        reasons=_reasons(records),
        rows=len(records),
        failed=sum(bool(record["error"]) for record in records),
        signature=signature,
        key=key,
    )


_KIND = "kind "


def matrix(records: Records, metric: str) -> Matrix:
    """Return the statistics (rows x numbers) that the rows hold for a metric."""
    return np.array([record["statistics"][metric] for record in records], dtype=np.float64)


def documents(records: Records) -> list[str | None]:
    """Return the document of each row, None for a row that stands alone."""
    return [record.get("document") for record in records]


def _by_kind(records: Records) -> dict[str, Matrix]:
    """Return (kept, total) of each row for every kind of figure, by "kind NAME"."""
    kinds = sorted({row["source"]["kind"] for record in records for row in record["figures"]})
    counts = {kind: np.zeros((len(records), 2)) for kind in kinds}
    for index, record in enumerate(records):
        for row in record["figures"]:
            counts[row["source"]["kind"]][index] += (row["status"] == "kept", 1)
    return {f"{_KIND}{kind}": table for kind, table in counts.items()}


def _reasons(records: Records) -> dict[str, int]:
    """Return how many figures went wrong for each reason; `scale 10^N` says by which power of ten."""
    counter: Counter[str] = Counter()
    for record in records:
        counter["invented"] += len(record["invented"])
        for row in record["figures"]:
            if row["status"] == "missing":
                counter["missing"] += 1
            elif row["status"] == "changed":
                counter[row["reason"] or "other"] += 1
                if row["power_of_ten"]:
                    counter[f"scale 10^{row['power_of_ten']}"] += 1
    return dict(sorted(counter.items()))


def _estimate(parts: Mapping[str, Matrix], records: Records, suite: Suite) -> dict[str, Estimate]:
    """Return every estimate; all share one set of draws, so that the documents are drawn once."""
    sums = cluster(np.hstack(list(parts.values())), documents(records))
    draws = resample(sums)
    ends = np.cumsum([table.shape[1] for table in parts.values()])
    estimates = {}
    for (name, table), end in zip(parts.items(), ends, strict=True):
        columns = slice(end - table.shape[1], end)
        metric = None if name.startswith(_KIND) else find_metric(name)
        estimates[name] = _one(table, draws[:, columns], metric, suite.target_lang)
    return estimates


def estimate_mean(scores: Sequence[float], records: Records) -> Estimate:
    """Return the mean of a score of each row, with its interval."""
    table = np.array([(score, 1.0) for score in scores])
    return _one(table, resample(cluster(table, documents(records))), None, "en")


def _one(table: Matrix, draws: Matrix, metric: Metric | None, lang: str) -> Estimate:
    sums = table.sum(axis=0).tolist()
    combine = partial(_combine, metric=metric, lang=lang)
    value, ends = combine(sums), interval(draws, combine)
    count = metric.count(sums, len(table)) if metric else int(sums[1])
    if value is None or ends is None:
        return Estimate(None, None, None, count)
    low, high = ends
    # Survival is rounded down by contract: 0.99996 must not read as perfect.
    return Estimate(floor(value * 10_000 + 1e-9) / 10_000, round(low, 4), round(high, 4), count)


def _combine(sums: Sequence[float], *, metric: Metric | None, lang: str) -> float | None:
    return ratio(sums) if metric is None else metric.combine(sums, lang)


def pair_rows(first: Records, second: Records) -> Iterable[tuple[int, int]]:
    """Yield the positions of the rows with the same id in both runs, in the order of the first."""
    positions = {record["id"]: index for index, record in enumerate(second)}
    for index, record in enumerate(first):
        if record["id"] in positions:
            yield index, positions[record["id"]]
