"""`toolkit report`: the whole job on one article, into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.console import progress_callback, warn, write_result
from toolkit.cli.gate import require_survival
from toolkit.cli.options import (
    DeviceOption,
    EncodingOption,
    FailUnderOption,
    ModelOption,
    OfflineOption,
    PickleOption,
    QuietOption,
    SourceArgument,
)
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.figures.model import Check
    from toolkit.summarise import Summary


def report(
    source: SourceArgument = "-",
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go; made if need be.")] = Path(
        "out"
    ),
    length: Annotated[int, typer.Option(help="Sentences in each summary.")] = 5,
    model: ModelOption = "zh-en-mini",
    device: DeviceOption = "auto",
    _offline: OfflineOption = False,
    allow_pickle: PickleOption = False,
    encoding: EncodingOption = None,
    fail_under: FailUnderOption = None,
    quiet: QuietOption = False,
) -> None:
    """Translate an article, summarise it in both languages and print the ledger of its figures.

    Writes NAME.en.md, NAME.json and NAME.html, NAME being that of the source.

    \b
    Examples:
      toolkit report article.txt
      toolkit report article.docx --out out --fail-under 1
    """
    from toolkit.article import read_article, require_chinese
    from toolkit.engines import load_model
    from toolkit.render import Report, render
    from toolkit.summarise import summarise
    from toolkit.translate import translate_article

    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file; name a folder with --out")
    article = read_article(source, encoding=encoding)
    require_chinese(article)
    engine = load_model(model, task="translate", device=device, allow_pickle=allow_pickle)
    with progress_callback("translating") as on_progress:
        translation = translate_article(article, engine, on_progress=on_progress)
    summaries = [
        summarise(article, to=lang, length=length, translator=engine if lang != article.lang else None)
        for lang in ("en", "zh")
    ]
    result = Report(translation, summaries)
    out.mkdir(parents=True, exist_ok=True)
    name = "article" if source == "-" else Path(source).stem
    for suffix, format_name in ((".en.md", "md"), (".json", "json"), (".html", "html")):
        write_result(render(result, format_name), out / f"{name}{suffix}")
    if translation.check:
        _print_ledger(translation.check, summaries)
    warn(translation.warnings, quiet=quiet)
    typer.echo(f"Written: {out / name}.en.md, .json, .html", err=True)
    require_survival(translation.check, fail_under)


def _print_ledger(check: Check, summaries: list[Summary]) -> None:
    from rich.console import Console
    from rich.table import Table

    from toolkit.render.markdown import totals

    table = Table(title="Figures", title_justify="left", header_style="bold")
    for heading in ("source", "English", "status", "how"):
        table.add_column(heading, overflow="fold")
    for row in check.rows:
        colour = {"kept": "green", "changed": "yellow", "missing": "red"}[row.status]
        how = " · ".join(part for part in (row.action, row.reason, row.note) if part)
        english = row.target.text if row.target else "—"
        table.add_row(row.source.text, english, f"[{colour}]{row.status}[/]", how)
    for figure in check.invented:
        table.add_row("—", figure.text, "[magenta]invented[/]", "")
    console = Console()
    for summary in summaries:
        console.print("Summary" if summary.lang == "en" else "摘要", style="bold")
        for sentence in summary.sentences:
            console.print(f"  • {sentence.text}", highlight=False, markup=False)
    console.print(table)
    console.print(totals(check), highlight=False)
