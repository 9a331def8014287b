"""`toolkit figures`: every figure of a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.kinds import IgnoreOption, KindsOption, chosen_kinds
from toolkit.cli.options import EncodingOption, OfflineOption, OutputOption, QuietOption
from toolkit.errors import InputError

Language = Literal["zh", "en", "auto"]
_LANGUAGES = ("zh", "en", "auto")


def figures(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="A file (txt, md, html, docx, pdf), a URL, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[Language, typer.Option(help="The language of the text.")] = "auto",
    format_name: Annotated[
        Literal["table", "json"] | None,
        typer.Option("--format", help="table, or json; by -o's suffix, else table.", show_default=False),
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Read lines {"id","text","lang"}; write one line for each.'),
    ] = None,
    kinds: KindsOption = None,
    ignore: IgnoreOption = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    _offline: OfflineOption = False,
    quiet: QuietOption = False,
) -> None:
    """List every figure of a text: money, percentages, counts, dates and all other quantities.

    \b
    Examples:
      toolkit figures article.txt
      echo 同比增长5.2% | toolkit figures --format json
      toolkit figures --jsonl lines.jsonl -o figures.jsonl
    """
    wanted = chosen_kinds(kinds, ignore)
    require_writable(output)
    if jsonl is not None:
        if source is not None:
            raise InputError("--jsonl takes no SOURCE; leave one of the two out")
        from toolkit.cli.lines import write_lines

        write_lines(jsonl, output, lambda row: _figures_of_line(row, lang, wanted))
        return
    from toolkit.article import read_article
    from toolkit.cli.sources import language_of, own_figures

    article = read_article(source or "-", encoding=encoding)
    warn(article.warnings, quiet=quiet)
    language = language_of(article, lang)
    found = [figure for figure in own_figures(article, lang=language) if figure.kind in wanted]
    if (format_name or _format_of(output)) == "json":
        data = {"lang": language, "figures": [figure.to_json() for figure in found]}
        write_result(json.dumps(data, ensure_ascii=False, indent=2), output)
        return
    from toolkit.cli.tables import as_text, figures_table

    write_result(as_text(figures_table(found), output) if found else "no figures", output)


def _format_of(output: Path | None) -> str:
    return "json" if output is not None and output.suffix.lower() == ".json" else "table"


def _figures_of_line(row: Any, lang: Language, wanted: frozenset[str]) -> dict[str, Any]:
    from toolkit.cli.lines import text_of
    from toolkit.figures import find_figures

    language = row.get("lang") or lang
    if language not in _LANGUAGES:
        raise InputError(f'"lang" must be one of {", ".join(_LANGUAGES)}')
    found = find_figures(text_of(row, "text"), lang=language)
    return {"figures": [figure.to_json() for figure in found if figure.kind in wanted]}
