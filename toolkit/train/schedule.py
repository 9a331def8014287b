"""How fast to learn at each step."""

from __future__ import annotations

import math

from toolkit.train.config import Training


def learning_rate(step: int, training: Training) -> float:
    """Return the learning rate of the step (from 0): a linear warm-up, then the decay."""
    peak, last = training.learning_rate, training.last_learning_rate
    warmup = max(training.warmup_steps, 1)
    if step < warmup:
        return peak * (step + 1) / warmup
    if training.decay == "constant":
        return peak
    if training.decay == "inverse-sqrt":
        return max(last, peak * math.sqrt(warmup / (step + 1)))
    done = min(1.0, (step + 1 - warmup) / max(training.steps - warmup, 1))
    return last + (peak - last) * (1 + math.cos(math.pi * done)) / 2
