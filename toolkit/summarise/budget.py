"""How long a summary may be: sentences, characters, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.errors import InputError
from toolkit.summarise.model import Wanted

# A Chinese character counts as a word, as word processors count.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:[.,'’-][^\W\u3400-\u9fff]+)*")


def require_possible(wanted: Wanted) -> None:
    """Raise InputError for a length or a limit under 1."""
    if wanted.length < 1:
        raise InputError(f"a summary of {wanted.length} sentences is not possible; give --length 1 or more")
    for name, limit in (("--max-chars", wanted.max_chars), ("--max-words", wanted.max_words)):
        if limit is not None and limit < 1:
            raise InputError(f"{name} {limit} leaves room for nothing; give 1 or more")


def count_words(text: str) -> int:
    """Return the number of words of `text`, each Chinese character being one."""
    return len(_WORD.findall(text))


def fits(texts: Sequence[str], wanted: Wanted) -> bool:
    """Whether the sentences, with a blank between English ones, keep within the limits of `wanted`."""
    blanks = len(texts) - 1 if any(text.isascii() for text in texts) else 0
    characters = sum(map(len, texts)) + blanks
    short = wanted.max_chars is None or characters <= wanted.max_chars
    return short and (wanted.max_words is None or sum(map(count_words, texts)) <= wanted.max_words)
