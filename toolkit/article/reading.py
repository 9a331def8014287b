"""A file, a URL or standard input becomes an Article."""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.article.assembly import assemble
from toolkit.article.formats import read_document
from toolkit.article.model import Article
from toolkit.article.readers.txt import read_text
from toolkit.article.script import has_chinese
from toolkit.errors import InputError

LARGEST = 64 * 1024 * 1024
"""Bytes: a document larger than this is a mistake or a corpus."""


def read_article(source: str | Path, *, encoding: str | None = None) -> Article:
    """Return the Article in `source`: a path, a URL, or "-" for standard input.

    The format is told from the bytes first and the suffix second; `encoding` names the encoding
    of a text, else it is detected. Raises InputError, with what to do, for whatever cannot be read.
    """
    if str(source) == "-":
        data, name, suffix, declared = _read_stdin(), "standard input", "", None
    elif "://" in str(source):
        from toolkit.article.readers.url import fetch

        page = fetch(str(source), largest=LARGEST)
        data, name, suffix, declared = page.data, str(source), page.suffix, page.charset
    else:
        path = Path(source)
        data, name, suffix, declared = _read_file(path), str(path), path.suffix.lower(), None
    if not data.strip():
        raise InputError(f"{name} is empty")
    document = read_document(data, name=name, suffix=suffix, encoding=encoding, declared=declared)
    article = assemble(document)
    if not article.text.strip():
        raise InputError(f"{name} has no text in it")
    return article


def parse_article(text: str, *, lang: str | None = None) -> Article:
    """Return the Article of a plain text that is already decoded."""
    return assemble(read_text(text), lang=lang)


def require_chinese(article: Article, *, name: str = "the input") -> Article:
    """Return `article`; raise InputError if what is to be translated holds no Chinese."""
    body = "".join(sentence.text for sentence in article.sentences)
    if not has_chinese(body):
        where = f"the article in {name}" if has_chinese(article.text) else name
        raise InputError(f"there is no Chinese in {where}; give a Chinese text (or another --encoding)")
    return article


def _read_stdin() -> bytes:
    data = sys.stdin.buffer.read(LARGEST + 1)
    return _checked_size(data, "standard input")


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a directory; give a file in it, or use toolkit batch for a folder")
        with path.open("rb") as file:
            return _checked_size(file.read(LARGEST + 1), str(path))
    except FileNotFoundError:
        raise InputError(f"no such file: {path}") from None
    except PermissionError:
        raise InputError(f"{path} may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None


def _checked_size(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise InputError(
            f"{name} is larger than {LARGEST >> 20} MB; split it, or use toolkit batch for a corpus"
        )
    return data
