"""A run under way: the trainer with its data, its place, its log and its checkpoints."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit.errors import ResourceError
from toolkit.train.checkpoint import Checkpoint, Progress, load_checkpoint, save_checkpoint
from toolkit.train.config import Config
from toolkit.train.development import read_development, score_model
from toolkit.train.interruption import Interruption
from toolkit.train.log import Log
from toolkit.train.loop import Meter, run_steps
from toolkit.train.model import new_model, read_model
from toolkit.train.store import prepare_data, prepare_tokenizer
from toolkit.train.tokenizer import Tokenizer
from toolkit.train.trainer import Trainer

Ending = Literal["finished", "out of time", "interrupted"]


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of the run: of its data, of what went wrong, and of every row of the log."""

    report: Callable[[str], None]
    warn: Callable[[str], None]
    row: Callable[[dict[str, Any]], None]


class Session:
    """All of a run that has to be held; made from a configuration, ready to go on where it stopped."""

    def __init__(self, config: Config, listeners: Listeners) -> None:
        import torch

        self._config = config
        self._listeners = listeners
        self._folder = config.output_folder / "checkpoints"
        self._log = Log(config.output_folder / "log.jsonl")
        self.tokenizer: Tokenizer = prepare_tokenizer(config)
        self._packed = prepare_data(config, self.tokenizer, listeners.report)
        self._development = read_development(config)
        torch.manual_seed(config.training.seed)
        self.trainer = Trainer(_make_model(config, self.tokenizer), config.training)
        self.progress = self._resume()
        _require_disk(self.trainer, self._folder, config.training.keep)

    def run(self, interruption: Interruption, deadline: float | None) -> Ending:
        """Take steps until there are enough, the clock passes `deadline` or somebody asks; then save."""
        training = self._config.training
        meter = Meter()
        ending: Ending = "finished"
        for done in run_steps(self.trainer, self._packed, training, self.progress):
            self.progress = done.progress
            meter.add(done.step)
            if self._due(training.log_steps):
                self._write(meter.row(done))
            if self._config.development and self._due(self._config.development.every_steps):
                self._write(self._score())
            if self._due(training.save_steps):
                self.save()
            if interruption.asked or (deadline is not None and time.monotonic() >= deadline):
                ending = "interrupted" if interruption.asked else "out of time"
                break
        self.save()
        return ending

    def save(self) -> None:
        """Write a checkpoint."""
        save_checkpoint(
            self._folder,
            Checkpoint(self.progress, self.trainer.state()),
            fingerprint=self._config.fingerprint(),
            keep=self._config.training.keep,
        )

    def _resume(self) -> Progress:
        """Take up the newest good checkpoint, if there is one, and return where it stands."""
        found = load_checkpoint(
            self._folder, fingerprint=self._config.fingerprint(), warn=self._listeners.warn
        )
        progress = Progress() if found is None else found.progress
        if found is not None:
            self.trainer.restore(found.state)
            self._listeners.report(f"going on from step {progress.step}")
        self._log.rewind(progress.step)
        return progress

    def _score(self) -> dict[str, Any]:
        with self.trainer.averaged() as model:
            scores = score_model(model, self.tokenizer, self._development, self._config)
        return {"step": self.progress.step, **{name: round(value, 2) for name, value in scores.items()}}

    def _due(self, every: int) -> bool:
        return self.progress.step % every == 0

    def _write(self, row: dict[str, Any]) -> None:
        self._log.write(row)
        self._listeners.row(row)


def _make_model(config: Config, tokenizer: Tokenizer) -> Any:
    if config.start is not None:
        return read_model(config.resolve(config.start), tokenizer)
    return new_model(config.shape, tokenizer)


def _require_disk(trainer: Trainer, folder: Path, keep: int) -> None:
    """Raise ResourceError unless one checkpoint more than is there now fits on the disk."""
    # Weights, two moments and the average, four bytes each.
    size = sum(each.numel() for each in trainer.model.parameters()) * 4 * 4
    missing = max(keep + 1 - len(list(folder.glob("step-*.pt"))), 1) * size
    free = shutil.disk_usage(folder).free
    if free < missing:
        raise ResourceError(
            f"the checkpoints need {missing / 1e6:.0f} MB in {folder} and {free / 1e6:.0f} MB is free; "
            "make room, or give `output` a folder on another disk"
        )
