"""Word documents: paragraphs and tables in their order, insertions kept, deletions not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from toolkit.article.document import Document, TextBuilder
from toolkit.article.model import ParagraphKind
from toolkit.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText",
                      "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})  # fmt: skip
_HEADING = re.compile(r"(heading|标题)\s*\d", re.IGNORECASE)
_DAMAGE = (KeyError, ValueError, EOFError, OSError, RuntimeError)
"""What the libraries raise on broken archives besides errors of their own."""
_LARGEST = 512 * 1024 * 1024
"""Bytes once unpacked: more is an archive made to fill the memory."""


def read_docx(data: bytes, *, name: str) -> Document:
    """Return the Document of a .docx file; InputError when it is damaged or locked."""
    document = _open(data, name)
    styles = {style.style_id: style.name or "" for style in document.styles}
    builder = TextBuilder()
    for element in _blocks(document.element.body):
        if element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                builder.add_row([_text(cell).replace("\n", " ") for cell in row.iterchildren(f"{_W}tc")])
        else:
            kind = _kind(element, styles)
            for line in _text(element).split("\n"):
                builder.add(line, kind=kind)
    if not builder.blocks:
        raise InputError(f"{name} has no text in it; if it holds pictures of pages, give the text itself")
    return Document(builder.text, tuple(builder.blocks), encoding="utf-8")


def _open(data: bytes, name: str) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise InputError(f"{name} unpacks to more than {_LARGEST >> 20} MB; save it without pictures")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.LxmlError, *_DAMAGE):
        raise InputError(f"{name} is a damaged or incomplete .docx file; save it again in Word") from None


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of the body, those in content controls and insertions too."""
    for element in parent.iterchildren():
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
            yield from _blocks(element)


def _text(element: Any) -> str:
    """Return the text as it reads with all changes accepted; breaks and ends of paragraphs are line feeds."""
    if element.tag in _DROPPED:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}tab":
        return "\t"
    if element.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    if element.tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
        return "-" if element.tag.endswith("noBreakHyphen") else ""
    inner = "".join(_text(child) for child in element.iterchildren())
    return inner + "\n" if element.tag == f"{_W}p" else inner


def _kind(paragraph: Any, styles: dict[str, str]) -> ParagraphKind | None:
    """Return what the style says the paragraph is, or None for a plain one."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    style = properties.find(f"{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    if name.lower() in ("title", "标题"):
        return "title"
    if _HEADING.match(name) or properties.find(f"{_W}outlineLvl") is not None:
        return "heading"
    listed = name.lower().startswith("list") or properties.find(f"{_W}numPr") is not None
    return "list" if listed else None
