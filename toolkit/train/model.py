"""A Marian model for training: made new, or read from a transformers folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.errors import ModelError
from toolkit.train.config import Shape
from toolkit.train.tokenizer import BEGIN, END, Tokenizer


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
    size = model.config.vocab_size
    if size != tokenizer.padding + 1:
        raise ModelError(
            f"the model in {folder} has {size} pieces, the tokenizer {tokenizer.padding + 1} with padding; "
            "name the model's own sentencepiece file under [pieces]"
        )
    clear_padding(model)
    return model


def choose_attention(model: Any, device: str) -> None:
    """Set the attention that is fastest there: on CPUs the fused kernel's backward pass is slow."""
    model.set_attn_implementation("sdpa" if device == "cuda" else "eager")


def clear_padding(model: Any) -> None:
    """Zero the row that starts the decoder; CTranslate2 starts it from zeros."""
    import torch

    with torch.no_grad():
        model.model.shared.weight[model.config.pad_token_id] = 0
