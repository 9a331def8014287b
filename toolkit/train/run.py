"""`toolkit train`, from the configuration to a model that can be used."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from toolkit.engines.runtimes import quiet_transformers, require_torch
from toolkit.errors import InputError
from toolkit.train.checkpoint import Progress
from toolkit.train.config import Config
from toolkit.train.export import export_model
from toolkit.train.interruption import interruptible
from toolkit.train.memory import prepare_process, threads_kept
from toolkit.train.pairs import find_reader
from toolkit.train.session import Ending, Listeners, Session


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. `model` is the folder of the exported model, None when it was interrupted."""

    ending: Ending
    progress: Progress
    model: Path | None


def train(config: Config, listeners: Listeners, *, minutes: float | None = None) -> Outcome:
    """Train until the steps are done, `minutes` are over or somebody presses Ctrl-C; then export.

    A run that was stopped or killed goes on from its last checkpoint as if it had never stopped.
    Raises InputError for data that cannot be used and for checkpoints of another configuration,
    ModelError for a start that cannot be read, ResourceError for a full disk and DependencyError
    without torch.
    """
    require_torch("training")
    deadline = None if minutes is None else time.monotonic() + minutes * 60
    for corpus in config.corpora:
        find_reader(config.resolve(corpus.path))
    _make_folders(config.output_folder)
    prepare_process(threads=config.training.threads)
    quiet_transformers()
    session = Session(config, listeners)
    with interruptible() as interruption:
        ending = session.run(interruption, deadline)
        if ending == "interrupted":
            return Outcome(ending, session.progress, None)
        target = config.output_folder / "model"
        with session.trainer.averaged() as model, threads_kept():
            export_model(model, session.tokenizer, target, lock=config.lock)
        return Outcome(ending, session.progress, target)


def _make_folders(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise InputError(f"cannot write {folder}: the folder {folder.parent} does not exist; make it first")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"cannot write {folder}: it is a file; give `output` another name")
    (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
