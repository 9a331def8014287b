"""Look-up of phrases of several words among tokens, forwards and backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from toolkit.figures.en.tokens import Token, Tokens, split

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases and what they mean; the longest one wins.

    A phrase in lower case matches any case; one with capitals ("MW") or a single letter ("g") only itself.
    """

    def __init__(self, phrases: Mapping[str, Meaning]) -> None:
        """Index `phrases` by their first and by their last word."""
        entries = sorted(((split(name), meaning) for name, meaning in phrases.items()), key=_length)
        self._first = _index(entries, 0)
        self._last = _index(entries, -1)

    def starts(self) -> frozenset[str]:
        """Return the lower-case first words of all phrases."""
        return frozenset(word.lower() for word in self._first)

    def match(self, tokens: Tokens, index: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the phrase that begins at `index` and the index after it."""
        following = tokens.word(index + 1)
        for word in _keys(tokens.at(index)):
            for words, meaning in self._first.get(word, ()):
                if len(words) > 1 and following not in ("-", words[1].lower()):
                    continue
                end = _reach(tokens, index, words)
                if end:
                    return meaning, end
        return None

    def match_before(self, tokens: Tokens, index: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the phrase that ends just before `index` and where it begins."""
        preceding = tokens.word(index - 2)
        for word in _keys(tokens.at(index - 1)):
            for words, meaning in self._last.get(word, ()):
                if len(words) > 1 and preceding not in ("-", words[-2].lower()):
                    continue
                begin = _reach_back(tokens, index - 1, words)
                if begin is not None:
                    return meaning, begin
        return None


def any_of(phrases: Iterable[str]) -> Phrases[bool]:
    """Return a look-up of phrases that mean no more than that they are there."""
    return Phrases(dict.fromkeys(phrases, True))


def _keys(token: Token) -> tuple[str, ...]:
    text = token.text
    exact = text == token.lower or (len(text) == 1 and text != "A")
    return (text,) if exact else (text, token.lower)


def _length(entry: tuple[list[str], object]) -> int:
    return -len(entry[0])


def _index(
    entries: Iterable[tuple[list[str], Meaning]], position: int
) -> dict[str, list[tuple[list[str], Meaning]]]:
    index: dict[str, list[tuple[list[str], Meaning]]] = {}
    for words, meaning in entries:
        index.setdefault(words[position], []).append((words, meaning))
    return index


def _reach(tokens: Tokens, index: int, words: list[str]) -> int:
    """Return the index after `words`, the first of which stands at `index`, or 0; hyphens may join them."""
    index += 1
    for word in words[1:]:
        index = tokens.past_hyphen(index)
        if word not in _keys(tokens.at(index)):
            return 0
        index += 1
    return index


def _reach_back(tokens: Tokens, index: int, words: list[str]) -> int | None:
    """Return the index of the first of `words` when the last of them stands at `index`."""
    for number, word in enumerate(reversed(words)):
        if number:
            index -= 2 if tokens.word(index - 1) == "-" else 1
        if word not in _keys(tokens.at(index)):
            return None
    return index
