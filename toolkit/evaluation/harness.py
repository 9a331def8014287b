"""Run a system on a suite: outputs, verdicts, summary; resumable, cached by content, in order."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.evaluation.comet import comet_scores
from toolkit.evaluation.identity import content_key, run_signature
from toolkit.evaluation.judging import judge, metrics_of
from toolkit.evaluation.metrics import find_metric
from toolkit.evaluation.model import Item, Output, Suite, Summary
from toolkit.evaluation.scoring import estimate_mean, summarise_rows
from toolkit.evaluation.speed import SPEED, add_speed
from toolkit.evaluation.store import ROWS, SUMMARY, Journal, make_folder, read_summary, write_json
from toolkit.evaluation.systems import System

# Chunks are cut at fixed places, so that a run that was killed goes on with the same batches.
_TRANSLATED_AT_ONCE = 64
_JUDGED_AT_ONCE = 100

Advance = Callable[[int], None]
Mapping = Callable[..., Iterable[list[str]]]


def run(
    suite: Suite,
    items: Sequence[Item],
    system: System,
    folder: Path,
    *,
    hashed: str,
    metrics: Sequence[str] = (),
    mapping: Mapping = map,
    comet_python: Path | None = None,
    advance: Advance = lambda _rows: None,
) -> Summary:
    """Return the summary of `system` on `suite`, from the cache in `folder` where nothing has changed.

    `hashed` is the suite's hash, `metrics` are measured besides the suite's own, COMET by the
    interpreter `comet_python`. `mapping` is a `map` over chunks of rows, e.g. that of `processes`;
    `advance` is told how many rows are finished. Rows that a model failed on are tried again by the next run.
    """
    names = tuple(dict.fromkeys((*metrics_of(suite), *metrics)))
    signature = _signature(suite, hashed, system, names)
    key = content_key(signature, (*names, *(["comet"] if comet_python else [])))
    cached = _cached(folder, key, retry=not system.recorded)
    if cached is not None:
        advance(len(items))
        return cached
    make_folder(folder)
    outputs = collect_outputs(items, system, folder, key=key)
    rows = Journal(folder / ".rows.partial", key=content_key(key, [repr(each) for each in outputs]))
    judged = partial(judge, system=system.name, metrics=names, lang=suite.target_lang)
    _complete(rows, items, outputs, judged, mapping=mapping, advance=advance)
    records = [json.loads(line) for line in rows.lines]
    summary = summarise_rows(
        records, suite=suite, system=system.name, metrics=names, signature=signature, key=key
    )
    if comet_python is not None:
        found = comet_scores(items, outputs, python=comet_python)
        summary = replace(summary, metrics={**summary.metrics, "comet": estimate_mean(found, records)})
    rows.publish(folder / ROWS)
    write_json(folder / SUMMARY, summary.to_json())
    return summary


def _signature(suite: Suite, hashed: str, system: System, names: Sequence[str]) -> str:
    signers = [find_metric(name).signature for name in names]
    scores = [signer(suite.target_lang) for signer in signers if signer is not None]
    return run_signature(suite, hashed, system.identity, recorded=system.recorded, scores=scores)


def _cached(folder: Path, key: str, *, retry: bool) -> Summary | None:
    """Return the finished run with that key; with `retry` not one that holds failed rows."""
    try:
        summary = read_summary(folder)
    except InputError:
        return None
    return summary if summary.key == key and not (retry and summary.failed) else None


def collect_outputs(items: Sequence[Item], system: System, folder: Path, *, key: str) -> list[Output]:
    """Return the system's output for each item; what a model gave before is read, not made again."""
    if system.recorded:
        return system.outputs(items)
    journal = Journal(folder / ".outputs", key=key)
    known = {row["id"]: row["output"] for row in map(json.loads, journal.lines)}
    if not known:
        (folder / SPEED).unlink(missing_ok=True)
    outputs: list[Output] = []
    for start in range(0, len(items), _TRANSLATED_AT_ONCE):
        chunk = items[start : start + _TRANSLATED_AT_ONCE]
        if all(item.id in known for item in chunk):
            outputs += [Output(known[item.id]) for item in chunk]
            continue
        begin = time.perf_counter()
        made = system.outputs(chunk)
        add_speed(folder / SPEED, made, seconds=time.perf_counter() - begin)
        if not any(output.error for output in made):
            journal.append(_output_line(item, output) for item, output in zip(chunk, made, strict=True))
        outputs += made
    return outputs


def _output_line(item: Item, output: Output) -> str:
    return json.dumps({"id": item.id, "output": output.text}, ensure_ascii=False)


Judge = Callable[[Item, Output], dict[str, Any]]


def _complete(
    rows: Journal,
    items: Sequence[Item],
    outputs: Sequence[Output],
    judged: Judge,
    *,
    mapping: Mapping,
    advance: Advance,
) -> None:
    """Add to `rows` the lines of rows.jsonl that are not there yet, chunk by chunk, in order."""
    begin = len(rows.lines)
    advance(begin)
    pairs = list(zip(items, outputs, strict=True))
    chunks = [pairs[start : start + _JUDGED_AT_ONCE] for start in range(begin, len(pairs), _JUDGED_AT_ONCE)]
    for lines in mapping(partial(_judge_chunk, judged), chunks):
        rows.append(lines)
        advance(len(lines))


@contextmanager
def processes(workers: int) -> Iterator[Mapping]:
    """Yield a `map` that keeps the order: the built-in one, or one over so many processes."""
    if workers == 1:
        yield map
        return
    # A forked child would inherit the threads of a model's runtime, locked.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield pool.map


def _judge_chunk(judged: Judge, chunk: Sequence[tuple[Item, Output]]) -> list[str]:
    return [json.dumps(judged(item, output), ensure_ascii=False) for item, output in chunk]
