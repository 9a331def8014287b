"""English text as tokens: numbers, words and single symbols, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from toolkit.figures.model import Figure, Kind

_WINDOW = 20_000
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_WORDS = re.compile(r"\s(?:\S+\s+){12}")
"""where nothing ends: well past a number that may stand at the edge, with its scale and unit"""


class Token(NamedTuple):
    """A piece of text; `number` tells digits (with their separators) from words and symbols."""

    text: str
    lower: str
    start: int
    end: int
    number: bool


_NOTHING = Token("", "", -1, -1, False)


class Tokens(list[Token]):
    """The tokens of a stretch of text, with look-ups that are safe beyond both ends."""

    def __init__(self, items: Iterable[Token], text: str) -> None:
        """Keep the tokens and the whole text of their offsets; all before `floor` is read already."""
        super().__init__(items)
        self.text = text
        self.floor = 0

    def at(self, index: int) -> Token:
        """Return the token at `index`, or an empty one outside the text."""
        return self[index] if 0 <= index < len(self) else _NOTHING

    def word(self, index: int) -> str:
        """Return the lower-case text of the token at `index`, or "" outside the text."""
        return self[index].lower if 0 <= index < len(self) else ""

    def glued(self, index: int) -> bool:
        """Return whether no space stands between the token at `index` and the one before it."""
        return 0 < index < len(self) and self[index].start == self[index - 1].end

    def past_hyphen(self, index: int) -> int:
        """Return `index`, or the next one when a hyphen that joins two words stands there."""
        joined = self.word(index) == "-" and self.glued(index) and self.glued(index + 1)
        return index + 1 if joined else index

    def figure(self, first: int, end: int, kind: Kind, value: str | None, **facts: Any) -> Figure:
        """Return the figure that covers the tokens from `first` up to, not including, `end`."""
        start, stop = self[first].start, self[end - 1].end
        return Figure(self.text[start:stop], start, stop, kind, value, **facts)


class Tokeniser:
    """Splits text; knows which upper-case words (currency codes) may be stuck to a number."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        """Compile the pattern once, with `prefixes` such as RMB or CNY."""
        codes = [re.escape(prefix) + r"(?=[\d.])" for prefix in sorted(prefixes, key=len, reverse=True)]
        times = r"(?<=\d)[xX](?=\d)"
        mixed = r"[A-Z]+\d+\.\d+"
        word = "|".join([*codes, times, mixed, r"[^\W\d_]\w*(?:['’](?!s\b)[^\W\d_]+)*"])
        self._pattern = re.compile(
            rf"(?P<number>\d\d?(?=,(?:19|20)\d\d(?!\d|,\d))|\d+(?:[.,]\d+)*|\.(?<![\w.]\.)\d+)|(?P<word>{word})|\S"
        )

    def split(self, text: str, start: int, stop: int) -> Tokens:
        """Return the tokens of text[start:stop], with offsets into the whole text."""
        found = [
            Token(piece := match.group(), piece.lower(), *match.span(), match.lastgroup == "number")
            for match in self._pattern.finditer(text, start, stop)
        ]
        return Tokens(found, text)


_PHRASE = Tokeniser(())


def split(phrase: str) -> list[str]:
    """Return the words of a phrase from the data files; hyphens do not count."""
    return [token.text for token in _PHRASE.split(phrase, 0, len(phrase)) if token.text != "-"]


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of stretches short enough to hold in memory, cut at the end of a sentence or a word."""
    start = 0
    while len(text) - start > _WINDOW:
        edge = start + _WINDOW
        found = _SENTENCE_END.search(text, edge, edge + _WINDOW) or _WORDS.search(text, edge)
        if found is None:
            break
        yield start, found.end()
        start = found.end()
    yield start, len(text)
