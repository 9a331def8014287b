"""Tiny random models of the true architectures with the true tokenizer types, saved as the hub has them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import transformers

LINES = [
    "福建晋江经济开发区全面建成小康社会。",
    "全市实现工业总产值250.2亿元,同比增长12.5%。",
    "今年2月28日,园区新增企业3.6万户。",
    "投资超200亿元的项目落户园区,占地133亩。",
    "The development zone reported output of 25.02 billion yuan, up 12.5 percent.",
    "A total of 36,000 new companies opened in the park by February 28 this year.",
    "Summarise the article: the project covers 133 mu and costs over 20 billion yuan.",
    "translate Chinese to English, summarize, one two three four five six seven eight",
]
SMALL = {"d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4}
SMALL |= {"decoder_attention_heads": 4, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64}
SMALL |= {"max_position_embeddings": 128, "dropout": 0.0}


def pieces(kind: str, *, size: int = 330) -> bytes:
    """Return a sentencepiece model of `kind` ("bpe" or "unigram") trained on LINES."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 4),
        model_writer=model,
        model_type=kind,
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    return model.getvalue()


def scored(kind: str = "unigram") -> list[tuple[str, float]]:
    """Return the pieces of a sentencepiece model with their scores, control pieces left out."""
    model = sentencepiece.SentencePieceProcessor(model_proto=pieces(kind))
    return [(model.id_to_piece(i), model.get_score(i)) for i in range(3, model.get_piece_size())]


