"""`toolkit eval`: suites, runs, comparisons, reports, the gate and the probe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli.console import progress, require_writable, write_result
from toolkit.cli.options import DeviceOption, OfflineOption, OutputOption, PickleOption

app = typer.Typer(no_args_is_help=True, help="Measure systems: how many figures survive, and do they differ?")

SuitesArgument = Annotated[list[str], typer.Argument(metavar="SUITE", help="Shipped ids, or .toml files.")]
RunsArgument = Annotated[
    list[Path], typer.Argument(metavar="RUN", help="Folders of runs, or a folder that holds them.")
]
RecordedOption = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Where recorded outputs lie; else $TOOLKIT_RECORDED."),
]
MetricsOption = Annotated[
    list[str] | None,
    typer.Option("--metric", metavar="NAME", help="Also measure this, e.g. ter; repeatable."),
]
TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help="table or json.")]


@app.command("list")
def list_suites(recorded: RecordedOption = None, format_name: TableOrJson = "table") -> None:
    """List the suites that ship, with their rows and whether their data is here."""
    from toolkit.evaluation.suites import data_path, shipped_suites

    rows = [
        {
            "id": suite.id,
            "task": suite.task,
            "here": suite.dataset is None and data_path(suite, recorded=recorded) is not None,
            "title": suite.title,
        }
        for suite in shipped_suites().values()
    ]
    if format_name == "json":
        write_result(json.dumps(rows, ensure_ascii=False, indent=1), None)
        return
    lines = [
        f"{row['id']:<12} {row['task']:<10} {'here' if row['here'] else 'not here':<9} {row['title']}"
        for row in rows
    ]
    write_result("\n".join(lines), None)


@app.command()
def validate(
    suites: SuitesArgument, recorded: RecordedOption = None, _offline: OfflineOption = False
) -> None:
    """Check that suites can be read: keys, ids, columns, gold figures."""
    from toolkit.evaluation.suites import find_suite, read_items

    for name in suites:
        suite = find_suite(name)
        items = read_items(suite, recorded=recorded)
        figures = sum(len(item.figures or item.key_figures) for item in items)
        write_result(f"{suite.id}: {len(items)} rows, {figures} gold figures, valid", None)


@app.command()
def run(
    suites: SuitesArgument,
    model: Annotated[
        list[str] | None, typer.Option(metavar="CARD", help="A model to run; repeatable.")
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="Recorded outputs to judge; repeatable.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where runs are kept.")] = Path("eval-results"),
    device: DeviceOption = "auto",
    _offline: OfflineOption = False,
    allow_pickle: PickleOption = False,
    figures: Annotated[
        Literal["lock", "check", "off"],
        typer.Option(help="What models do with figures: lock, or leave them."),
    ] = "lock",
    metric: MetricsOption = None,
    recorded: RecordedOption = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that judge; results do not depend on it. Default: as fits."),
    ] = None,
    comet_python: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="An interpreter with COMET installed, to add its score."),
    ] = None,
    format_name: Annotated[str, typer.Option("--format", help="table, md, json, html or junit.")] = "table",
) -> None:
    """Run systems on suites; what is finished is kept, and a repeated run comes from the cache.

    \b
    Examples:
      toolkit eval run article
      toolkit eval run challenge --model zh-en-mini
      toolkit eval run article --system mine=output.txt
    """
    from toolkit.evaluation.leaderboard import Plan, prepare, run_jobs
    from toolkit.evaluation.metrics import find_metric
    from toolkit.evaluation.reports import make_board, require_format, write_report
    from toolkit.evaluation.systems import require_no_failures

    require_format(format_name)
    plan = Plan(
        models=model or (),
        systems=system or (),
        device=device,
        allow_pickle=allow_pickle,
        figures=figures,
        metrics=metric or (),
        workers=workers,
        comet_python=comet_python,
        recorded=recorded,
    )
    for name in plan.metrics:
        find_metric(name)
    jobs = prepare(suites, plan)
    with progress("evaluating", sum(len(job.items) * len(job.systems) for job in jobs)) as bar:
        advance = (lambda rows: bar.advance(bar.task_ids[0], rows)) if bar else lambda _rows: None
        runs = dict(run_jobs(jobs, out, plan, advance=advance))
    write_result(write_report(make_board(runs), format_name), None)
    require_no_failures({folder.name: summary.failed for folder, summary in runs.items()})


@app.command()
def compare(runs: RunsArgument, metric: MetricsOption = None, format_name: TableOrJson = "table") -> None:
    """Test whether systems differ: paired intervals, p by randomisation, Holm's correction.

    \b
    Examples:
      toolkit eval compare eval-results
      toolkit eval compare eval-results --metric ter --format json
    """
    from toolkit.evaluation.reports import compare_board, markdown, read_board, write_report

    board = compare_board(read_board(runs), metric or ())
    if format_name == "json":
        write_result(write_report(board, "json"), None)
        return
    sections = [f"{suite}\n\n{markdown.differences(found)}" for suite, found in board.comparisons.items()]
    write_result("\n\n".join(sections), None)


@app.command()
def report(
    runs: RunsArgument,
    format_name: Annotated[
        str | None, typer.Option("--format", help="table, md, json, html or junit.")
    ] = None,
    output: OutputOption = None,
    compared: Annotated[
        bool, typer.Option("--compare/--no-compare", help="Test the differences too.")
    ] = True,
) -> None:
    """Write a leaderboard of finished runs; by -o's suffix: .md, .html, .json, .xml.

    \b
    Examples:
      toolkit eval report eval-results -o leaderboard.html
      toolkit eval report eval-results --format md
    """
    from toolkit.evaluation.reports import (
        compare_board,
        format_of,
        read_board,
        require_format,
        write_report,
    )

    chosen = require_format(format_name or format_of(output))
    require_writable(output)
    board = read_board(runs)
    write_result(write_report(compare_board(board) if compared else board, chosen), output)


@app.command()
def gate(
    runs: RunsArgument,
    floors: Annotated[Path | None, typer.Option(metavar="FILE", help="Floors; else those that ship.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to these runs.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --update: lower floors too.")
    ] = False,
) -> None:
    """Exit 1 when a run's score is under its floor.

    \b
    Examples:
      toolkit eval gate eval-results
      toolkit eval gate eval-results --floors floors.json --update
    """
    from toolkit.evaluation import gate as gating
    from toolkit.evaluation.store import find_runs, read_summary

    path = floors or gating.shipped_floors()
    known = gating.read_floors(path)
    verdicts = [
        verdict for folder in find_runs(runs) for verdict in gating.judge_run(read_summary(folder), known)
    ]
    for each in verdicts:
        state = "met" if each.met else "MISSED"
        write_result(
            f"{each.suite} {each.system} {each.metric}: {each.value} (floor {each.floor}) {state}", None
        )
    if update:
        gating.update_floors(path, verdicts, allow_regression=allow_regression)
    else:
        gating.require_met(verdicts)


@app.command()
def probe(
    suites: Annotated[list[str] | None, typer.Argument(metavar="SUITE", help="Default: challenge.")] = None,
    labels: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Labelled pairs, JSONL, to compare the checker with.")
    ] = None,
    recorded: RecordedOption = None,
    _offline: OfflineOption = False,
    format_name: TableOrJson = "table",
) -> None:
    """Measure the checker itself: corruptions found, false alarms, agreement with labelled pairs.

    \b
    Examples:
      toolkit eval probe
      toolkit eval probe article --labels pairs.jsonl
    """
    from toolkit.corpora import read_rows
    from toolkit.evaluation.probe import probe as measure
    from toolkit.evaluation.reports.probe import write
    from toolkit.evaluation.suites import find_suite, read_items

    names = suites or ["challenge"]
    items = [item for name in names for item in read_items(find_suite(name), recorded=recorded)]
    found = measure(items, labels=read_rows(labels) if labels else ())
    text = json.dumps(found.to_json(), indent=1) if format_name == "json" else write(found)
    write_result(text, None)
