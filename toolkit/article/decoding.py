"""Bytes to text: byte order marks, an encoding that was named, or the one that fits best."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from toolkit.article.plausibility import plausibility
from toolkit.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
"""Encodings by the name of the larger one that holds them: files are labelled with the smaller."""
_SAMPLE = 1 << 16
_DAMAGED = 0.01
"""Share of characters that may be unreadable in a text that is otherwise sound."""
_TOLERATED = 0.05
"""Share of non-ASCII characters that may be broken in what is still taken for UTF-8."""
_CONTROLS = 0.05
"""Share of control characters that no text has."""
_CLEARLY_BETTER = 0.2
"""How much more plausible another reading is when the named encoding cannot be right."""
_HARDLY = 0.45
"""Plausibility below which a reading is no Chinese text."""


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what the reader should be told about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(
    data: bytes, *, encoding: str | None = None, declared: str | None = None, name: str = "the input"
) -> Decoded:
    """Return `data` as text, read in `encoding`, else as `declared` if that fits, else as detected.

    Raises InputError for an unknown encoding, one that does not fit, and bytes that are no text.
    """
    if encoding:
        decoded = decode_as(data, encoding, name=name)
    else:
        decoded = (_decode_declared(data, declared) if declared else None) or detect(data, name=name)
    if _control_share(decoded.text) > _CONTROLS:
        raise InputError(
            f"{name} is not text (it holds control bytes); give a txt, md, html, docx or pdf file"
        )
    return decoded


def decode_as(data: bytes, encoding: str, *, name: str) -> Decoded:
    """Return `data` read in the encoding the user named; InputError when it does not fit."""
    try:
        wanted = codecs.lookup(encoding).name
        text = _decode(data, _WIDER.get(wanted, wanted))
    except UnicodeError:
        raise InputError(f"{name} is not {encoding}; {_advice(data)}") from None
    except (LookupError, ValueError):
        raise InputError(f"unknown encoding {encoding!r}; try utf-8, gb18030, big5 or utf-16") from None
    better = _marked(data) or _best_guess(data)
    if better and plausibility(_sample(data, better)) > plausibility(text[:_SAMPLE]) + _CLEARLY_BETTER:
        raise InputError(f"{name} does not read as {encoding}; {_advice(data)}")
    return Decoded(text, wanted)


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    """Return `data` read as the document itself says, or None where that is plainly wrong."""
    try:
        return decode_as(data, declared, name="")
    except InputError:
        return None


def detect(data: bytes, *, name: str = "the input") -> Decoded:
    """Return `data` read in the encoding that fits it best; InputError when none does."""
    encoding = _marked(data) or _best_guess(data)
    if encoding is None:
        raise InputError(f"{name} is not text in any known encoding; name it with --encoding if it is text")
    label = encoding.removesuffix("-sig")
    try:
        return Decoded(_decode(data, encoding), label)
    except UnicodeError:
        text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged > len(text) * _DAMAGED:
        raise InputError(f"{name} is damaged or not text: it reads as {label} only in part")
    return Decoded(text, label, (f"{damaged} unreadable characters were replaced by \ufffd ({label})",))


def _decode(data: bytes, encoding: str) -> str:
    return data.decode(encoding).removeprefix("\ufeff")


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _advice(data: bytes) -> str:
    guess = _marked(data) or _best_guess(data)
    return f"try --encoding {guess.removesuffix('-sig')}" if guess else "leave --encoding out"


def _best_guess(data: bytes) -> str | None:
    """Return the encoding whose reading of a sample looks most like text, None when none does."""
    if data.count(0) <= len(data) * _DAMAGED and _reads_as_utf8(data):
        return "utf-8"
    scores = {encoding: plausibility(_sample(data, encoding)) for encoding in _CHINESE}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _HARDLY else _foreign_guess(data)


def _reads_as_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") <= beyond * _TOLERATED


def _sample(data: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return decoder.decode(data[:_SAMPLE], final=len(data) <= _SAMPLE)


def _foreign_guess(data: bytes) -> str | None:
    """Return a guess for text that is not Chinese, so that the message can say just that."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1b" for character in sample)
    return controls / max(1, len(sample))
