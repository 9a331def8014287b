"""The transformers runtime for chat models (Qwen3, Hy-MT2, Seed-X, TranslateGemma …)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Options, merge_decoding
from toolkit.engines.batching import usable_cores
from toolkit.engines.chat import ChatEngine
from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.devices import pick_device, pick_float_type, release_memory, tokens_that_fit
from toolkit.engines.dialogue import Answer, Dialogue, LocalCompleter, Request
from toolkit.engines.generation import mean_scores, padded, search_settings, special_ids
from toolkit.engines.weights import load_weights


class CausalRunner:
    """A decoder-only model under `generate`."""

    def __init__(self, model: Any, *, device: str) -> None:
        self._model = model
        self._device = device
        self.batch_tokens = tokens_that_fit(
            device, bytes_per_token=_bytes_per_token(model.config.get_text_config())
        )

    def run(self, batch: Sequence[Request], *, n_best: int, decoding: Decoding) -> list[list[Answer]]:
        import torch

        pad = self._model.generation_config.pad_token_id
        inputs, mask = padded([request.ids for request in batch], pad, device=self._device, left=True)
        limited = replace(decoding, max_new_tokens=max(request.limit for request in batch))
        with torch.inference_mode():
            result = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                generation_config=search_settings(limited, n_best=n_best),
            )
        width = inputs.shape[1]
        scores = mean_scores(self._model, result, skip=width)
        rows = result.sequences[:, width:].tolist()
        answers = [Answer(row, score) for row, score in zip(rows, scores, strict=True)]
        return [answers[i : i + n_best] for i in range(0, len(answers), n_best)]

    def release(self) -> None:
        release_memory(self._device)

    def close(self) -> None:
        self._model = None


def load_causal(card: Card, checkpoint: Checkpoint, options: Options) -> ChatEngine:
    """Return the engine of a chat checkpoint; raise ModelError when it has no chat template."""
    import torch

    dialogue = Dialogue(card, checkpoint, options)
    device = pick_device(options.device)
    kind = pick_float_type(device, wide_floats=True)
    model = load_weights("AutoModelForCausalLM", checkpoint, dtype=kind, device=device)
    model.generation_config = special_ids(model)
    torch.set_num_threads(options.threads or usable_cores())
    runner = CausalRunner(model, device=device)
    return ChatEngine(greedy(card), LocalCompleter(runner, dialogue), options)


def greedy(card: Card) -> Card:
    """Return the card with a beam of one where it names none: chat models are not searched."""
    return replace(card, decoding=merge_decoding(card.decoding, Decoding(beam_size=1)))


def _bytes_per_token(config: Any) -> int:
    """Return the memory of one token's keys and values over all layers, doubled for slack."""
    heads: int = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
    width: int = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    layers: int = config.num_hidden_layers
    return 2 * 2 * 2 * layers * heads * width
