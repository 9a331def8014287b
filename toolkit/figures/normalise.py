"""The text that the extractors read, with every offset traceable to the text as given.

One character becomes one wherever that is possible (full-width digits and letters, spaces,
traditional figure words), so most texts need no offset map. What changes length (HTML entities,
squared units such as ㎏, marks without width, the space in "8 月") is mapped. Superscripts, circled
digits and Chinese punctuation stay: 10⁵ is not 105, ① is no figure, and a full-width comma ends a clause.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from toolkit.resources import read_table

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _kept in "，：；！？（）":
    del _FULL_WIDTH[ord(_kept)]
_MATH_DIGITS = {code: str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
_SPACES = dict.fromkeys((0x00A0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ")
# a full-width comma between groups of three digits, as in 1，500人; 211，985 are two numbers
_GROUPED = re.compile(
    r"(?<![\d.,，．A-Za-z第:：比/／-])"
    r"(?:[1-9１-９]\d?(?:，\d{3})+|[1-9１-９]\d\d(?:，\d[0０][0０]|(?:，\d{3}){2,}))(?!\d)"
)
_IRREGULAR = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"  # HTML entities
    r"|[0-9#*]\ufe0f?\u20e3"  # keycap emoji
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"  # marks without width
    r"|[\u3371-\u337a\u3380-\u33df\u33ff\ufb00-\ufb06]"  # squared units, ligatures
    r"|(?<=[0-9]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[0-9])"  # a space between digits and Chinese
)


@cache
def _one_to_one() -> dict[int, str]:
    """Return what each character that stays one character is read as."""
    rows = read_table("toolkit.figures", "traditional.toml")["rows"]
    simplified = {ord(given): read for pair in rows for given, read in zip(pair[0], pair[1], strict=True)}
    return _FULL_WIDTH | _MATH_DIGITS | _SPACES | simplified


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` for the extractors, in stretches whose places in the given text are known.

    Stretch k begins at `begins[k]` of `text` and stands for the given text from `given[k]` to
    `given_ends[k]`; a stretch that was replaced goes back as a whole. No stretches: nothing moved.
    """

    text: str
    begins: Sequence[int] = ()
    given: Sequence[int] = ()
    given_ends: Sequence[int] = ()
    replaced: Sequence[bool] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the given text that [start, end) of `text` stands for."""
        if not self.begins:
            return start, end
        return self._start(start), self._end(max(end - 1, start))

    def _start(self, position: int) -> int:
        stretch = bisect_right(self.begins, position) - 1
        return self.given[stretch] + (0 if self.replaced[stretch] else position - self.begins[stretch])

    def _end(self, last: int) -> int:
        """Return where the character at `last` ends."""
        stretch = bisect_right(self.begins, last) - 1
        if self.replaced[stretch]:
            return self.given_ends[stretch]
        return self.given[stretch] + last - self.begins[stretch] + 1


def normalise(text: str) -> Normalised:
    """Return `text` normalised for reading figures, with the way back to its offsets."""
    if not text.isascii():
        text = _GROUPED.sub(_with_commas, text).translate(_one_to_one())
    if not _IRREGULAR.search(text):
        return Normalised(text)
    pieces, given, given_ends, replaced = zip(*_stretches(text), strict=True)
    begins = list(accumulate(map(len, pieces), initial=0))[:-1]
    return Normalised("".join(pieces), begins, given, given_ends, replaced)


def _stretches(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the text in pieces: what each is read as, its span, and whether it was replaced."""
    position = 0
    for match in _IRREGULAR.finditer(text):
        yield text[position : match.start()], position, match.start(), False
        yield _replace(match[0]), match.start(), match.end(), True
        position = match.end()
    yield text[position:], position, len(text), False


def _with_commas(grouped: re.Match[str]) -> str:
    return grouped[0].replace("，", ",")


def _replace(irregular: str) -> str:
    if irregular[0] == "&":
        return html.unescape(irregular).translate(_one_to_one())
    if irregular[-1] == "\u20e3":
        return " "
    dropped = unicodedata.category(irregular) in ("Cf", "Mn", "Zs")
    return "" if dropped else unicodedata.normalize("NFKC", irregular)
