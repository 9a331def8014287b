"""`toolkit translate`: an article into English."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.gate import require_survival
from toolkit.cli.options import (
    EncodingOption,
    FailUnderOption,
    ModelOption,
    OutputOption,
    QuietOption,
    SourceArgument,
)


def translate(
    source: SourceArgument = "-",
    to: Annotated[Literal["en"], typer.Option(help="Language of the result.")] = "en",
    model: ModelOption = "zh-en-mini",
    figures: Annotated[
        Literal["lock", "check", "off"],
        typer.Option(help="lock: render, check and repair every figure; check: only report; off: neither."),
    ] = "lock",
    format_name: Annotated[
        str | None, typer.Option("--format", help="text, md, json or html; by -o's suffix, else text.")
    ] = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    fail_under: FailUnderOption = None,
    quiet: QuietOption = False,
) -> None:
    """Translate an article into English, every figure checked against its source.

    Examples: toolkit translate article.txt · toolkit translate article.html -o out.html ·
    cat article.txt | toolkit translate --format json
    """
    from toolkit.article import read_article, require_chinese
    from toolkit.engines import load_model
    from toolkit.render import Report, choose_format, render
    from toolkit.translate import translate_article

    chosen = choose_format(format_name, output)
    require_writable(output)
    article = read_article(source, encoding=encoding)
    require_chinese(article)
    translation = translate_article(article, load_model(model, target=to), figures=figures)
    write_result(render(Report(translation), chosen), output)
    warn(translation.warnings, quiet=quiet)
    require_survival(translation.check, fail_under)
