"""CTranslate2 weights: where they lie, opened as what they are, and what their scores mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from toolkit.engines.base import Options
from toolkit.engines.batching import usable_cores
from toolkit.engines.devices import on_gpu
from toolkit.engines.memory import told_when_full
from toolkit.errors import ModelError

WEIGHTS = "ctranslate2"
"""The folder of the weights within a model's."""


def holds_weights(folder: Path) -> bool:
    """Return whether the model in `folder` has been converted."""
    return (folder / WEIGHTS / "model.bin").is_file()


def open_model(kind: Literal["Translator", "Generator"], folder: Path, options: Options) -> Any:
    """Return the model in `folder`, on the CPU with one worker of one thread for each core."""
    import ctranslate2

    gpu = on_gpu(options)
    try:
        with told_when_full(f"the model in {folder}"):
            return getattr(ctranslate2, kind)(
                str(folder / WEIGHTS),
                device="cuda" if gpu else "cpu",
                compute_type="auto" if gpu else "default",
                inter_threads=1 if gpu else options.threads or usable_cores(),
                intra_threads=1,
            )
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"CTranslate2 cannot load {folder}: {error}") from error


def mean_score(score: float, length: int, penalty: float) -> float:
    """Return the mean log-probability of `length` pieces whose score the length penalty has divided."""
    length = max(length, 1)
    return float(score * length**penalty / length)
