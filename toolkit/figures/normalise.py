"""The text that the extractors read, with every offset traceable to the text as given.

One character becomes one wherever that is possible (full-width digits and letters, spaces,
traditional figure words), so most texts need no offset map. What changes length (HTML entities,
squared units such as ㎏, marks without width) is mapped. Superscripts, circled digits and Chinese
punctuation stay: 10⁵ is not 105, ① is no figure, and a full-width comma ends a clause.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _kept in "，：；！？（）":
    del _FULL_WIDTH[ord(_kept)]
_MATH_DIGITS = {code: str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
_SPACES = dict.fromkeys((0x00A0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ")
_GROUPED = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_IRREGULAR = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"  # HTML entities
    r"|[0-9#*]\ufe0f?\u20e3"  # keycap emoji
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"  # marks without width
    r"|[\u3371-\u337a\u3380-\u33df\u33ff\ufb00-\ufb06]"  # squared units, ligatures
)


@cache
def _one_to_one() -> dict[int, str]:
    """Return what each character that stays one character is read as."""
    rows = tomllib.loads((files("toolkit.figures") / "traditional.toml").read_text(encoding="utf-8"))["rows"]
    simplified = {ord(given): read for pair in rows for given, read in zip(pair[0], pair[1], strict=True)}
    return _FULL_WIDTH | _MATH_DIGITS | _SPACES | simplified


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` for the extractors; `starts[i]` is where its character i begins in the given text."""

    text: str
    starts: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the given text that [start, end) of `text` stands for."""
        if self.starts is None or start >= end:
            return (start, end) if self.starts is None else (self.starts[start], self.starts[start])
        return self.starts[start], self.starts[end]


def normalise(text: str) -> Normalised:
    """Return `text` normalised for reading figures, with its offset map."""
    if not text.isascii():
        text = _GROUPED.sub(",", text).translate(_one_to_one())
    if not _IRREGULAR.search(text):
        return Normalised(text)
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for match in _IRREGULAR.finditer(text):
        pieces += [text[position : match.start()], replacement := _replace(match[0])]
        starts += range(position, match.start())
        starts += [match.start()] * len(replacement)
        position = match.end()
    starts += range(position, len(text) + 1)
    return Normalised("".join([*pieces, text[position:]]), starts)


def _replace(irregular: str) -> str:
    if irregular[0] == "&":
        return html.unescape(irregular).translate(_one_to_one())
    if irregular[-1] == "\u20e3":
        return " "
    return "" if unicodedata.category(irregular) in ("Cf", "Mn") else unicodedata.normalize("NFKC", irregular)
