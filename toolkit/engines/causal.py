"""The transformers runtime for chat models (Qwen3, Hy-MT2, Seed-X, TranslateGemma …)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options, merge_decoding
from toolkit.engines.batching import batches_by_tokens, usable_cores
from toolkit.engines.chat import ChatEngine, Prompt
from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.devices import pick_device, pick_float_type, release_memory, tokens_that_fit
from toolkit.engines.generation import mean_scores, padded, search_settings, special_ids
from toolkit.engines.hub_tokenizer import load_tokenizer
from toolkit.engines.memory import halve_when_full
from toolkit.engines.weights import load_weights
from toolkit.errors import ModelError


@dataclass(frozen=True, slots=True)
class _Request:
    """A prompt's ids, its forced beginning included, and its output limit."""

    ids: list[int]
    start: str
    limit: int


class LocalCompleter:
    """Answers prompts with a decoder-only model in this process."""

    def __init__(self, model: Any, tokenizer: Any, card: Card, *, device: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._chat_options = dict(card.chat_options)
        self._device = device
        self._positions = int(getattr(model.config, "max_position_embeddings", 4096))
        self.max_source_tokens = self._positions // 4
        self._batch_tokens = tokens_that_fit(device, bytes_per_token=_bytes_per_token(model.config))

    def complete(
        self, prompts: Sequence[Prompt], *, n_best: int, decoding: Decoding
    ) -> list[list[Hypothesis]]:
        requests = [self._request(prompt) for prompt in prompts]
        lengths = [len(request.ids) + request.limit for request in requests]
        results: list[list[Hypothesis]] = [[] for _ in prompts]
        for group in batches_by_tokens(lengths, max_tokens=self._batch_tokens):

            def run(batch: Sequence[_Request]) -> list[list[Hypothesis]]:
                return self._generate(batch, n_best, decoding)

            answers = halve_when_full(
                run, [requests[index] for index in group], release=partial(release_memory, self._device)
            )
            for index, answer in zip(group, answers, strict=True):
                results[index] = answer
        return results

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._tokenizer(text, add_special_tokens=False)["input_ids"]) for text in texts]

    def close(self) -> None:
        self._model = None

    def _request(self, prompt: Prompt) -> _Request:
        chat = self._tokenizer.apply_chat_template(
            [{"role": "user", "content": prompt.text}],
            tokenize=False,
            add_generation_prompt=True,
            **self._chat_options,
        )
        ids = self._tokenizer(chat + prompt.start, add_special_tokens=False)["input_ids"]
        limit = min(prompt.max_new_tokens, self._positions - len(ids))
        if limit < 1:
            raise ModelError(
                f"a prompt of {len(ids)} tokens leaves the model no room to answer; split the text"
            )
        return _Request(list(ids), prompt.start, limit)

    def _generate(self, batch: Sequence[_Request], n_best: int, decoding: Decoding) -> list[list[Hypothesis]]:
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
        answers = [
            self._read(row, batch[place // n_best].start, score)
            for place, (row, score) in enumerate(zip(rows, scores, strict=True))
        ]
        return [answers[i : i + n_best] for i in range(0, len(answers), n_best)]

    def _read(self, row: list[int], start: str, score: float) -> Hypothesis:
        ends = self._model.generation_config.eos_token_id
        ends = set(ends if isinstance(ends, list) else [ends])
        length = next((place for place, token in enumerate(row) if token in ends), None)
        text = self._tokenizer.decode(row[:length], skip_special_tokens=True)
        tokens = len(row) if length is None else length
        return Hypothesis(start + text, score, truncated=length is None, tokens=tokens)


def load_causal(card: Card, checkpoint: Checkpoint, options: Options) -> ChatEngine:
    """Return the engine of a chat checkpoint; raise ModelError when it has no chat template."""
    import torch

    tokenizer = load_tokenizer(checkpoint)
    if tokenizer.chat_template is None:
        raise ModelError(
            f"{checkpoint.folder} ({checkpoint.model_type}) is neither an encoder-decoder nor a chat model: "
            "its tokenizer has no chat template; choose a translation or instruct model"
        )
    device = pick_device(options.device)
    kind = pick_float_type(device, wide_floats=True)
    model = load_weights("AutoModelForCausalLM", checkpoint, dtype=kind, device=device)
    model.generation_config = special_ids(model)
    torch.set_num_threads(options.threads or usable_cores())
    card = replace(card, decoding=merge_decoding(card.decoding, Decoding(beam_size=1)))
    return ChatEngine(card, LocalCompleter(model, tokenizer, card, device=device), options)


def _bytes_per_token(config: Any) -> int:
    """Return the memory of one token's keys and values over all layers, doubled for slack."""
    heads: int = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
    width: int = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    layers: int = config.num_hidden_layers
    return 2 * 2 * 2 * layers * heads * width
