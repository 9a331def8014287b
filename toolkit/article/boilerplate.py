"""Which blocks of a page are not the article, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from toolkit.article.document import OUTSIDE, Document
from toolkit.article.prose import is_prose, is_sentence
from toolkit.resources import read_table

Reach = Literal["line", "label", "section", "rest"]
_LONGEST = 120
_LABEL_LINES = 6
_LABEL_LENGTH = 24
_COMPARED = 2000
"""How many characters before an inset of links the text after it is compared with."""
_SHARED = 0.05
"""Least share of character pairs that text after an inset of links has in common with the text before."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One habit of news pages; see boilerplate.toml for the meaning of the fields."""

    why: str
    pattern: re.Pattern[str]
    reach: Reach = "line"
    where: Literal["anywhere", "edges", "head"] = "anywhere"
    longest: int = _LONGEST
    firm: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page with what is known about each, and where its prose begins and ends."""

    lines: Sequence[str]
    rules: Sequence[Rule | None]
    prose: Sequence[bool]
    listed: Sequence[bool]


def judge(document: Document) -> list[str | None]:
    """Return for each block the reason to leave it out, or None for the article's own."""
    page = _look_at(document)
    reasons = [block.why for block in document.blocks]
    index = 0
    while index < len(reasons):
        rule = page.rules[index]
        if rule is None or reasons[index] not in (None, OUTSIDE):
            index += 1
            continue
        end = _reach_end(page, index, rule)
        if reasons[index] == OUTSIDE and None in reasons[index:end]:
            end = reasons.index(None, index)
        for covered in range(index, end):
            own = page.rules[covered]
            if reasons[covered] in (None, OUTSIDE):
                reasons[covered] = own.why if own and own.firm else rule.why
        index = end
    # A text of nothing but such lines is what the user wants read.
    return reasons if None in reasons else [block.why for block in document.blocks]


def _data() -> Mapping[str, Any]:
    return read_table("toolkit.article", "boilerplate.toml")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of boilerplate.toml in their order: the first that matches a line counts."""
    return tuple(
        Rule(**(row | {"pattern": re.compile(row["pattern"], re.IGNORECASE)})) for row in _data()["rule"]
    )


def _look_at(document: Document) -> _Page:
    lines = [document.text[block.start : block.end].strip() for block in document.blocks]
    matches = [_matching(line) for line in lines]
    prose = [
        is_prose(line) and not match and block.why is None
        for line, match, block in zip(lines, matches, document.blocks, strict=True)
    ]
    listed = [block.kind == "list" for block in document.blocks]
    anywhere = [_first(match, "anywhere") for match in matches]
    first, last = _extent(_Page(lines, anywhere, prose, listed))
    chosen = [
        _first(
            match,
            "anywhere",
            *(["head"] if index < first else []),
            *([] if first < index < last else ["edges"]),
        )
        for index, match in enumerate(matches)
    ]
    return _Page(lines, chosen, prose, listed)


def _first(matches: Sequence[Rule], *places: str) -> Rule | None:
    return next((rule for rule in matches if rule.where in places), None)


def _extent(page: _Page) -> tuple[int, int]:
    """Return the indexes of the first and last lines of prose that stand in no section of links."""
    own, end = list(page.prose), 0
    for index, rule in enumerate(page.rules):
        if index >= end and rule is not None and rule.reach in ("section", "rest"):
            end = _reach_end(page, index, rule)
            own[index:end] = [False] * (end - index)
    places = [index for index, prose in enumerate(own) if prose]
    return (places[0], places[-1]) if places else (len(own), len(own))


def _matching(line: str) -> list[Rule]:
    return [rule for rule in rules() if len(line) <= rule.longest and rule.pattern.fullmatch(line)]


def _reach_end(page: _Page, index: int, rule: Rule) -> int:
    """Return the index after the last block that goes with the rule matched at `index`."""
    if rule.reach == "rest":
        return len(page.lines)
    if rule.reach == "section":
        return _resumption(page, index)
    end = index + 1
    if rule.reach == "label" and page.lines[index].rstrip().endswith((":", "：")):
        while end < min(len(page.lines), index + 1 + _LABEL_LINES) and _goes_with_label(page, end):
            end += 1
    return end


def _goes_with_label(page: _Page, index: int) -> bool:
    line = page.lines[index]
    return page.rules[index] is None and len(line) <= _LABEL_LENGTH and not is_sentence(line)


def _resumption(page: _Page, opener: int) -> int:
    """Return where the article goes on after a section of links, or the end of the page.

    It goes on with two paragraphs of prose in a row, or with one after a marked-up list, if they
    speak of what the text before spoke of; teasers under unrelated headlines do neither.
    """
    before: frozenset[str] | None = None
    for index in range(opener + 1, len(page.lines)):
        rule = page.rules[index]
        if rule is not None and rule.reach in ("section", "rest"):
            return index
        run = page.prose[index : index + 2].count(True)
        if page.listed[index] or not page.prose[index] or run + page.listed[index - 1] < 2:
            continue
        before = _told(page, opener) if before is None else before
        if _same_subject("".join(page.lines[index : index + run]), before):
            return index if before else _with_heading(page, opener, index)
    return len(page.lines)


def _told(page: _Page, end: int) -> frozenset[str]:
    """Return the character pairs of the article just before `end`, empty if no prose stands there."""
    told, length, prose = [], 0, False
    for index in range(end - 1, -1, -1):
        if page.rules[index] is None:
            told.append(page.lines[index])
            length += len(page.lines[index])
            prose = prose or page.prose[index]
        if length > _COMPARED:
            break
    return _bigrams("\n".join(told)) if prose else frozenset()


def _same_subject(text: str, before: frozenset[str]) -> bool:
    pairs = _bigrams(text)
    return not before or len(pairs & before) >= _SHARED * len(pairs)


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _with_heading(page: _Page, opener: int, index: int) -> int:
    """Return `index` moved back over the lines about the article and its title: links came first."""
    while index - 1 > opener and page.rules[index - 1] is not None:
        index -= 1
    return index - 1 if index - 1 > opener else index


def container_reason(tag: str, names: str) -> str | None:
    """Return why the content of an HTML element is not article, told by its tag, class and id."""
    words = {tag, *names.lower().split()}
    words |= {part for word in words for part in word.replace("_", "-").split("-")}
    return next((why for why, known in _containers() if not known.isdisjoint(words)), None)


@cache
def _containers() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row["why"], frozenset(row["words"])) for row in _data()["container"])
