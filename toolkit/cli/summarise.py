"""`toolkit summarise`: an article in a few sentences, Chinese or English."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.gate import require_coverage
from toolkit.cli.options import (
    EncodingOption,
    FailUnderOption,
    OutputOption,
    QuietOption,
    SourceArgument,
)


def summarise(
    source: SourceArgument = "-",
    to: Annotated[Literal["zh", "en"], typer.Option(help="Language of the summary.")] = "en",
    length: Annotated[int, typer.Option(help="How many sentences.")] = 5,
    translator: Annotated[
        str, typer.Option(metavar="NAME", help="The model that puts the summary into English.")
    ] = "zh-en-mini",
    format_name: Annotated[
        str | None, typer.Option("--format", help="text, md, json or html; by -o's suffix, else text.")
    ] = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    fail_under: FailUnderOption = None,
    quiet: QuietOption = False,
) -> None:
    """Summarise an article; every sentence and figure is traced to its source.

    Examples: toolkit summarise article.txt · toolkit summarise article.txt --to zh --length 3
    """
    from toolkit.article import read_article, require_chinese
    from toolkit.engines import load_model
    from toolkit.render import Report, choose_format, render
    from toolkit.summarise import summarise as summarise_article

    chosen = choose_format(format_name, output)
    require_writable(output)
    article = read_article(source, encoding=encoding)
    require_chinese(article)
    engine = load_model(translator) if to != article.lang else None
    summary = summarise_article(article, to=to, length=length, translator=engine)
    write_result(render(Report(summaries=[summary]), chosen), output)
    warn(summary.warnings, quiet=quiet)
    require_coverage(summary, fail_under)
