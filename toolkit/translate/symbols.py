"""Figures as symbols: the model carries one piece for a figure, and never sees a digit of it.

总投资超250.2亿元，有36家企业 -> 总投资<fig0>元，有<fig1>家企业. What stays of a figure is the word that
says what it measures, so that the sentence around it can be translated; the English put in place
of the symbol brings number, unit, currency and bound. Only models trained on such sources
understand them (`lock = "symbols"` in their cards).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.figures import render_figure
from toolkit.figures.lexicon import currencies
from toolkit.figures.model import Figure
from toolkit.resources import read_table
from toolkit.translate.prose import before_noun, fit_articles, in_prose, is_before_noun

SYMBOLS = tuple(f"<fig{number}>" for number in range(24))
"""As many as a sentence may need; the tokenizer holds each as one piece."""

Carried = Figure | str
"""What a symbol stands for: a figure, or the English of a glossary term."""

_SYMBOL = re.compile(r"<fig\d+>")
_SPACED = re.compile(r"\s*(<fig\d+>)(?:\s*\1)*")
_WORDS = read_table("toolkit.translate", "symbols.toml")
_NUMERAL = re.compile(_WORDS["numeral"])
_BOUNDS = re.compile(_WORDS["bounds"])
_LEFT = re.compile(_WORDS["left"])
_TIGHT = re.compile(rf"(?:^|[\s{_WORDS['spacing']['tight']}])$")
_SENTENCE_END = re.compile(r"(?:^|[.!?]['\"”’]?)\s*$")
_CURRENCIES = {currency.code: min(currency.zh, key=len) for currency in currencies() if currency.zh}


def is_carried(figure: Figure) -> bool:
    """Return whether the figure is one for a symbol.

    Vague ones, 一个 and names without an English one are words like others, which a model translates.
    """
    if figure.kind not in _WORDS["kinds"] or figure.bound == "vague" or figure.value is None:
        return False
    if figure.kind == "code":
        return sum(map(str.isdigit, figure.text)) >= int(_WORDS["code_digits"])
    if figure.kind == "name":
        return re.search(_WORDS["known_name"], render_figure(figure)) is not None
    article = figure.kind in _WORDS["articles"] and (figure.value, figure.value_to) == ("1", None)
    return not article and _LEFT.match(figure.text) is None


def source_form(symbol: str, figure: Figure) -> str:
    """Return the symbol with what the figure measures: <fig0>元, <fig1>家, 第<fig2>届, <fig3>年 for 去年."""
    numerals = list(_NUMERAL.finditer(figure.text))
    if not numerals:
        return symbol + figure.text[-1]
    lead, measured = figure.text[: numerals[0].start()], figure.text[numerals[-1].end() :]
    measured = _BOUNDS.sub("", measured)
    if figure.kind == "money":
        measured = measured or _CURRENCIES.get(figure.unit or "", "")
    if figure.kind == "date":
        measured = measured or lead[-1:]
    ordinal = _WORDS["ordinal"] if lead == _WORDS["ordinal"] else ""
    return ordinal + symbol + (measured or _WORDS["measured"].get(figure.kind, ""))


def disarm(text: str) -> str:
    """Return a source with what only looks like a symbol made as long and none: [fig0]."""
    return _SYMBOL.sub(lambda found: found[0].replace("<", "[").replace(">", "]"), text)


def close_up(text: str) -> str:
    """Return English with no space before a symbol, as the model writes it: one piece less for each."""
    return _SPACED.sub(r"\1", text)


def fill(text: str, carried: Mapping[str, Carried]) -> str:
    """Return English with each symbol replaced by what it carries, as the words around it ask for.

    A symbol that the source does not have is taken out, and one said twice on end is said once.
    """
    filled = ""
    pieces = _SPACED.split(text)
    for place, piece in enumerate(pieces):
        if not _SYMBOL.fullmatch(piece):
            filled += piece
        elif piece in carried:
            filled += _set_off(filled, carried[piece], "".join(pieces[place + 1 :]))
    return fit_articles(filled)


def written(carried: Carried) -> str:
    """Return the English of what a symbol carries, on its own."""
    return carried if isinstance(carried, str) else in_prose(carried)


def _unsaid(before: str, rendering: str) -> str:
    """Return the rendering without first words that the text has: by the end of | the end of May."""
    words, said = rendering.split(" "), before.lower().split()
    for count in range(min(len(words) - 1, len(said)), 0, -1):
        if [word.lower() for word in words[:count]] == said[-count:]:
            return " ".join(words[count:])
    return rendering


def _set_off(before: str, carried: Carried, after: str) -> str:
    """Return what is carried between two pieces of English: with a space, a capital, a hyphen or as it is."""
    rendering = written(carried)
    if not isinstance(carried, str) and is_before_noun(before, after):
        rendering = before_noun(carried, rendering) or rendering
    rendering = _unsaid(before, rendering)
    if _SENTENCE_END.search(before):
        rendering = rendering[:1].upper() + rendering[1:]
    opens = before.endswith('"') and before.count('"') % 2 == 1
    return rendering if opens or _TIGHT.search(before) else f" {rendering}"
