"""Figures as symbols: the model carries one piece for a figure, and never sees a digit of it.

总投资超250.2亿元，有36家企业 -> 总投资<fig0>元，有<fig1>家企业. What stays of a figure is the word that
says what it measures, so that the sentence around it can be translated; the English put in place
of the symbol brings number, unit, currency and bound. Only models trained on such sources
understand them (`lock = "symbols"` in their cards).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.figures.lexicon import currencies
from toolkit.figures.model import Figure
from toolkit.resources import read_table

SYMBOLS = tuple(f"<fig{number}>" for number in range(24))
"""As many as a sentence may need; the tokenizer holds each as one piece."""

_SYMBOL = re.compile(r"<fig\d+>")
_SPACED = re.compile(r"\s*(<fig\d+>)(?:\s*\1)*")
_WORDS = read_table("toolkit.translate", "symbols.toml")
_NUMERAL = re.compile(_WORDS["numeral"])
_BOUNDS = re.compile(_WORDS["bounds"])
_LEFT = re.compile(_WORDS["left"])
_TIGHT = re.compile(rf"(?:^|[\s{_WORDS['spacing']['tight']}])$")
_SENTENCE_END = re.compile(r"(?:^|[.!?]['\"”’]?)\s*$")
_ARTICLE = re.compile(r"\b([Aa])n? (?=(8|1[18](?!\d))?)(?=\d)")
_CURRENCIES = {currency.code: min(currency.zh, key=len) for currency in currencies() if currency.zh}


def is_carried(figure: Figure) -> bool:
    """Return whether the figure is one for a symbol: written with digits, a scale or several numerals.

    一, 两名 and 去年 are words like others, which a model translates in their context.
    """
    if figure.kind not in _WORDS["kinds"] or figure.bound == "vague" or figure.value is None:
        return False
    if figure.kind == "code":
        return sum(map(str.isdigit, figure.text)) >= int(_WORDS["code_digits"])
    numeral = max(_NUMERAL.findall(figure.text), key=len, default="")
    long_enough = len(numeral) > 1 or numeral[:1].isdecimal()
    return long_enough and _LEFT.match(figure.text) is None


def source_form(symbol: str, figure: Figure) -> str:
    """Return the symbol with what the figure measures: <fig0>元, <fig1>家, 第<fig2>届."""
    last = max((numeral.end() for numeral in _NUMERAL.finditer(figure.text)), default=len(figure.text))
    lead = _WORDS["ordinal"] if figure.text.startswith(_WORDS["ordinal"]) else ""
    measured = _BOUNDS.sub("", figure.text[last:])
    if figure.kind == "money":
        measured = measured or _CURRENCIES.get(figure.unit or "", "")
    return lead + symbol + (measured or _WORDS["measured"].get(figure.kind, ""))


def disarm(text: str) -> str:
    """Return a source with what only looks like a symbol made as long and none: [fig0]."""
    return _SYMBOL.sub(lambda found: found[0].replace("<", "[").replace(">", "]"), text)


def close_up(text: str) -> str:
    """Return English with no space before a symbol, as the model writes it: one piece less for each."""
    return _SPACED.sub(r"\1", text)


def fill(text: str, renderings: Mapping[str, str]) -> str:
    """Return English with each symbol replaced, set off by a space and with the article it asks for.

    A symbol that the source does not have is taken out, and one said twice on end is said once.
    """
    filled = ""
    for piece in _SPACED.split(text):
        if not _SYMBOL.fullmatch(piece):
            filled += piece
        elif rendering := renderings.get(piece):
            filled += _set_off(filled, rendering)
    return _ARTICLE.sub(lambda found: found[1] + ("n " if found[2] else " "), filled)


def _set_off(before: str, rendering: str) -> str:
    """Return the rendering as it continues the text before it: with a space, a capital or neither."""
    if _SENTENCE_END.search(before):
        rendering = rendering[:1].upper() + rendering[1:]
    opens = before.endswith('"') and before.count('"') % 2 == 1
    return rendering if opens or _TIGHT.search(before) else f" {rendering}"
