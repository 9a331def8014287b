"""`toolkit batch`: a corpus, on one machine or a Ray cluster."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli.console import progress_callback
from toolkit.cli.options import DeviceOption, ModelOption, OfflineOption, PickleOption, QuietOption
from toolkit.errors import RowsFailedError


def batch(
    source: Annotated[
        str,
        typer.Argument(
            metavar="INPUT",
            help="A .jsonl, .csv, .tsv or .parquet file, a folder of them or of documents, "
            "or a `datasets` id.",
        ),
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="A .jsonl or .parquet file; anything else is a folder.")
    ],
    column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of the Chinese text (default: text).")
    ] = None,
    target_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The column of its translation, to check or repair."),
    ] = None,
    id_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column that names a row; it must be there.")
    ] = None,
    task: Annotated[
        Literal["translate", "summarise", "check", "repair"], typer.Option(help="What to do with each row.")
    ] = "translate",
    model: ModelOption = "zh-en-mini",
    device: DeviceOption = "auto",
    _offline: OfflineOption = False,
    allow_pickle: PickleOption = False,
    figures: Annotated[
        Literal["lock", "check", "off"],
        typer.Option(help="lock: render, check and repair every figure; check: only report; off: neither."),
    ] = "lock",
    glossary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Terms with their English: csv, tsv, tmx or tbx.")
    ] = None,
    to: Annotated[Literal["zh", "en"], typer.Option(help="Language of summaries.")] = "en",
    length: Annotated[int, typer.Option(min=1, help="Sentences of a summary.")] = 5,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Encoding of text tables.")] = "utf-8",
    split: Annotated[str, typer.Option(metavar="NAME", help="Of a dataset.")] = "train",
    revision: Annotated[
        str | None, typer.Option(metavar="HASH", help="Of a dataset: the commit that pins it.")
    ] = None,
    runner: Annotated[Literal["local", "ray"], typer.Option(help="Where the workers are.")] = "local",
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a Ray cluster; else one is started here.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Batches translated at once (default: one for each core).")
    ] = None,
    gpus: Annotated[float, typer.Option(min=0.0, help="Of each worker on Ray; a fraction shares one.")] = 0.0,
    cache: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Remember translated sentences here (SQLite).")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do the chunks with failed rows again.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Translate, summarise, check or repair a corpus; run again after a crash, it goes on where it was.

    \b
    Examples:
      toolkit batch news.jsonl english.jsonl
      toolkit batch articles/ english/ --cache cache.db
      toolkit batch pairs.csv checks.parquet --task check --column zh --target-column en
    """
    from toolkit.batch import Job, estimate_rows, run_batch

    job = Job(
        input=source,
        output=output,
        task=task,
        column=column,
        target_column=target_column,
        id_column=id_column,
        model=model,
        device=device,
        allow_pickle=allow_pickle,
        figures=figures,
        glossary=glossary,
        to=to,
        length=length,
        encoding=encoding,
        split=split,
        revision=revision,
        runner=runner,
        workers=workers,
        cache=cache,
        retry_failed=retry_failed,
        address=address,
        gpus=gpus,
    )
    total = estimate_rows(job) if sys.stderr.isatty() else 0
    with progress_callback("rows") as on_progress:
        report = run_batch(job, lambda done: on_progress(done, max(done, total)))
    if not quiet:
        typer.echo(f"toolkit: {report.line()}", err=True)
    if report.total.failed:
        raise RowsFailedError(
            f"{report.total.failed} of {report.total.rows} rows failed; {output}.failed.ndjson says why, "
            "--retry-failed does them again"
        )
