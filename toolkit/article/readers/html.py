"""HTML pages: every visible line of the page, with what is outside the article marked so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from toolkit.article.dates import find_day
from toolkit.article.document import OUTSIDE, Document, TextBuilder
from toolkit.article.readers.page import Line, page_lines

_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='publishdate' or @name='PubDate' or @name='pubdate' or @name='publish-date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time/@datetime",
)
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()")
_SITE = re.compile(r"\s*(?:[_|｜—–]|--|\s-\s).*\Z", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MOST = 0.5
"""Share of the article that no navigation or advertisement holds."""
_TELLING = 4
"""Characters a line must have for its text alone to say where it belongs."""


def read_html(text: str) -> Document:
    """Return the Document of a page: its visible text line by line, in the order of the page.

    Which part is the article is found by trafilatura; a line beside one of its lines, in the
    same element, belongs to it too, so that no figure of a list or table is lost.
    """
    from lxml import etree, html

    text = _CONTROL.sub(" ", _DECLARATION.sub("", text))
    try:
        root = html.document_fromstring(text, ensure_head_body=True)
    except etree.ParserError:  # no element and no text at all
        return Document("", ())
    date, titles = _date(root), _stated_titles(root)
    main = _main_text(text)
    lines = _with_title(_without_misnomers(page_lines(root.find("body")), main), titles)
    builder = TextBuilder()
    for line, inside in zip(lines, _in_article(lines, main), strict=True):
        why = line.why or (None if inside else OUTSIDE)
        if line.cells:
            builder.add_row(line.cells, why=why)
        else:
            builder.add(line.text, kind=line.kind, why=why)
    return Document(builder.text, tuple(builder.blocks), date=date)


def _main_text(text: str) -> str:
    """Return what trafilatura takes for the article, without white space; "" when it finds none."""
    import trafilatura

    found = trafilatura.extract(text, favor_recall=True, include_comments=False, include_tables=True)
    return _bare(found or "")


def _without_misnomers(lines: Sequence[Line], main: str) -> list[Line]:
    """Return the lines, those of the article cleared of a reason that a wrapper's name gave them.

    A page whose whole content stands in <div class="channel"> has no article by that name alone.
    """
    told: Counter[str | None] = Counter()
    for line in lines:
        told[line.why] += len(line.text) if _is_told(line, main) else 0
    wrong = {why for why, length in told.items() if length > told.total() * _MOST}
    return [replace(line, why=None) if line.why in wrong else line for line in lines]


def _in_article(lines: Sequence[Line], main: str) -> list[bool]:
    """Return for each line whether it is the article's, by its text or by its neighbours."""
    groups = {line.group for line in lines if line.why is None and _is_told(line, main)}
    groups = groups or {line.group for line in lines}
    title = next((index for index, line in enumerate(lines) if line.kind == "title"), -1)
    return [index == title or (index > title and line.group in groups) for index, line in enumerate(lines)]


def _is_told(line: Line, main: str) -> bool:
    bare = _bare(line.text)
    return line.kind != "title" and len(bare) >= _TELLING and bare in main


def _with_title(lines: Sequence[Line], stated: Sequence[str]) -> list[Line]:
    """Return the lines with one of them the title, put first if the page shows it nowhere."""
    best = _title_index(lines, stated)
    titled = [replace(line, kind="heading") if line.kind == "title" else line for line in lines]
    if best is not None:
        titled[best] = replace(titled[best], kind="title", why=None)
    elif stated:
        titled.insert(0, Line(_without_site(stated[0]), "title", None, 0))
    return titled


def _title_index(lines: Sequence[Line], stated: Sequence[str]) -> int | None:
    """Return which line is the title: an h1 the page's head names, a line it names, an h1."""
    heads = [index for index, line in enumerate(lines) if line.kind == "title"]
    whole = [_bare(title) for title in stated]
    named = [index for index in heads if any(_bare(lines[index].text) in title for title in whole)]
    if named:
        return max(named, key=lambda index: len(lines[index].text))
    exact = {_bare(_without_site(title)) for title in stated}
    shown = [index for index, line in enumerate(lines) if _bare(line.text) in exact]
    return next(iter([*shown, *heads]), None)


def _stated_titles(root: Any) -> list[str]:
    values = (" ".join(str(value).split()) for path in _TITLES for value in root.xpath(path))
    return [value for value in values if value]


def _without_site(title: str) -> str:
    """Return the title without the name of the site that follows it: 标题_新闻_某网."""
    return _SITE.sub("", title) or title


def _date(root: Any) -> str | None:
    values = (str(value) for path in _DATES for value in root.xpath(path))
    return next((day for value in values if (day := find_day(value))), None)


def _bare(text: str) -> str:
    return "".join(text.split())
