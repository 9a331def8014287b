"""Chunks: the rows that are worked on, written and kept together. The input alone says where they end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.batch.inputs import Item

# Enough sentences that batches of equal length fill up, few enough that a kill costs half a minute.
CHARACTERS = 32_000
ROWS = 1_024


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive rows of the input; `first` is the number of the first one, from 0."""

    index: int
    first: int
    items: Sequence[Item]

    @property
    def digest(self) -> str:
        """A hash of the content of all rows."""
        return hashlib.sha256(b"".join(item.digest for item in self.items)).hexdigest()

    def singles(self) -> Iterator[Chunk]:
        """Yield a chunk for each row."""
        for offset, item in enumerate(self.items):
            yield replace(self, first=self.first + offset, items=[item])


def make_chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Yield the items in chunks of bounded size; a larger row is a chunk of its own."""
    index = first = size = 0
    waiting: list[Item] = []
    for item in items:
        if waiting and (size + item.size > CHARACTERS or len(waiting) == ROWS):
            yield Chunk(index, first, waiting)
            index, first, size, waiting = index + 1, first + len(waiting), 0, []
        waiting.append(item)
        size += item.size
    if waiting:
        yield Chunk(index, first, waiting)
