"""`toolkit repair`: an existing translation with its wrong figures put right."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli.console import require_writable, warn, write_result
from toolkit.cli.options import EncodingOption, OfflineOption, OutputOption, QuietOption
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.translate import Glossary, Repaired

RepairFormat = Literal["text", "json", "diff"]


def repair(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="The Chinese source.", show_default=False)
    ] = None,
    translation: Annotated[
        Path | None, typer.Argument(metavar="OUTPUT", help="Its English translation.", show_default=False)
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Read lines {"id","source","target"}; write one line for each.'),
    ] = None,
    format_name: Annotated[
        RepairFormat, typer.Option("--format", help="text: the repaired translation; diff: what changed.")
    ] = "text",
    glossary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Terms with their English: csv, tsv, tmx or tbx.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Change the translation's file itself.")] = False,
    output: OutputOption = None,
    encoding: EncodingOption = None,
    _offline: OfflineOption = False,
    quiet: QuietOption = False,
) -> None:
    """Put the wrong figures of an existing translation right; what checks right is never touched.

    \b
    Examples:
      toolkit repair article.txt english.txt --format diff
      toolkit repair article.txt english.txt --write
      toolkit repair --pairs pairs.jsonl
      toolkit repair article.txt english.txt --glossary terms.csv
    """
    from toolkit.translate import NO_TERMS, read_glossary

    require_writable(output)
    terms = read_glossary(glossary) if glossary else NO_TERMS
    if pairs is not None:
        if source is not None or write or format_name != "text":
            raise InputError("--pairs takes no SOURCE, OUTPUT, --format or --write; leave them out")
        _repair_pairs(pairs, output, terms)
        return
    if source is None or translation is None:
        raise InputError("name the source and its translation: toolkit repair SOURCE OUTPUT")
    repaired = _repair_files(source, translation, terms, encoding=encoding)
    if write:
        require_writable(translation)
        write_result(repaired.target, translation)
        format_name = "diff" if format_name == "text" else format_name
    write_result(_render(repaired, format_name, str(translation)), output)
    warn(_left_open(repaired, terms), quiet=quiet)


def _left_open(repaired: Repaired, terms: Glossary) -> list[str]:
    """Return what is still wrong: figures, with the reason where they were left alone, and terms."""
    from toolkit.article import count_chinese

    rows = [row for row in repaired.check.rows if row.status != "kept"]
    figures = [
        f"{row.source.text} is {row.status} and was not repaired" + (f" ({row.note})" if row.note else "")
        for row in rows
    ]
    missing = [f"term missing: {english}" for english in terms.missing(repaired.source, repaired.target)]
    chinese = ["the translation has Chinese in it"] if count_chinese(repaired.target) else []
    return [*chinese, *figures, *missing]


def _repair_pairs(pairs: Path, output: Path | None, terms: Glossary) -> None:
    from toolkit.cli.lines import write_pairs
    from toolkit.translate import repair as repair_pair

    write_pairs(pairs, output, lambda source, target: repair_pair(source, target, glossary=terms).to_json())


def _repair_files(source: str, translation: Path, terms: Glossary, *, encoding: str | None) -> Repaired:
    from toolkit.article import read_article, require_chinese
    from toolkit.translate import repair_document

    article = read_article(source, encoding=encoding)
    require_chinese(article)
    return repair_document(article, read_article(str(translation)).text, glossary=terms)


def _render(repaired: Repaired, format_name: RepairFormat, name: str) -> str:
    if format_name == "json":
        return json.dumps(repaired.to_json(), ensure_ascii=False, indent=2)
    if format_name == "text":
        return repaired.target
    before, after = (text.splitlines(keepends=True) for text in (repaired.before, repaired.target))
    lines = difflib.unified_diff(before, after, name, f"{name} (repaired)")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) or "no figure to repair"