def merges() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return a byte-level BPE vocabulary and its merges, trained on LINES."""
    from tokenizers import ByteLevelBPETokenizer

    trainer = ByteLevelBPETokenizer()
    trainer.train_from_iterator(LINES, vocab_size=500, show_progress=False)
    model = json.loads(trainer.to_str())["model"]
    return model["vocab"], [tuple(pair) for pair in model["merges"]]


def save(folder: Path, tokenizer: Any, model_class: str, config: Any, **generation: Any) -> Path:
    """Save tokenizer and a model with spread-out random weights to `folder` and return it."""
    torch.manual_seed(7)
    model = getattr(transformers, model_class)(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() > 1:
                weight.normal_(0.0, 0.25 if "embed" in name or "shared" in name else 0.35)
    _zero_pad(model)
    for key, value in generation.items():
        setattr(model.generation_config, key, value)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _zero_pad(model: Any) -> None:
    """Marian decoders start from a zero vector: the row of the padding piece."""
    if model.config.model_type == "marian":
        with torch.no_grad():
            model.get_input_embeddings().weight[model.config.pad_token_id].zero_()


def marian(folder: Path, *, first: tuple[str, ...] = (), **tokenizer_options: Any) -> Path:
    """Save a Marian model; `first` are language pieces such as ">>eng<<"."""
    folder.mkdir(parents=True)
    (folder / "source.spm").write_bytes(pieces("unigram"))
    (folder / "target.spm").write_bytes(pieces("unigram"))
    words = ["</s>", "<unk>", *first, *dict.fromkeys(piece for piece, _ in scored()), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}))
    tokenizer = transformers.MarianTokenizer(
        source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"),
        vocab=str(folder / "vocab.json"),
        **tokenizer_options,
    )
    pad = len(words) - 1
    ends = {"eos_token_id": 0, "pad_token_id": pad, "decoder_start_token_id": pad, "forced_eos_token_id": 0}
    config = transformers.MarianConfig(vocab_size=len(words), scale_embedding=True, **SMALL, **ends)
    return save(folder, tokenizer, "MarianMTModel", config)


def marian_multilingual(folder: Path) -> Path:
    """Save a Marian model with several target languages."""
    return marian(folder, first=(">>eng<<", ">>fra<<"))


def nllb(folder: Path) -> Path:
    """Save an NLLB model: the M2M100 architecture with its own tokenizer."""
    model = sentencepiece.SentencePieceProcessor(model_proto=pieces("bpe"))
    words = ["<s>", "<pad>", "</s>", "<unk>"]
    words += [model.id_to_piece(i) for i in range(3, model.get_piece_size())]
    known = set(words)
    pairs = [
        (word[:cut], word[cut:])
        for word in words[4:]
        for cut in range(1, len(word))
        if word[:cut] in known and word[cut:] in known
    ]
    tokenizer = transformers.NllbTokenizer(vocab={word: i for i, word in enumerate(words)}, merges=pairs)
    config = transformers.M2M100Config(vocab_size=len(tokenizer), **SMALL)
    return save(folder, tokenizer, "M2M100ForConditionalGeneration", config)


def m2m100(folder: Path) -> Path:
    """Save an M2M100 model."""
    folder.mkdir(parents=True)
    (folder / "sentencepiece.bpe.model").write_bytes(pieces("bpe"))
    words = ["<s>", "<pad>", "</s>", "<unk>", *dict.fromkeys(piece for piece, _ in scored("bpe"))]
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}))
    tokenizer = transformers.M2M100Tokenizer(
        vocab_file=str(folder / "vocab.json"), spm_file=str(folder / "sentencepiece.bpe.model")
    )
    config = transformers.M2M100Config(vocab_size=len(words) + 100 + 8, **SMALL)
    return save(folder, tokenizer, "M2M100ForConditionalGeneration", config)


def mbart50(folder: Path) -> Path:
    """Save an mBART-50 model."""
    tokenizer = transformers.MBart50Tokenizer(vocab=[("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0), *scored()])
    config = transformers.MBartConfig(
        vocab_size=len(tokenizer), decoder_start_token_id=2, tokenizer_class="MBart50Tokenizer", **SMALL
    )
    return save(folder, tokenizer, "MBartForConditionalGeneration", config)


def _t5(folder: Path, first: tuple[str, ...], config_class: str, model_class: str) -> Path:
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((word, 0.0) for word in first), *scored()]
    tokenizer = transformers.T5Tokenizer(vocab=vocabulary, extra_ids=100, model_max_length=128)
    config = getattr(transformers, config_class)(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        decoder_start_token_id=0,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
    )
    return save(folder, tokenizer, model_class, config)


def t5(folder: Path) -> Path:
    """Save a T5 model."""
    return _t5(folder, (), "T5Config", "T5ForConditionalGeneration")


def mt5(folder: Path) -> Path:
    """Save an mT5 model."""
    return _t5(folder, (), "MT5Config", "MT5ForConditionalGeneration")


def madlad(folder: Path) -> Path:
    """Save a MADLAD-400 model: T5 with a piece for each target language."""
    return _t5(folder, ("<2en>", "<2zh>"), "T5Config", "T5ForConditionalGeneration")


def pegasus(folder: Path) -> Path:
    """Save a Pegasus model."""
    masks = [("<mask_1>", 0.0), ("<mask_2>", 0.0), *((f"<unk_{i}>", 0.0) for i in range(2, 103))]
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), *masks, ("<unk>", 0.0), *scored()]
    tokenizer = transformers.PegasusTokenizer(vocab=vocabulary, model_max_length=128)
    config = transformers.PegasusConfig(vocab_size=len(tokenizer), decoder_start_token_id=0, **SMALL)
    return save(folder, tokenizer, "PegasusForConditionalGeneration", config)


def bart(folder: Path) -> Path:
    """Save a BART model, which forces its first token."""
    vocabulary, pairs = merges()
    words = ["<s>", "<pad>", "</s>", "<unk>", *vocabulary, "<mask>"]
    tokenizer = transformers.BartTokenizer(
        vocab={word: i for i, word in enumerate(words)}, merges=pairs, model_max_length=128
    )
    config = transformers.BartConfig(vocab_size=len(tokenizer), forced_bos_token_id=0, **SMALL)
    return save(folder, tokenizer, "BartForConditionalGeneration", config, forced_bos_token_id=0)


def qwen3(folder: Path) -> Path:
    """Save a Qwen3 chat model."""
    vocabulary, pairs = merges()
    words = [*vocabulary, "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokenizer = transformers.Qwen2Tokenizer(
        vocab={word: i for i, word in enumerate(words)}, merges=pairs, eos_token="<|im_end|>"
    )
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    tokenizer.chat_template = (
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
        "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n"
        "{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}"
        "{% endif %}"
    )
    config = transformers.Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        max_position_embeddings=2048,
        eos_token_id=tokenizer.convert_tokens_to_ids("<|im_end|>"),
        pad_token_id=tokenizer.convert_tokens_to_ids("<|endoftext|>"),
    )
    return save(folder, tokenizer, "Qwen3ForCausalLM", config)


SEQ2SEQ: dict[str, Callable[[Path], Path]] = {
    "marian": marian,
    "marian-multilingual": marian_multilingual,
    "nllb": nllb,
    "m2m100": m2m100,
    "mbart50": mbart50,
    "t5": t5,
    "mt5": mt5,
    "madlad": madlad,
    "pegasus": pegasus,
    "bart": bart,
}
