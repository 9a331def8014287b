"""One model being trained: a step at a time, with a state that can be saved and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from toolkit.train.batches import Batch
from toolkit.train.config import Precision, Training
from toolkit.train.loss import smoothed_cross_entropy
from toolkit.train.model import choose_attention

_AVERAGE_EVERY = 4
"""Steps between updates of the average: it moves slowly, and updating it costs a pass over the weights."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did: mean loss, target tokens, and the gradient's length before clipping."""

    loss: float
    tokens: int
    gradient: float


class Trainer:
    """The model, its optimizer and the running average of its weights."""

    def __init__(self, model: Any, training: Training) -> None:
        import torch

        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = model.to(self.device).train()
        choose_attention(model, self.device)
        self._training = training
        self._bfloat16 = wants_bfloat16(training.precision, self.device)
        self._parameters = [each for each in model.parameters() if each.requires_grad]
        self._average = [each.detach().clone() for each in self._parameters]
        self._optimizer = torch.optim.AdamW(
            self._parameters, lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )

    def step(self, batch: Batch, *, number: int, learning_rate: float) -> Step:
        """Learn from one batch, as step `number` (from 1), and return what happened."""
        import torch

        loss, tokens = self._propagate(batch)
        gradient = torch.nn.utils.clip_grad_norm_(self._parameters, self._training.clip)
        for group in self._optimizer.param_groups:
            group["lr"] = learning_rate
        self._optimizer.step()
        self._optimizer.zero_grad()
        if number % _AVERAGE_EVERY == 0:
            weight = 1 - self._training.average**_AVERAGE_EVERY
            torch._foreach_lerp_(self._average, [each.detach() for each in self._parameters], weight)
        return Step(loss, tokens, float(gradient))

    def state(self) -> dict[str, Any]:
        """Return all that `restore` needs to go on exactly: weights, optimizer, average, random numbers."""
        import torch

        return {
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "average": self._average,
            "random": torch.get_rng_state(),
            "random_cuda": torch.cuda.get_rng_state_all(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a saved state."""
        import torch

        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._average = [each.to(self.device) for each in state["average"]]
        torch.set_rng_state(state["random"])
        if self.device == "cuda" and state["random_cuda"]:
            torch.cuda.set_rng_state_all(state["random_cuda"])

    @contextmanager
    def averaged(self) -> Iterator[Any]:
        """Yield the model with the averaged weights, which translate better than the last ones."""
        last = [each.detach().clone() for each in self._parameters]
        self._set(self._average)
        try:
            yield self.model.eval()
        finally:
            self._set(last)
            self.model.train()

    def _set(self, values: list[Any]) -> None:
        import torch

        with torch.no_grad():
            for parameter, value in zip(self._parameters, values, strict=True):
                parameter.copy_(value)

    def _propagate(self, batch: Batch) -> tuple[float, int]:
        """Leave the gradients of a batch in the parameters and return its loss and target tokens."""
        kept = batch.target != self.model.config.pad_token_id
        hidden = self._hidden_states(batch)[kept]
        embeddings = self.model.model.shared.weight
        slopes = smoothed_cross_entropy(
            hidden, embeddings, batch.target[kept], self._training.label_smoothing
        )
        hidden.backward(slopes.hidden)
        embeddings.grad += slopes.embeddings
        embeddings.grad[self.model.config.pad_token_id] = 0
        return float(slopes.loss), len(hidden)

    def _hidden_states(self, batch: Batch) -> Any:
        """Return the decoder's last states for a batch (sentences, target places, width)."""
        import torch

        padding = self.model.config.pad_token_id
        first = torch.full_like(batch.target[:, :1], padding)
        kind = torch.bfloat16 if self._bfloat16 else torch.float32
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self._bfloat16):
            states = self.model.model(
                input_ids=batch.source,
                attention_mask=(batch.source != padding).long(),
                decoder_input_ids=torch.cat([first, batch.target[:, :-1]], dim=1),
                use_cache=False,
            ).last_hidden_state
        return states.to(kind)


def wants_bfloat16(precision: Precision, device: str) -> bool:
    """Return whether to compute in bfloat16: where asked, or where the hardware has it."""
    import torch

    if precision != "auto":
        return precision == "bfloat16"
    if device == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    # Measured with avx512_bf16: 2.3 times as fast as float32 in all.
    return bool(torch.cpu._is_avx512_bf16_supported())
