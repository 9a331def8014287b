"""PDF files with a text layer: pages joined, broken lines put together, page furniture set apart."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from toolkit.article.document import Document, TextBuilder
from toolkit.article.prose import is_sentence, width
from toolkit.errors import InputError

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／,，]?\s*(共\s*)?\d{1,4}(\s*页)?)?[-—–·\s]*"
)
_NUMBER_CUT = re.compile(r"\d[.,]\Z")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
_FULL = 0.8
"""A line this share as wide as the widest ones was broken by the margin, not by the writer."""


def read_pdf(data: bytes, *, name: str) -> Document:
    """Return the Document of a PDF; InputError when it is damaged, locked, or only pictures of pages."""
    pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in _pages(data, name)]
    if not any(pages):
        raise InputError(f"{name} has no text layer (a scan?); run OCR on it first and give the text")
    furniture = _furniture(pages)
    full = _FULL * _usual_width([line for page in pages for line in page])
    builder, paragraph = TextBuilder(), ""
    for page in pages:
        for number, line in enumerate(page):
            if _at_edge(number, page) and (_same(line) in furniture or _PAGE_NUMBER.fullmatch(line)):
                builder.add(line, why="page header or footer")
                continue
            paragraph = _joined(paragraph, line)
            if width(line) < full or (is_sentence(line) and width(line) < full / _FULL):
                builder.add(paragraph)
                paragraph = ""
    builder.add(paragraph)
    return Document(builder.text, tuple(builder.blocks))


def _pages(data: bytes, name: str) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError:
        raise InputError(f"{name} is locked with a password; save a copy without one") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        raise InputError(f"{name} is a damaged or incomplete PDF; download or save it again") from None


def _furniture(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the lines that stand at the top or bottom of most pages, numbers aside."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_same(line) for number, line in enumerate(page) if _at_edge(number, page)})
    return {line for line, count in counts.items() if count >= 3 and count > len(pages) / 2}


def _same(line: str) -> str:
    return _DIGITS.sub("0", line)


def _at_edge(number: int, page: Sequence[str]) -> bool:
    return number < _EDGE_LINES or number >= len(page) - _EDGE_LINES


def _usual_width(lines: Sequence[str]) -> int:
    """Return the width that nineteen lines in twenty do not go beyond."""
    widths = sorted(width(line) for line in lines)
    return widths[-1 - len(widths) // 20]


def _joined(paragraph: str, line: str) -> str:
    """Return the two as one line, with a space only between words that are written with spaces."""
    if paragraph.endswith("-") and paragraph[-2:-1].isalpha() and paragraph[-2:-1].isascii():
        return paragraph[:-1] + line
    if _NUMBER_CUT.search(paragraph) and line[:1].isdigit():
        return paragraph + line
    spaced = paragraph[-1:].isascii() and line[:1].isascii() and paragraph != ""
    return f"{paragraph} {line}" if spaced else paragraph + line
