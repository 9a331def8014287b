"""Steps, one after the other, until there are enough, time is up or somebody asks to stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from toolkit.errors import InputError
from toolkit.train.batches import Batch, make_batch, plan_pass
from toolkit.train.checkpoint import Progress
from toolkit.train.config import Training
from toolkit.train.packing import Packed
from toolkit.train.schedule import learning_rate
from toolkit.train.trainer import Step, Trainer


@dataclass(frozen=True, slots=True)
class Done:
    """The progress after a step, and what the step did."""

    progress: Progress
    step: Step
    learning_rate: float


def run_steps(trainer: Trainer, packed: Packed, training: Training, progress: Progress) -> Iterator[Done]:
    """Yield after each step from `progress` on; ends after `training.steps` steps in all."""
    padding = trainer.model.config.pad_token_id
    while progress.step < training.steps:
        plan = plan_pass(
            packed, batch_tokens=training.batch_tokens, seed=training.seed, number=progress.number
        )
        for sentences in plan[progress.batch :]:
            if progress.step >= training.steps:
                return
            batch = make_batch(packed, sentences, padding=padding, device=trainer.device)
            done = _take_step(trainer, batch, training, progress)
            progress = done.progress
            yield done
        progress = replace(progress, number=progress.number + 1, batch=0)


def _take_step(trainer: Trainer, batch: Batch, training: Training, progress: Progress) -> Done:
    rate = learning_rate(progress.step, training)
    step = trainer.step(batch, number=progress.step + 1, learning_rate=rate)
    if not math.isfinite(step.loss):
        raise InputError(
            f"training came apart at step {progress.step + 1} (the loss is {step.loss}); lower "
            "training.learning_rate or raise warmup_steps, and begin anew in another `output`"
        )
    after = replace(
        progress, step=progress.step + 1, tokens=progress.tokens + step.tokens, batch=progress.batch + 1
    )
    return Done(after, step, rate)


class Meter:
    """Means over the steps since they were last asked for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._clear()

    def add(self, step: Step) -> None:
        """Take in one step."""
        self._loss += step.loss * step.tokens
        self._tokens += step.tokens

    def row(self, done: Done) -> dict[str, Any]:
        """Return the row of the log for the steps taken in, and begin anew."""
        seconds = max(self._clock() - self._since, 1e-9)
        row = {
            "step": done.progress.step,
            "tokens": done.progress.tokens,
            "passes": done.progress.number,
            "loss": round(self._loss / max(self._tokens, 1), 4),
            "learning_rate": float(f"{done.learning_rate:.4g}"),
            "gradient": round(done.step.gradient, 3),
            "tokens_per_second": round(self._tokens / seconds),
        }
        self._clear()
        return row

    def _clear(self) -> None:
        self._loss, self._tokens, self._since = 0.0, 0, self._clock()
