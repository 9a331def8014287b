"""One output is judged: its figures checked, its statistics taken for every metric."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from toolkit.evaluation.metrics import Case, default_metrics, find_metric
from toolkit.evaluation.model import Item, Output, Suite
from toolkit.figures import find_figures
from toolkit.figures.compare import compare_figures
from toolkit.figures.model import Check, Figure


def metrics_of(suite: Suite) -> tuple[str, ...]:
    """Return the names of the metrics that `suite` is measured by."""
    return suite.metrics or default_metrics(
        references=suite.reference is not None or suite.article is not None
    )


def check_item(item: Item, output: str, *, lang: str = "en") -> Check:
    """Return the check of `output` against the gold figures of `item`, or those found in its source."""
    gold = item.figures if item.figures is not None else _source_figures(item.source)
    found = find_figures(output, lang=lang)
    return compare_figures(gold, found, source_text=item.source, target_text=output)


@lru_cache(maxsize=16_384)
def _source_figures(source: str) -> list[Figure]:
    """Return the figures of a source: systems are judged one after another on the same ones."""
    return find_figures(source, lang="zh")


def judge(item: Item, output: Output, *, system: str, metrics: Sequence[str], lang: str) -> dict[str, Any]:
    """Return the line of rows.jsonl for one output: the check, and the statistics of each metric."""
    check = check_item(item, output.text, lang=lang)
    case = Case(item, output.text, check, lang)
    statistics = {name: list(find_metric(name).measure(case)) for name in metrics}
    return {
        "id": item.id,
        "system": system,
        "source": item.source,
        "output": output.text,
        "error": output.error,
        **({"reference": item.reference} if item.reference else {}),
        **({"document": item.document} if item.document else {}),
        **({"group": item.group} if item.group else {}),
        **check.to_json(),
        "statistics": statistics,
    }
