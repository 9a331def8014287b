"""`toolkit summarise`: an article in a few sentences, Chinese or English."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.gate import require_coverage
from toolkit.cli.options import (
    DeviceOption,
    EncodingOption,
    FailUnderOption,
    OfflineOption,
    OutputOption,
    PickleOption,
    QuietOption,
    SourceArgument,
)
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.cards import Task
    from toolkit.engines import Engine


def summarise(
    source: SourceArgument = "-",
    to: Annotated[Literal["zh", "en"], typer.Option(help="Language of the summary.")] = "en",
    length: Annotated[int, typer.Option(help="How many sentences.")] = 5,
    max_chars: Annotated[
        int | None, typer.Option(help="At most so many characters, in whole sentences.")
    ] = None,
    max_words: Annotated[
        int | None, typer.Option(help="At most so many words; a Chinese character counts as one.")
    ] = None,
    must_include: Annotated[
        list[str] | None,
        typer.Option(metavar="FIGURE", help="A figure of the article to carry, e.g. 250.2亿元; repeatable."),
    ] = None,
    focus: Annotated[str | None, typer.Option(help="What the summary should be about, e.g. 数字化.")] = None,
    form: Annotated[
        Literal["lines", "paragraph", "bullets", "headline", "table"],
        typer.Option(help="headline: one line and a paragraph; table: the key figures."),
    ] = "lines",
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A model that writes it: a card, hub id or folder; else sentences are chosen.",
        ),
    ] = None,
    translator: Annotated[
        str, typer.Option(metavar="NAME", help="The model that puts the summary into English.")
    ] = "zh-en-mini",
    route: Annotated[
        Literal["auto", "summarise-first", "translate-first", "direct"],
        typer.Option(help="Where --model's summary is translated; auto follows the model's card."),
    ] = "auto",
    device: DeviceOption = "auto",
    _offline: OfflineOption = False,
    allow_pickle: PickleOption = False,
    format_name: Annotated[
        str | None,
        typer.Option("--format", help="text, md, json, html, csv or xlsx (the key figures); by -o's suffix."),
    ] = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    fail_under: FailUnderOption = None,
    quiet: QuietOption = False,
) -> None:
    """Summarise an article; every sentence and figure is traced to its source.

    \b
    Examples:
      toolkit summarise article.txt
      toolkit summarise article.txt --to zh --length 3
      toolkit summarise article.txt --must-include 250.2亿元 --form headline
      toolkit summarise article.txt -o figures.xlsx
    """
    from toolkit.article import read_article, require_chinese
    from toolkit.engines import load_model
    from toolkit.render import SUMMARY_FORMATS, Report, choose_format, render
    from toolkit.summarise import summarise as summarise_article

    chosen = choose_format(format_name, output, formats=SUMMARY_FORMATS)
    if chosen == "xlsx":
        _require_workbook(output)
    require_writable(output)
    article = read_article(source, encoding=encoding)
    require_chinese(article)

    def load(name: str, task: Task) -> Engine:
        return load_model(name, task=task, device=device, allow_pickle=allow_pickle)

    summary = summarise_article(
        article,
        to=to,
        length=length,
        translator=load(translator, "translate") if to != article.lang else None,
        model=load(model, "summarise") if model else None,
        route=route,
        max_chars=max_chars,
        max_words=max_words,
        must_include=must_include or (),
        focus=focus,
        headline=form == "headline",
        table=form == "table" or chosen in ("csv", "xlsx"),
    )
    write_result(render(Report(summaries=[summary], form=form), chosen), output)
    warn(summary.warnings, quiet=quiet)
    require_coverage(summary, fail_under)


def _require_workbook(output: Path | None) -> None:
    """Raise what would keep a workbook from being written: known before the work, not after it."""
    from toolkit.render.sheets import require_openpyxl

    require_openpyxl()
    if output is None and sys.stdout.isatty():
        raise InputError("a workbook cannot be shown on a terminal; name a file with -o")
