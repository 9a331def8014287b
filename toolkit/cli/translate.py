"""`toolkit translate`: an article into English."""

from __future__ import annotations

from datetime import date as calendar_date
from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli.console import progress_callback, require_writable, warn, write_result
from toolkit.cli.gate import require_survival
from toolkit.cli.options import (
    DeviceOption,
    EncodingOption,
    FailUnderOption,
    ModelOption,
    OfflineOption,
    OutputOption,
    PickleOption,
    QuietOption,
    SourceArgument,
)
from toolkit.errors import InputError


def translate(
    source: SourceArgument = "-",
    to: Annotated[Literal["en"], typer.Option(help="Language of the result.")] = "en",
    model: ModelOption = "zh-en-mini",
    figures: Annotated[
        Literal["lock", "check", "off"],
        typer.Option(help="lock: render, check and repair every figure; check: only report; off: neither."),
    ] = "lock",
    glossary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Terms with their English: csv, tsv, tmx or tbx.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The article's day, where it does not say it itself."),
    ] = None,
    resolve_dates: Annotated[
        bool, typer.Option("--resolve-dates", help='Write "last year (2022)" for "last year".')
    ] = False,
    device: DeviceOption = "auto",
    _offline: OfflineOption = False,
    allow_pickle: PickleOption = False,
    format_name: Annotated[
        str | None,
        typer.Option("--format", help="text, md, json, html, tmx or xliff; by -o's suffix, else text."),
    ] = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    fail_under: FailUnderOption = None,
    quiet: QuietOption = False,
) -> None:
    """Translate an article into English, every figure checked against its source.

    \b
    Examples:
      toolkit translate article.txt
      toolkit translate article.html -o out.html
      cat article.txt | toolkit translate --format json
    """
    from toolkit.article import read_article, require_chinese
    from toolkit.engines import load_model
    from toolkit.render import TRANSLATION_FORMATS, Report, choose_format, render
    from toolkit.translate import NO_TERMS, read_glossary, translate_article

    chosen = choose_format(format_name, output, formats=TRANSLATION_FORMATS)
    require_writable(output)
    terms = read_glossary(glossary) if glossary else NO_TERMS
    article = read_article(source, encoding=encoding)
    require_chinese(article)
    day = _day(date or article.date) if resolve_dates else None
    engine = load_model(model, task="translate", target=to, device=device, allow_pickle=allow_pickle)
    with progress_callback("translating") as on_progress:
        translation = translate_article(
            article, engine, figures=figures, glossary=terms, resolve_on=day, on_progress=on_progress
        )
    write_result(render(Report(translation), chosen), output)
    warn(translation.warnings, quiet=quiet)
    require_survival(translation.check, fail_under)


def _day(date: str | None) -> str:
    """Return the date; raise InputError when there is none or it is no date."""
    if date is None:
        raise InputError("the article does not say its date; give it with --date YYYY-MM-DD")
    try:
        return calendar_date.fromisoformat(date).isoformat()
    except ValueError as error:
        raise InputError(f"{date!r} is no date; give --date YYYY-MM-DD") from error
