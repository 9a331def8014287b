"""`toolkit repair`: an existing translation with its wrong figures put right."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.options import EncodingOption, OutputOption, QuietOption
from toolkit.errors import InputError


def repair(
    source: Annotated[str | None, typer.Argument(help="The Chinese source.", show_default=False)] = None,
    translation: Annotated[
        Path | None, typer.Argument(metavar="[OUTPUT]", help="Its English translation.", show_default=False)
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Read lines {"id","source","target"}; write one line for each.'),
    ] = None,
    format_name: Annotated[
        Literal["text", "json", "diff"],
        typer.Option("--format", help="text: the repaired translation; diff: what changed."),
    ] = "text",
    write: Annotated[bool, typer.Option("--write", help="Change the translation's file itself.")] = False,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put the wrong figures of an existing translation right; a right figure is never touched.

    Examples: toolkit repair article.txt english.txt --format diff ·
    toolkit repair article.txt english.txt --write · toolkit repair --pairs pairs.jsonl
    """
    from toolkit.article import read_article
    from toolkit.translate import repair as repair_translation
    from toolkit.translate.repair import repair_article

    require_writable(output)
    if pairs is not None:
        if source is not None or write:
            raise InputError("--pairs takes no SOURCE, OUTPUT or --write; leave them out")
        from toolkit.cli.lines import write_pairs

        write_pairs(pairs, output, lambda zh, en: repair_translation(zh, en).to_json())
        return
    if source is None or translation is None:
        raise InputError("name the source and its translation: toolkit repair SOURCE OUTPUT")
    article = read_article(source, encoding=encoding)
    before = read_article(translation).text
    repaired = repair_article(article, before)
    if write:
        write_result(repaired.target, translation)
    if format_name == "json":
        text = json.dumps(repaired.to_json(), ensure_ascii=False, indent=2)
    elif format_name == "diff" or write:
        text = _diff(before, repaired.target, str(translation))
    else:
        text = repaired.target
    write_result(text, output)
    open_rows = [row for row in repaired.check.rows if row.status != "kept"]
    warn([f"{row.source.text}: {row.status}, not repaired" for row in open_rows], quiet=quiet)


def _diff(before: str, after: str, name: str) -> str:
    """Return a unified diff, coloured by nobody: it is meant for pipes and patches too."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (repaired)"
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)
