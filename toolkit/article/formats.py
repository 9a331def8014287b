"""Which format a document is in, told from its bytes before its name, and its reader."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from toolkit.article.decoding import decode
from toolkit.article.document import Document
from toolkit.errors import InputError
from toolkit.lookup import load_attribute

READERS = {
    "txt": "toolkit.article.readers.txt:read_text",
    "md": "toolkit.article.readers.markdown:read_markdown",
    "html": "toolkit.article.readers.html:read_html",
    "docx": "toolkit.article.readers.docx:read_docx",
    "pdf": "toolkit.article.readers.pdf:read_pdf",
}
"""Format -> its reader: bytes -> Document for `BINARY`, decoded text -> Document for the others."""
BINARY = frozenset({"docx", "pdf"})
_SUFFIXES = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"{\\rtf": "a rich text file; save it as .docx or .txt",
    b"\x89PNG": "an image; give a text, or the text of the image",
    b"\xff\xd8\xff": "an image; give a text, or the text of the image",
    b"GIF8": "an image; give a text, or the text of the image",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"Rar!": "a compressed file; unpack it first",
    b"7z\xbc\xaf": "a compressed file; unpack it first",
    b"\x7fELF": "a program; give a txt, md, html, docx or pdf file",
    b"SQLite format 3": "a database; give a txt, md, html, docx or pdf file",
}


_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 4096


def read_document(
    data: bytes, *, name: str, suffix: str = "", encoding: str | None = None, declared: str | None = None
) -> Document:
    """Return the Document in `data`, whatever its format; InputError if it has none we read.

    `encoding` is what the user insists on, `declared` what the server said.
    """
    kind = _binary_kind(data, name=name)
    if kind is None and _SUFFIXES.get(suffix) in BINARY:
        raise InputError(f"{name} is not a {suffix[1:]} file or is damaged; save it again")
    if kind is not None:
        reader: Callable[..., Document] = load_attribute(READERS[kind])
        return reader(data, name=name)
    declared = declared or _declared_charset(data)
    decoded = decode(data, encoding=encoding, declared=declared, name=name)
    text_reader: Callable[[str], Document] = load_attribute(READERS[_text_kind(decoded.text, suffix)])
    document = text_reader(decoded.text)
    warnings = (*decoded.warnings, *document.warnings)
    return dataclasses.replace(document, encoding=decoded.encoding, warnings=warnings)


def _binary_kind(data: bytes, *, name: str) -> str | None:
    """Return "docx" or "pdf" if the bytes begin as one does; InputError for formats we do not read."""
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data or name.lower().endswith(".docx"):
            return "docx"
        raise InputError(
            f"{name} is an archive or an Office file other than .docx; save its text as .docx or .txt"
        )
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise InputError(f"{name} is {what}")
    return None


def _text_kind(text: str, suffix: str) -> str:
    return "html" if _HTML.match(text[:_SNIFFED]) else _SUFFIXES.get(suffix, "txt")


def _declared_charset(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_SNIFFED])
    return match[1].decode("ascii", errors="replace") if match else None
