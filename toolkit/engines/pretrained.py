"""A transformers checkpoint in a local folder, run as what it is: encoder-decoder or chat model."""

from __future__ import annotations

from toolkit.cards import Card
from toolkit.engines.base import Engine, Options
from toolkit.engines.causal import load_causal
from toolkit.engines.checkpoint import read_checkpoint, require_loadable
from toolkit.engines.runtimes import require_torch
from toolkit.engines.seq2seq import load_seq2seq
from toolkit.engines.store import locate


def load(card: Card, options: Options) -> Engine:
    """Return the engine of a transformers checkpoint; raise ModelError when it cannot be run."""
    checkpoint = read_checkpoint(locate(card))
    require_loadable(checkpoint, allow_pickle=options.allow_pickle)
    require_torch(f"the model {card.id!r}")
    load_kind = load_seq2seq if checkpoint.seq2seq else load_causal
    return load_kind(card, checkpoint, options)
