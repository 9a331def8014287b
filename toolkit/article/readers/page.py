"""The visible lines of an HTML tree, with the element each stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.article.boilerplate import container_reason
from toolkit.article.model import ParagraphKind
from toolkit.resources import read_table

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a browser shows it; `group` numbers the element that holds it and its neighbours."""

    text: str
    kind: ParagraphKind | None
    why: str | None
    group: int
    cells: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """What is true of a line by the elements it stands in."""

    kind: ParagraphKind | None = None
    why: str | None = None
    group: int = 0


def page_lines(body: Any) -> list[Line]:
    """Return the lines of the page's body in their order; what a browser hides is taken out of the tree."""
    hidden = [element for element in body.iter() if element is not body and _is_hidden(element)]
    for element in hidden:
        element.drop_tree()
    return _Walk().lines_of(body)


class _Walk:
    """A walk over the elements that gathers running text until an element ends the line."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._places = [_Place()]
        self._groups = 0

    def lines_of(self, body: Any) -> list[Line]:
        """Return the lines under `body`; without recursion, for pages nest deeper than Python does."""
        from lxml import etree

        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, last=element is body)
            elif not self._enter(element):
                walker.skip_subtree()
        return self._lines

    def _enter(self, element: Any) -> bool:
        """Open `element`; return whether to look at what is in it."""
        if element.tag not in _tags()["inline"]:
            self._flush()
            self._places.append(self._place(element))
            rows = _data_rows(element) if element.tag == "table" else []
            if rows:
                place = self._places[-1]
                self._lines += [Line("".join(row), "table", place.why, place.group, row) for row in rows]
                return False
        self._parts.append(element.text or "")
        return True

    def _leave(self, element: Any, *, last: bool) -> None:
        if element.tag not in _tags()["inline"]:
            self._flush()
            self._places.pop()
        if not last:
            self._parts.append(element.tail or "")

    def _place(self, element: Any) -> _Place:
        outer = self._places[-1]
        if element.tag in _tags()["containers"]:
            self._groups += 1
        group = self._groups if element.tag in _tags()["containers"] else outer.group
        names = f"{element.get('class', '')} {element.get('id', '')}"
        kind = _tags()["kinds"].get(element.tag, outer.kind)
        return _Place(kind, outer.why or container_reason(element.tag, names), group)

    def _flush(self) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            place = self._places[-1]
            self._lines.append(Line(text, place.kind, place.why, place.group))


def _tags() -> Mapping[str, Any]:
    return read_table("toolkit.article.readers", "html.toml")


def _is_hidden(element: Any) -> bool:
    """Whether a browser shows nothing of `element`; comments are such elements too."""
    if not isinstance(element.tag, str) or element.tag in _tags()["hidden"]:
        return True
    return element.get("hidden") is not None or _INVISIBLE.search(element.get("style", "")) is not None


def _data_rows(table: Any) -> list[list[str]]:
    """Return the rows of a table of data; none for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    cells = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    several = any(len(row) > 1 for row in rows)
    short = all(len(cell) <= _LONGEST_CELL for row in rows for cell in row)
    return rows if several and short else []
