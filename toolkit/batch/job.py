"""What a run is asked to do, and what of it decides the bytes that come out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.engines.names import find_card

if TYPE_CHECKING:
    from toolkit.translate import FigureMode

TaskName = Literal["translate", "summarise", "check", "repair"]
RunnerName = Literal["local", "ray"]

_NEED_MODEL = ("translate", "summarise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run over a corpus.

    `input` is a table file, a folder of tables or of documents, or a `datasets` id. `column` holds the
    text, `target_column` its translation (check, repair); None takes what the rows have. `model` is the
    translator, `device` where it runs; `to` and `length` are for summaries. `workers` None means one for
    each core, or one for a graphics card; `cache` is a file that remembers translated sentences.
    `address` and `gpus` (of each worker) are for Ray.
    """

    input: str
    output: Path
    task: TaskName = "translate"
    column: str | None = None
    target_column: str | None = None
    id_column: str | None = None
    model: str = "zh-en-mini"
    device: str = "auto"
    allow_pickle: bool = False
    figures: FigureMode = "lock"
    glossary: Path | None = None
    to: str = "en"
    length: int = 5
    encoding: str = "utf-8"
    split: str = "train"
    revision: str | None = None
    runner: RunnerName = "local"
    workers: int | None = None
    cache: Path | None = None
    retry_failed: bool = False
    address: str | None = None
    gpus: float = 0.0

    @property
    def needs_model(self) -> bool:
        """Whether the task runs a model."""
        return self.task in _NEED_MODEL and not (self.task == "summarise" and self.to == "zh")

    def settings(self) -> dict[str, Any]:
        """Return what the output depends on beside the input: a finished chunk fits no other settings.

        Raises ModelError when the model is unknown, InputError when the glossary cannot be read.
        """
        return {
            "toolkit": version("zh-en-toolkit"),
            "task": self.task,
            "column": self.column,
            "target_column": self.target_column,
            "id_column": self.id_column,
            "model": self._model_identity() if self.needs_model else None,
            "device": self.device if self.needs_model else None,
            "figures": self.figures if self.task == "translate" else None,
            "glossary": self._glossary_identity(),
            "to": self.to if self.task == "summarise" else None,
            "length": self.length if self.task == "summarise" else None,
        }

    def _model_identity(self) -> str:
        card = find_card(self.model)
        told = repr((card.revision, sorted(card.files.items()), card.decoding, card.lock))
        return f"{card.id} {hashlib.sha256(told.encode()).hexdigest()[:16]}"

    def _glossary_identity(self) -> str | None:
        if self.glossary is None:
            return None
        from toolkit.translate import read_glossary

        terms = sorted(read_glossary(self.glossary).terms.items())
        return hashlib.sha256(repr(terms).encode()).hexdigest()[:16]
