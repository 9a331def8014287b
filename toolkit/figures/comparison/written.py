"""Scores, codes and numbers that count by how they are written."""

from __future__ import annotations

import re

from toolkit.figures.comparison.texts import Texts
from toolkit.figures.comparison.verdict import Verdict
from toolkit.figures.comparison.words import words
from toolkit.figures.model import Figure

# A number with fewer digits than this is no code, and a code with as many digits no other number.
_SHORT = 4
_LED = re.compile(r"[A-Za-z]+-?(\d{2,})")
_LETTER = re.compile(r"([A-Z])-?(\d{1,2})")
_WORD_REACH = 20
_REACH = 12
_LAST_DIGITS = re.compile(r"\d+(?=\D{0,2}$)")


def is_written_there(source: Figure, target: Figure, text: str) -> bool:
    """Return whether the output's figure stands letter by letter where the source's begins: 3M, 5G."""
    written = target.text
    return (
        len(written) > len(source.text) and written[-1].isalpha() and text.startswith(written, source.start)
    )


def compare_as_written(source: Figure, target: Figure, texts: Texts) -> Verdict | None:
    """Compare scores, codes and times with each other and with bare numbers by what is written."""
    ours, theirs = _written(source), _written(target)
    if "code" in (source.kind, target.kind) and _is_same_code(source, target, texts):
        return Verdict(distance=0.2)
    if source.kind == target.kind == "ratio" and _is_turned(source, target, texts):
        return Verdict(distance=0.1)
    if ours == theirs or _is_bare_hour(source, target, texts):
        return Verdict(distance=0.0 if source.kind == target.kind else 0.3)
    numbers = source.kind == target.kind or len(ours) == len(theirs) > _SHORT
    return Verdict("value", distance=0.45) if numbers else None


def _is_bare_hour(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether the output's number is the hour of a full hour: "at 10" for 十时."""
    if source.text.endswith("点") and source.kind == "count" and target.kind == "time":
        return target.value is not None and source.number in _hours(target.value)
    hour, _, minute = (source.value or "").partition(":")
    if source.kind != "time" or source.value_to is not None or minute != "00" or target.kind != "count":
        return False
    at = texts.target[: target.start].rstrip()[-5:].lower().split(" ")[-1]
    return at in words()["hours"]["before"] and target.number in _hours(f"{hour}:00")


def _hours(time: str) -> tuple[int, ...]:
    """Return the numbers that name a full hour on a clock of 24 and one of 12 hours, none for other times."""
    hour, _, minute = time.partition(":")
    return (int(hour), int(hour) % 12 or 12) if minute == "00" else ()


def _is_turned(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a lost score is told from the winner's side: 0比1落后 = trailing 1-0."""
    turned = ":".join(reversed(_written(source).split(":"))) == _written(target)
    table = words()["lost_scores"]
    near = texts.source[max(0, source.start - _REACH) : source.end + _REACH]
    target_near = texts.target[max(0, target.start - 3 * _REACH) : target.end + 3 * _REACH]
    lost = re.search(table["zh"], near) and re.search(table["en"], target_near, re.IGNORECASE)
    return turned and lost is not None


def _is_same_code(source: Figure, target: Figure, texts: Texts) -> bool:
    """Return whether a code stands in the other text too, read as a number there: 5G and 5.

    A code of digits alone (the 16 of 海红旗-16) is the number of one with letters (HQ-16).
    """
    if source.kind == target.kind:
        ours, theirs = (_LAST_DIGITS.search(figure.value or "") for figure in (source, target))
        return source.text.isdecimal() and ours is not None and theirs is not None and ours[0] == theirs[0]
    code, other, text = (
        (source, target, texts.target) if source.kind == "code" else (target, source, texts.source)
    )
    if (led := _LED.fullmatch(code.text)) and led[1] == other.value:
        return True  # 标普500 = S&P500, 沪深300 = CSI300
    if _is_spelled_out(code.text, other, text):
        return True
    return code.text in text and other.number is not None and str(other.value) in code.text


def _is_spelled_out(code: str, number: Figure, text: str) -> bool:
    """Return whether a word that begins with the code's letter stands before its number: T5 = Terminal 5."""
    led = _LETTER.fullmatch(code)
    before = text[max(0, number.start - _WORD_REACH) : number.start].rstrip().rpartition(" ")[2]
    return led is not None and led[2] == number.value and before[:1].upper() == led[1]


def _written(figure: Figure) -> str:
    ends = [end for end in (figure.value, figure.value_to) if end is not None]
    value = (":".join(ends) or figure.text).casefold()
    return ":".join(part.lstrip("0") or "0" for part in value.split(":"))
