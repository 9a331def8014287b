"""A Marian model for training: made new, or read from a transformers folder."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from toolkit.errors import ModelError
from toolkit.train.config import Shape
from toolkit.train.tokenizer import BEGIN, END, Tokenizer
from toolkit.translate.symbols import SYMBOLS

_BY_PIECE = frozenset(
    [
        "model.shared.weight",
        "model.encoder.embed_tokens.weight",
        "model.decoder.embed_tokens.weight",
        "lm_head.weight",
        "final_logits_bias",
    ]
)
"""Weights with a row for each piece; all but the bias, which is zero, are one and the same."""


def new_model(shape: Shape, tokenizer: Tokenizer) -> Any:
    """Return a Marian model with random weights (transformers' MarianMTModel, float32)."""
    from transformers import MarianConfig, MarianMTModel

    size, padding = tokenizer.padding + 1, tokenizer.padding
    model = MarianMTModel(
        MarianConfig(
            vocab_size=size,
            decoder_vocab_size=size,
            d_model=shape.width,
            encoder_layers=shape.encoder_layers,
            decoder_layers=shape.decoder_layers,
            encoder_ffn_dim=shape.feed_forward,
            decoder_ffn_dim=shape.feed_forward,
            encoder_attention_heads=shape.heads,
            decoder_attention_heads=shape.heads,
            max_position_embeddings=shape.positions,
            activation_function="relu",
            dropout=shape.dropout,
            attention_dropout=0.0,
            activation_dropout=0.0,
            scale_embedding=True,
            init_std=shape.width**-0.5,
            pad_token_id=padding,
            decoder_start_token_id=padding,
            bos_token_id=BEGIN,
            eos_token_id=END,
            forced_eos_token_id=END,
        )
    )
    clear_padding(model)
    return model


def read_model(folder: Path, tokenizer: Tokenizer) -> Any:
    """Return the Marian model in a transformers folder, as float32.

    Raises ModelError when there is none or it was made with another tokenizer.
    """
    import torch
    from transformers import MarianMTModel

    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder} holds no transformers model (no config.json); check `start`")
    try:
        model = MarianMTModel.from_pretrained(str(folder), dtype=torch.float32)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"cannot read the model in {folder}: {error}") from error
    model = _with_room(model, tokenizer)
    size = model.config.vocab_size
    if size != tokenizer.padding + 1:
        raise ModelError(
            f"the model in {folder} has {size} pieces, the tokenizer {tokenizer.padding + 1} with padding; "
            "name the model's own sentencepiece file under [pieces]"
        )
    clear_padding(model)
    return model


def _with_room(model: Any, tokenizer: Tokenizer) -> Any:
    """Return the model with random embeddings for the symbols that its tokenizer was given."""
    pieces = model.config.vocab_size - 1
    added = tokenizer.pieces()[pieces:-1]
    if not added or not set(added) <= set(SYMBOLS):
        return model
    import torch

    weights = model.model.shared.weight.detach()
    symbols = torch.randn(len(added), weights.shape[1]) * weights[:pieces].std()
    grown = model.__class__(_resized(model.config, pieces + len(added) + 1))
    kept = {name: value for name, value in model.state_dict().items() if name not in _BY_PIECE}
    grown.load_state_dict(kept, strict=False)
    with torch.no_grad():
        grown.model.shared.weight[:-1] = torch.cat([weights[:pieces], symbols])
    return grown


def _resized(config: Any, size: int) -> Any:
    """Return the configuration for a vocabulary of that size, padding last."""
    resized = copy.deepcopy(config)
    resized.vocab_size = resized.decoder_vocab_size = size
    resized.pad_token_id = resized.decoder_start_token_id = size - 1
    return resized


def choose_attention(model: Any, device: str) -> None:
    """Set the attention that is fastest there: on CPUs the fused kernel's backward pass is slow."""
    model.set_attn_implementation("sdpa" if device == "cuda" else "eager")


def clear_padding(model: Any) -> None:
    """Zero the row that starts the decoder; CTranslate2 starts it from zeros."""
    import torch

    with torch.no_grad():
        model.model.shared.weight[model.config.pad_token_id] = 0
