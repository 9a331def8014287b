"""What `toolkit train` is told: a TOML file read into frozen values, every key known or an error."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit.errors import InputError
from toolkit.tables import build

Lock = Literal["symbols", "numbers"]
Decay = Literal["cosine", "inverse-sqrt", "constant"]
Precision = Literal["auto", "bfloat16", "float32"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A file of pairs: .tsv (source, target, label), .jsonl, .parquet or .tmx; the first two also .xz, .gz.

    `source`, `target` and `label` are the keys of JSONL and Parquet, or TMX language codes.
    `weight` is how often a pass sees each pair: 2 is twice, 0.2 a random fifth. `labels`, where
    given, holds a weight for each label, and pairs with other labels are left out. The figures of a
    `trusted` corpus are not checked.
    """

    path: str
    weight: float = 1.0
    source: str = "zh"
    target: str = "en"
    label: str = "label"
    trusted: bool = False
    labels: Mapping[str, float] = field(default_factory=dict)

    def weight_of(self, label: str) -> float:
        """Return how often a pass sees a pair with that label."""
        return self.labels.get(label, 0.0) * self.weight if self.labels else self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which pairs are dropped: by length in pieces, by English words per Chinese character, and so on."""

    max_pieces: int = 90
    min_ratio: float = 0.2
    max_ratio: float = 2.0
    languages: bool = True
    figures: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The tokenizer: `model` reuses a sentencepiece file, otherwise one is trained on the corpora."""

    model: str | None = None
    size: int = 12_000
    sample: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The size of a new model."""

    width: int = 256
    feed_forward: int = 1024
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.0
    positions: int = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How long and how fast to learn; `batch_tokens` counts padded places on the longer side.

    `average` is how much of the running average of the weights a step keeps; `threads` 0 takes one
    for each usable core.
    """

    steps: int
    batch_tokens: int = 3200
    learning_rate: float = 6e-4
    last_learning_rate: float = 3e-5
    warmup_steps: int = 200
    decay: Decay = "cosine"
    label_smoothing: float = 0.1
    clip: float = 1.0
    average: float = 0.998
    precision: Precision = "auto"
    threads: int = 0
    seed: int = 1
    save_steps: int = 500
    log_steps: int = 50
    keep: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """The pairs that are translated and scored as training goes on, and how often."""

    path: str
    every_steps: int = 2000
    sentences: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole training run. Paths in the file count from the file's own folder.

    `start` is a transformers folder to go on from; without it a new model of the given `shape` is made.
    `locked` is the share of pairs whose figures are prepared as at run time, in the way of `lock`:
    "symbols" on both sides, or "numbers" rendered in English in the source.
    """

    corpora: tuple[Corpus, ...]
    training: Training
    output: str = "run"
    start: str | None = None
    lock: Lock = "symbols"
    locked: float = 0.8
    filters: Filters = field(default_factory=Filters)
    pieces: Pieces = field(default_factory=Pieces)
    shape: Shape = field(default_factory=Shape)
    development: Development | None = None
    folder: Path = Path()

    def resolve(self, path: str) -> Path:
        """Return `path` of the file as a path that can be opened."""
        return self.folder / Path(path).expanduser()

    @property
    def output_folder(self) -> Path:
        """Where checkpoints, the log and the finished model go."""
        return self.resolve(self.output)

    def fingerprint(self) -> str:
        """Return a hash of all that decides the weights; a checkpoint with another one is not resumed."""
        told = as_plain(self)
        for free in ("output", "development", "folder"):
            del told[free]
        for free in ("save_steps", "log_steps", "keep"):
            del told["training"][free]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def read_config(path: Path) -> Config:
    """Return the configuration at `path`.

    Raises InputError when there is none or its values make no sense, SuiteError for unknown keys
    (with the nearest known one) and wrong types.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"cannot read the training configuration {path}: {error}") from error
    config = build(Config, table | {"folder": path.resolve().parent}, where=str(path))
    _require_sense(config, str(path))
    return config


def as_plain(value: Any) -> Any:
    """Return a value of the configuration as dicts, lists, strings and numbers."""
    if is_dataclass(value):
        return {item.name: as_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [as_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value


def _require_sense(config: Config, where: str) -> None:
    training, shape = config.training, config.shape
    positive = {
        "training.steps": training.steps,
        "training.batch_tokens": training.batch_tokens,
        "training.learning_rate": training.learning_rate,
        "training.save_steps": training.save_steps,
        "training.log_steps": training.log_steps,
        "training.keep": training.keep,
        "filters.max_pieces": config.filters.max_pieces,
        "shape.heads": shape.heads,
    }
    for key, value in positive.items():
        if value <= 0:
            raise InputError(f"{where}: {key} must be more than 0, not {value}")
    shares = {"locked": config.locked, "training.label_smoothing": training.label_smoothing}
    for key, value in (shares | {"training.average": training.average}).items():
        if not 0 <= value <= 1:
            raise InputError(f"{where}: {key} must lie between 0 and 1, not {value}")
    if shape.width % shape.heads:
        raise InputError(f"{where}: shape.width {shape.width} is no multiple of shape.heads {shape.heads}")
    if config.filters.max_pieces >= shape.positions:
        raise InputError(f"{where}: filters.max_pieces must be less than shape.positions {shape.positions}")
    if not config.corpora:
        raise InputError(f"{where}: name at least one [[corpora]] with its path")
