"""Which language a summarisation model reads and writes, and where a translator comes in."""

from __future__ import annotations

from typing import Literal, NamedTuple

from toolkit.cards import Card
from toolkit.errors import InputError

RouteName = Literal["auto", "summarise-first", "translate-first", "direct"]


class Route(NamedTuple):
    """The language the model is given and the one it answers in."""

    reads: str
    writes: str


def choose_route(card: Card, *, lang: str, to: str, name: RouteName = "auto") -> Route:
    """Return the way from an article in `lang` to a summary in `to` with the model of `card`.

    summarise-first: in the article's own language, translated afterwards; translate-first: the
    article is translated before; direct: the model itself changes the language. "auto" follows the
    card; a model whose card does not speak of summaries is taken to keep the language of what it
    reads. Raises InputError when the model does not write a language that leads to `to`.
    """
    if name == "summarise-first" or to == lang:
        route = Route(lang, lang)
    elif name == "translate-first":
        route = Route(to, to)
    elif name == "direct":
        route = Route(lang, to)
    elif card.task != "summarise" or (lang in card.source and lang in card.target):
        route = Route(lang, lang)
    else:
        route = Route(lang if lang in card.source else to, to)
    if card.task == "summarise" and (route.reads not in card.source or route.writes not in card.target):
        raise InputError(
            f"{card.id} reads {'/'.join(card.source)} and writes {'/'.join(card.target)}: it cannot make "
            f"this summary in {to!r}; choose another --model, --route or --to"
        )
    return route
