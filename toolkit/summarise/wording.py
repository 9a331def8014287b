"""The words of wording.toml: what leans on another sentence, what may be cut."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from toolkit.resources import read_table


class Wording(NamedTuple):
    """Patterns made of the words; `leaning` to `quotation` hold for a sentence's beginning."""

    leaning: re.Pattern[str]
    joining: re.Pattern[str]
    opening: re.Pattern[str]
    attribution: re.Pattern[str]
    quotation: re.Pattern[str]
    opinion: re.Pattern[str]
    around_name: re.Pattern[str]


@cache
def wording() -> Wording:
    """Return the patterns, compiled once."""
    data = read_table("toolkit.summarise", "wording.toml")
    cut = data["cut"]
    speaker = f"[^{re.escape(cut['not_in_speaker'])}]{{1,{cut['longest_speaker']}}}?"
    saying = _any(cut["saying"])
    return Wording(
        leaning=re.compile(f"(?!{_any(data['standing'])}){_any(data['leaning'])}"),
        joining=re.compile(_any(data["joining"])),
        opening=re.compile(f"{_any(cut['openings'])}[,，:：]\\s*"),
        attribution=re.compile(f'{speaker}{saying}[,，:：]\\s*(?![“"「])'),
        quotation=re.compile(f"[“「]([^“”「」]+)[。!！][”」]{speaker}{saying}。?"),
        opinion=re.compile(_any(cut["opinion"])),
        around_name=re.compile(f"^{_any(data['table']['before'])}+|{_any(data['table']['after'])}+$"),
    )


def _any(words: list[Any]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
