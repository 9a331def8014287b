"""Corpora made into arrays of token ids, once: filtered, weighted, figures rendered as at run time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.train.config import Config, Corpus
from toolkit.train.filters import fault
from toolkit.train.locking import Sides, lock_pair
from toolkit.train.pairs import Pair, Reject, read_pairs
from toolkit.train.tokenizer import Tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Side:
    """Sentences end to end: `ids` of all of them, and where each starts (one more than sentences)."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The number of ids of each sentence."""
        return self.starts[1:] - self.starts[:-1]

    def sentence(self, index: int) -> NDArray[np.int32]:
        """Return the ids of one sentence."""
        return self.ids[self.starts[index] : self.starts[index + 1]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Sources and targets, in the same order."""

    source: Side
    target: Side

    def __len__(self) -> int:
        return len(self.source.starts) - 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a corpus file: pairs kept, and the number dropped for each reason."""

    path: str
    kept: int
    dropped: Counter[str]

    def __str__(self) -> str:
        reasons = "".join(f", {count} dropped ({reason})" for reason, count in self.dropped.most_common())
        return f"{self.path}: {self.kept} pairs kept{reasons}"


def good_pairs(
    config: Config, corpus: Corpus, *, dropped: Counter[str], chance: random.Random
) -> Iterator[tuple[Pair, int]]:
    """Yield the pairs of one corpus that pass the filters, and how often a pass sees each.

    The others are counted by reason. Chance comes first: a pair that is not drawn costs no check.
    """
    seen: set[int] = set()
    for item in read_pairs(config.resolve(corpus.path), corpus):
        times = _times(item, corpus, chance)
        if not times:
            continue
        reason = (
            item.reason if isinstance(item, Reject) else fault(item, config.filters, trusted=corpus.trusted)
        )
        if reason is None and hash(item) in seen:
            reason = "repeated"
        if reason is not None:
            dropped[reason] += 1
        elif isinstance(item, Pair):
            seen.add(hash(item))
            yield item, times


def pack(config: Config, tokenizer: Tokenizer) -> tuple[Packed, list[Reading]]:
    """Return all corpora as arrays with a report on each file; raise InputError when nothing is left."""
    chance = random.Random(config.training.seed)
    sources: list[list[int]] = []
    targets: list[list[int]] = []
    readings = []
    for corpus in config.corpora:
        dropped: Counter[str] = Counter()
        before = len(sources)
        for pair, times in good_pairs(config, corpus, dropped=dropped, chance=chance):
            for sides in _versions(pair, times, config, chance):
                source, target = map(tokenizer.encode, sides)
                if max(len(source), len(target)) > config.filters.max_pieces:
                    dropped["too long"] += 1
                else:
                    sources.append(source)
                    targets.append(target)
        readings.append(Reading(corpus.path, len(sources) - before, dropped))
    if not sources:
        raise InputError("no pair is left to train on: " + "; ".join(map(str, readings)))
    return Packed(_side(sources), _side(targets)), readings


def texts(config: Config) -> Iterator[str]:
    """Yield both sides of the good pairs of a pass, for learning a tokenizer."""
    chance = random.Random(config.training.seed)
    for corpus in config.corpora:
        for pair, _ in good_pairs(config, corpus, dropped=Counter(), chance=chance):
            yield pair.source
            yield pair.target


def _times(item: Pair | Reject, corpus: Corpus, chance: random.Random) -> int:
    """Return how often a pass sees the pair: its weight, with chance for what is left of whole times."""
    weight = corpus.weight_of(item.label) if isinstance(item, Pair) else 1.0
    return int(weight) + (chance.random() < weight % 1)


def _versions(pair: Pair, times: int, config: Config, chance: random.Random) -> Iterator[Sides]:
    """Yield both sides that many times, a share of them with their figures locked."""
    for _ in range(times):
        sides = (pair.source, pair.target)
        yield lock_pair(sides, config.lock, chance) if chance.random() < config.locked else sides


def _side(sentences: list[list[int]]) -> Side:
    import numpy as np

    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return Side(np.concatenate([np.array(each, dtype=np.int32) for each in sentences]), starts)
