"""Days of the week: "Friday", "last Friday", "Monday to Friday"."""

from __future__ import annotations

from toolkit.figures.en.phrases import Phrases, any_of
from toolkit.figures.en.relative import offset_text
from toolkit.figures.en.tokens import Tokens
from toolkit.figures.en.words import words
from toolkit.figures.model import Figure

Found = tuple[Figure, int]
_WEEKDAYS = words()["weekdays"]
_PLACES: dict[str, int] = {name: place for place, names in enumerate(_WEEKDAYS["days"], 1) for name in names}
_MODIFIERS: Phrases[int] = Phrases(words()["relative"]["modifiers"])
_NAMED_BEFORE = frozenset(_WEEKDAYS["named_before"])
_NAMED_AFTER = any_of(_WEEKDAYS["named_after"])
_TO = frozenset({"to", "-", "–", "through", "until"})


def weekday_words() -> frozenset[str]:
    """Return the names of the days."""
    return frozenset(_PLACES)


def read_weekday(tokens: Tokens, index: int) -> Found | None:
    """Return the day of the week at token `index`, unless it is part of a name (Black Friday)."""
    if not tokens[index].text.istitle() or _is_named(tokens, index):
        return None
    end, value_to = index + 1, None
    if tokens.word(end) in _TO and (last := _PLACES.get(tokens.word(end + 1))):
        end, value_to = end + 2, f"XXXX-WXX-{last}"
    found = _MODIFIERS.match_before(tokens, index)
    shift = offset_text(found[0], "W") if found and found[1] >= tokens.floor else None
    first = found[1] if found and shift else index
    value = f"XXXX-WXX-{_PLACES[tokens.word(index)]}"
    return tokens.figure(first, end, "date", value, value_to=value_to, relative=shift), end


def _is_named(tokens: Tokens, index: int) -> bool:
    before = tokens.at(index - 1)
    return (before.lower in _NAMED_BEFORE and before.text.istitle()) or bool(
        _NAMED_AFTER.match(tokens, index + 1)
    )
