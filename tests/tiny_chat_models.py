"""Tiny chat models of the true architectures, each spoken to as its card says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sentencepiece
import transformers

from tests.tiny_models import merges, pieces, qwen3, save

SMALL: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 2048,
}
CODED_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>user\n"
    "{% set part = message.content[0] %}{{ part.source_lang_code }} ({{ part.type }}) to "
    "{{ part.target_lang_code }}:\n{{ part.text | trim }}<end_of_turn>\n{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
"""The shape of TranslateGemma's template: a turn is a list of one part, which names both languages."""
HUNYUAN_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|user|>{{ message.content }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def _joined(first: tuple[str, ...]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return a sentencepiece BPE vocabulary with `first` before its pieces, and the merges that make them."""
    model = sentencepiece.SentencePieceProcessor(model_proto=pieces("bpe"))
    words = [*first, *(model.id_to_piece(i) for i in range(3, model.get_piece_size()))]
    known = set(words)
    pairs = [
        (word[:cut], word[cut:])
        for word in words[len(first) :]
        for cut in range(1, len(word))
        if word[:cut] in known and word[cut:] in known
    ]
    return {word: index for index, word in enumerate(words)}, pairs


def seed_x(folder: Path) -> Path:
    """Save a Seed-X model: Mistral's architecture, and no chat template."""
    vocabulary, pairs = _joined(("<unk>", "<s>", "</s>"))
    tokenizer = transformers.LlamaTokenizer(vocab=vocabulary, merges=pairs)
    config = transformers.MistralConfig(vocab_size=len(tokenizer), sliding_window=None, **SMALL)
    return save(folder, tokenizer, "MistralForCausalLM", config)


def translategemma(folder: Path) -> Path:
    """Save a TranslateGemma model: Gemma 3 with its eyes, and a template that wants language codes."""
    marks = ("<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>")
    vocabulary, pairs = _joined(marks)
    tokenizer = transformers.GemmaTokenizer(vocab=vocabulary, merges=pairs)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<start_of_turn>", "<end_of_turn>"]})
    tokenizer.chat_template = CODED_TEMPLATE
    end = tokenizer.convert_tokens_to_ids("<end_of_turn>")
    text = {**SMALL, "vocab_size": len(tokenizer), "query_pre_attn_scalar": 8, "sliding_window": 512}
    eyes = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = transformers.Gemma3Config(
        text_config=text,
        vision_config={**eyes, "image_size": 28, "patch_size": 14},
        mm_tokens_per_image=4,
        eos_token_id=[1, end],
        pad_token_id=0,
        bos_token_id=2,
    )
    return save(folder, tokenizer, "Gemma3ForConditionalGeneration", config, eos_token_id=[1, end])


def hy_mt2(folder: Path) -> Path:
    """Save a Hy-MT2 model: Hunyuan's dense architecture."""
    vocabulary, pairs = merges()
    marks = ["<|bos|>", "<|eos|>", "<|pad|>", "<|user|>", "<|assistant|>"]
    tokenizer = transformers.Qwen2Tokenizer(
        vocab={word: i for i, word in enumerate([*vocabulary, *marks])},
        merges=pairs,
        bos_token="<|bos|>",
        eos_token="<|eos|>",
        pad_token="<|pad|>",
    )
    tokenizer.add_special_tokens({"additional_special_tokens": marks[3:]})
    tokenizer.chat_template = HUNYUAN_TEMPLATE
    config = transformers.HunYuanDenseV1Config(
        vocab_size=len(tokenizer),
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **SMALL,
    )
    return save(folder, tokenizer, "HunYuanDenseV1ForCausalLM", config)


CHAT: dict[str, Callable[[Path], Path]] = {
    "qwen3-4b-instruct": qwen3,
    "hy-mt2-1.8b": hy_mt2,
    "seed-x-7b": seed_x,
    "translategemma-4b": translategemma,
}
"""A tiny model for the card of each chat family."""
