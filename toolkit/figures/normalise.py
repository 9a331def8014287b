"""The text that the extractors read, with every offset traceable to the text as given.

One character becomes one wherever that is possible (full-width digits and letters, spaces,
traditional figure words), so most texts need no offset map. What changes length (HTML entities,
squared units such as ㎏, marks without width) is mapped. Superscripts, circled digits and Chinese
punctuation stay: 10⁵ is not 105, ① is no figure, and a full-width comma ends a clause.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _kept in "，：；！？（）":
    del _FULL_WIDTH[ord(_kept)]
_MATH_DIGITS = {code: str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
_SPACES = dict.fromkeys((0x00A0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ")
_TRADITIONAL = dict(
    zip(
        map(ord, "億萬兆個兩餘來幾點圓數過雙單雜歲號樓層間隻條張輛場處項種類獎齡畝噸厘磅斤錢幣歐韓臺澳盧鎊倫銖"),
        "亿万兆个两余来几点圆数过双单杂岁号楼层间只条张辆场处项种类奖龄亩吨厘磅斤钱币欧韩台澳卢镑伦铢",
        strict=True,
    )
) | dict(
    zip(
        map(ord, "時際週紀屆際會戰黨員國區鎮鄉縣達至約近逾滿約僅內處連續後從與這該總額長為對應減漲跌觀營業產開發華東車電風機貳參陸"),
        "时际周纪届际会战党员国区镇乡县达至约近逾满约仅内处连续后从与这该总额长为对应减涨跌观营业产开发华东车电风机贰参陆",
        strict=True,
    )
)
_ONE_TO_ONE = _FULL_WIDTH | _MATH_DIGITS | _SPACES | _TRADITIONAL
_GROUPED = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_IRREGULAR = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"  # HTML entities
    r"|[0-9#*]\ufe0f?\u20e3"  # keycap emoji
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"  # marks without width
    r"|[\u3371-\u337a\u3380-\u33df\u33ff\ufb00-\ufb06]"  # squared units, ligatures
)


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
        text = _GROUPED.sub(",", text).translate(_ONE_TO_ONE)
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
        return html.unescape(irregular).translate(_ONE_TO_ONE)
    if irregular[-1] == "\u20e3":
        return " "
    return "" if unicodedata.category(irregular) in ("Cf", "Mn") else unicodedata.normalize("NFKC", irregular)
