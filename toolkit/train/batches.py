"""The order of training: batches of like length, the same for the same seed and pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.train.packing import Packed, Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POOL = 24_000
"""Sentences sorted by length together: enough for even batches, few enough to stay mixed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of ids, padded: `source` (sentences, longest source), `target` likewise."""

    source: Any
    target: Any


def plan_pass(packed: Packed, *, batch_tokens: int, seed: int, number: int) -> list[NDArray[np.int64]]:
    """Return the sentences of each batch of the pass with that number, in order of training.

    A batch has at most `batch_tokens` places, padding included, on its longer side; a sentence
    longer than that is a batch of its own.
    """
    import numpy as np

    chance = np.random.default_rng((seed, number))
    sources, targets = packed.source.lengths, packed.target.lengths
    order = chance.permutation(len(packed))
    batches: list[NDArray[np.int64]] = []
    for start in range(0, len(order), _POOL):
        pool = order[start : start + _POOL]
        pool = pool[np.lexsort((sources[pool], targets[pool]))]
        cut = _cut(np.maximum(sources[pool], targets[pool]).tolist(), batch_tokens)
        parts = [pool[first:last] for first, last in cut]
        batches += [parts[index] for index in chance.permutation(len(parts))]
    return batches


def make_batch(packed: Packed, sentences: Iterable[int], *, padding: int, device: Any = "cpu") -> Batch:
    """Return the batch of those sentences on the device."""
    return Batch(*(_padded(side, sentences, padding, device) for side in (packed.source, packed.target)))


def _cut(lengths: list[int], batch_tokens: int) -> list[tuple[int, int]]:
    """Return (first, last) of runs whose longest times their number stays within `batch_tokens`."""
    runs = []
    first = longest = 0
    for index, length in enumerate(lengths):
        longest = max(longest, length)
        if index > first and longest * (index - first + 1) > batch_tokens:
            runs.append((first, index))
            first, longest = index, length
    runs.append((first, len(lengths)))
    return runs


def _padded(side: Side, sentences: Iterable[int], padding: int, device: Any) -> Any:
    import numpy as np
    import torch

    rows = [side.sentence(index) for index in sentences]
    places = np.full((len(rows), max(map(len, rows))), padding, dtype=np.int64)
    for place, row in zip(places, rows, strict=True):
        place[: len(row)] = row
    return torch.from_numpy(places).to(device)
