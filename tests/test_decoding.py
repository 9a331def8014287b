"""Bytes to text: the encodings of Chinese, detected or named, and what fits none of them."""

from __future__ import annotations

import pytest

from tests.news import LONG, SHORT, TRADITIONAL
from toolkit.article import decode
from toolkit.errors import InputError

SIMPLIFIED_ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "gb18030",
    "gbk",
]
TRADITIONAL_ENCODINGS = ["utf-8", "utf-16-le", "big5", "big5hkscs", "gb18030"]


@pytest.mark.parametrize("encoding", SIMPLIFIED_ENCODINGS)
@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
def test_encoding_is_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", TRADITIONAL_ENCODINGS)
@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL * 30], ids=["short", "long"])
def test_encoding_of_traditional_text_is_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "GBK", "utf-16", "utf-16-le"])
def test_named_encoding(encoding: str) -> None:
    assert decode(LONG.encode(encoding), encoding=encoding).text == LONG


@pytest.mark.parametrize(
    ("written", "named"),
    [("gb18030", "utf-8"), ("gb18030", "big5"), ("utf-8", "gb18030"), ("utf-8", "latin-1"),
     ("utf-8", "ascii"),
     ("utf-16-le", "utf-8"), ("utf-8", "utf-16"), ("utf-8", "utf-32")],
)  # fmt: skip
@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
def test_encoding_that_does_not_fit(written: str, named: str, text: str) -> None:
    with pytest.raises(InputError, match=rf"{named}; try --encoding {written}"):
        decode(text.encode(written), encoding=named, name="a.txt")


@pytest.mark.parametrize("named", ["nonsense", "base64", "utf_8\0", "rot13"])
def test_unknown_encoding(named: str) -> None:
    with pytest.raises(InputError, match="unknown encoding"):
        decode(b"abc", encoding=named)


def test_a_few_broken_bytes_are_replaced_with_a_warning() -> None:
    data = LONG.encode()
    decoded = decode(data[:300] + b"\xff" + data[300:])
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert len(decoded.warnings) == 1
