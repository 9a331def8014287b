"""`toolkit check`: do the figures of a text survive in its translation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.gate import require_survival
from toolkit.cli.kinds import IgnoreOption, KindsOption, chosen_kinds, of_kinds
from toolkit.cli.options import (
    EncodingOption,
    FailUnderOption,
    OfflineOption,
    OutputOption,
    QuietOption,
)
from toolkit.cli.verdicts import Checked, CheckFormat, explained_json, render_checked
from toolkit.errors import InputError
from toolkit.figures.model import Check, Figure, Row

_SUFFIXES: dict[str, CheckFormat] = {".json": "json", ".html": "html"}


def check(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="The source text.", show_default=False)
    ] = None,
    translation: Annotated[
        str | None, typer.Argument(metavar="OUTPUT", help="Its translation.", show_default=False)
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Read lines {"id","source","target"}; write one check a line.'),
    ] = None,
    format_name: Annotated[
        CheckFormat | None,
        typer.Option("--format", help="By -o's suffix, else table; github: annotations.", show_default=False),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why for every figure.")] = False,
    lang: Annotated[Literal["zh", "en", "auto"], typer.Option(help="The language of the source.")] = "auto",
    kinds: KindsOption = None,
    ignore: IgnoreOption = None,
    fail_under: FailUnderOption = None,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    _offline: OfflineOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say which figures of a text are kept, changed or missing in its translation, and which it invents.

    \b
    Examples:
      toolkit check article.txt english.txt --explain
      toolkit check article.txt english.txt --fail-under 1
      toolkit check --pairs pairs.jsonl
    """
    wanted = chosen_kinds(kinds, ignore)
    require_writable(output)
    if pairs is not None:
        if source is not None or format_name is not None:
            raise InputError("--pairs takes no SOURCE, OUTPUT or --format; leave them out")
        _check_pairs(pairs, output, lang=lang, wanted=wanted, explained=explain, fail_under=fail_under)
        return
    if source is None or translation is None:
        raise InputError("name the source and its translation: toolkit check SOURCE OUTPUT")
    checked = _check_files(source, translation, encoding=encoding, lang=lang, quiet=quiet)
    checked = replace(checked, check=of_kinds(checked.check, wanted))
    chosen = format_name or _SUFFIXES.get(output.suffix.lower() if output else "", "table")
    write_result(render_checked(checked, chosen, explained=explain, output=output), output)
    require_survival(checked.check, fail_under)


def _check_files(source: str, translation: str, *, encoding: str | None, lang: str, quiet: bool) -> Checked:
    """Return the check of two documents as wholes: a figure may move to another sentence."""
    from toolkit.article import read_article
    from toolkit.cli.sources import language_of, own_figures
    from toolkit.figures import compare_figures, find_figures

    original, translated = read_article(source, encoding=encoding), read_article(translation)
    warn([*original.warnings, *translated.warnings], quiet=quiet)
    check = compare_figures(
        own_figures(original, lang=language_of(original, lang)),
        find_figures(translated.text, lang=language_of(translated, "auto")),
        source_text=original.text,
        target_text=translated.text,
    )
    return Checked(original.text, translated.text, check, name=translation)


def _check_pairs(
    pairs: Path,
    output: Path | None,
    *,
    lang: str,
    wanted: frozenset[str],
    explained: bool,
    fail_under: float | None,
) -> None:
    """Write one check a line, and hold all of them together to `fail_under`."""
    from toolkit.cli.lines import write_pairs
    from toolkit.figures import check_figures

    rows: list[Row] = []
    invented: list[Figure] = []

    def check_pair(source: str, target: str) -> dict[str, Any]:
        found = check_figures(source, target, source_lang=lang, target_lang="auto")
        found = of_kinds(found, wanted)
        if fail_under is not None:
            rows.extend(found.rows)
            invented.extend(found.invented)
        return explained_json(found) if explained else found.to_json()

    write_pairs(pairs, output, check_pair)
    require_survival(Check(rows, invented), fail_under)
