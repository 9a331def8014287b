"""The CTranslate2 runtime: the embedded model, and checkpoints converted on first use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.cards import Card
from toolkit.engines.base import Engine, Options, merge_decoding
from toolkit.engines.ctranslate_weights import WEIGHTS, holds_weights, open_model
from toolkit.engines.devices import on_gpu
from toolkit.engines.positions import position_count
from toolkit.engines.sequence import SequenceEngine
from toolkit.engines.store import locate
from toolkit.engines.tokenizers import SentencePieceTokenizer, Tokenizer
from toolkit.engines.translator import TranslatorRunner
from toolkit.errors import ModelError

PIECES = "sentencepiece.model"
UNNUMBERED = 512
"""The longest source and output of weights that have no table of positions."""
CPU_BATCH_TOKENS = 512
"""Source tokens in a batch: small enough that an article gives every core some batches."""
CPU_BATCH_TOKENS_OF_MANY = 1_024
"""The same for a corpus, which leaves no core idle: larger batches are faster."""
GPU_BATCH_TOKENS = 16_384
"""A graphics card is busy only with much at once; what is too much for its memory is halved."""


def load(card: Card, options: Options) -> Engine:
    """Return the engine of a card: from CTranslate2 weights, or converting a checkpoint first."""
    folder = locate(card)
    if (folder / PIECES).is_file() and holds_weights(folder):
        positions = position_count(folder / WEIGHTS / "model.bin") or UNNUMBERED
        pieces = SentencePieceTokenizer(
            folder / PIECES,
            max_tokens=min(card.max_source_tokens or positions, positions),
            max_output=positions,
            prefix=card.prefix,
        )
        return _engine(card, pieces, folder, options)
    # A folder of the toolkit's own kind, as the embedded model is, needs none of what follows.
    _require_parts(folder)
    from toolkit.engines.checkpoint import read_checkpoint

    checkpoint = read_checkpoint(folder)
    if not checkpoint.seq2seq:
        from toolkit.engines.generator import load_generator

        return load_generator(card, checkpoint, options)
    from toolkit.engines.convert import ready_copy
    from toolkit.engines.hub_tokenizer import HubTokenizer

    card = replace(card, decoding=merge_decoding(card.decoding, checkpoint.decoding))
    tokenizer = HubTokenizer(card, checkpoint, options)
    return _engine(card, tokenizer, ready_copy(checkpoint, tokenizer.family, options), options)


def _require_parts(folder: Path) -> None:
    """Raise ModelError naming what is missing when a folder is neither of our kind nor a checkpoint."""
    missing = [part for part in (PIECES, f"{WEIGHTS}/model.bin") if not (folder / part).is_file()]
    if missing and not (folder / "config.json").is_file():
        raise ModelError(
            f"the model in {folder} is not whole: no {' and no '.join(missing)}; copy or pull it again"
        )


def _engine(card: Card, tokenizer: Tokenizer, folder: Path, options: Options) -> SequenceEngine:
    on_cpu = CPU_BATCH_TOKENS if options.padded else CPU_BATCH_TOKENS_OF_MANY
    runner = TranslatorRunner(
        open_model("Translator", folder, options),
        end=tokenizer.end,
        batch_tokens=GPU_BATCH_TOKENS if on_gpu(options) else on_cpu,
    )
    return SequenceEngine(card, tokenizer, runner, padded=options.padded)
