"""Label-smoothed cross-entropy over a tied vocabulary, without keeping the logits of a whole batch.

On a CPU the vocabulary is a third of the work of a small model: gradients are taken at once, in
slices, so that the logits (tokens times 12,000) never leave the cache for long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SLICE = 1024
"""Tokens at a time."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """The mean negative log-likelihood, and the gradients of the smoothed loss."""

    loss: Any
    hidden: Any
    embeddings: Any


def smoothed_cross_entropy(hidden: Any, embeddings: Any, targets: Any, smoothing: float) -> Slopes:
    """Return loss and gradients for hidden states (tokens, width) against target ids (tokens).

    The target's probability aims at 1 - smoothing, and smoothing is spread over the vocabulary
    (Szegedy et al. 2016). The loss returned is the plain one, which compares between smoothings.
    The last embedding is the padding's, which is no output: its row must stay zero, because
    CTranslate2 starts the decoder from zeros.
    """
    import torch

    size, tokens = embeddings.shape[0] - 1, hidden.shape[0]
    states, weights = hidden.detach(), embeddings.detach()[:size].to(hidden.dtype)
    toward_states = torch.empty_like(states)
    toward_embeddings = torch.zeros(embeddings.shape, device=hidden.device)
    total = torch.zeros((), device=hidden.device)
    for start in range(0, tokens, _SLICE):
        part, wanted = states[start : start + _SLICE], targets[start : start + _SLICE, None]
        slope = torch.softmax(part @ weights.t(), -1)
        total -= slope.gather(1, wanted).float().clamp_min(1e-30).log().sum()
        slope.sub_(smoothing / size)
        slope.scatter_add_(1, wanted, torch.full_like(wanted, smoothing - 1.0, dtype=slope.dtype))
        toward_states[start : start + _SLICE] = slope @ weights
        toward_embeddings[:size] += (part.t() @ slope).t()
    return Slopes(total / tokens, toward_states.div_(tokens), toward_embeddings.div_(tokens))
