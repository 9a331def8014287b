"""Results as text, Markdown, JSON and HTML, as tables, and for the tools of translators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from toolkit.errors import InputError
from toolkit.lookup import did_you_mean, load_attribute
from toolkit.render.report import Report


class Format(NamedTuple):
    """A file suffix, and where the function Report -> str lives."""

    suffix: str
    function: str


FORMATS = {
    "text": Format(".txt", "toolkit.render.text:render"),
    "md": Format(".md", "toolkit.render.markdown:render"),
    "json": Format(".json", "toolkit.render.json:render"),
    "html": Format(".html", "toolkit.render.html:render"),
}
TRANSLATION_FORMATS = {
    **FORMATS,
    "tmx": Format(".tmx", "toolkit.render.tmx:render"),
    "xliff": Format(".xlf", "toolkit.render.xliff:render"),
}
"""The formats of a translation: those of everything, a translation memory, and XLIFF 2.0."""
SUMMARY_FORMATS = {
    **FORMATS,
    "csv": Format(".csv", "toolkit.render.sheets:render_csv"),
    "xlsx": Format(".xlsx", "toolkit.render.sheets:render_xlsx"),
}
"""The formats of a summary: those of everything, and the table of its key figures."""


def choose_format(name: str | None, output: Path | None, *, formats: Mapping[str, Format] = FORMATS) -> str:
    """Return the one of `formats` that is named, else the one of the output's suffix, else "text".

    Raises InputError for a name that is no format.
    """
    if name is None:
        suffix = output.suffix.lower() if output else ""
        return next((known for known, row in formats.items() if row.suffix == suffix), "text")
    if name not in formats:
        raise InputError(f"unknown format {name!r}{did_you_mean(name, formats)}; known: {', '.join(formats)}")
    return name


def render(report: Report, format_name: str) -> str | bytes:
    """Return `report` in the format `format_name`: text, or the bytes of a workbook."""
    known = {**TRANSLATION_FORMATS, **SUMMARY_FORMATS}
    function = cast(Callable[[Report], str | bytes], load_attribute(known[format_name].function))
    return function(report)


__all__ = ["FORMATS", "SUMMARY_FORMATS", "TRANSLATION_FORMATS", "Format", "Report", "choose_format", "render"]
