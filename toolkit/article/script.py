"""Which language and script a text is in, and traditional characters made simplified."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WORD = re.compile(r"[A-Za-z]+")


def detect_language(text: str) -> str:
    """Return "zh", "en", "ja" or "ko": the language most of `text` is in; "und" when it has no words."""
    han, words = count_chinese(text), len(_WORD.findall(text))
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if kana > (han + kana) * 0.1 and kana > words:
        return "ja"
    if hangul > max(han, words):
        return "ko"
    if han == words == 0:
        return "und"
    # A Chinese word is about two characters long.
    return "zh" if han >= words else "en"


def has_chinese(text: str) -> bool:
    """Whether `text` has any Chinese character and does not read as Japanese or Korean."""
    return _HAN.search(text) is not None and detect_language(text) not in ("ja", "ko")


def count_chinese(text: str) -> int:
    """Return how many characters of `text` are Chinese."""
    return len(_HAN.findall(text))


def to_simplified(text: str) -> str:
    """Return `text` with traditional characters made simplified, for a model's input only."""
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
