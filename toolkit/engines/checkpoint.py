"""A folder of pretrained weights, looked at before anything heavy is loaded from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.cards import Decoding
from toolkit.errors import ModelError

PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
TOKENIZER_FILES = ("tokenizer.json", "*.spm", "*.model", "vocab.json", "vocab.txt", "merges.txt")
_GENERATION_KEYS = {
    "beam_size": "num_beams",
    "length_penalty": "length_penalty",
    "repetition_penalty": "repetition_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram_size",
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A transformers folder: its config.json, generation_config.json and tokenizer_config.json."""

    folder: Path
    config: Mapping[str, Any]
    generation: Mapping[str, Any]
    tokenizer: Mapping[str, Any]

    @property
    def model_type(self) -> str:
        """The architecture's name in transformers ("marian", "m2m_100", "t5" …)."""
        return str(self.config["model_type"])

    @property
    def seq2seq(self) -> bool:
        """Whether the model has an encoder and a decoder."""
        return bool(self.config.get("is_encoder_decoder")) or self.model_type in ("t5", "mt5", "umt5")

    @property
    def decoding(self) -> Decoding:
        """The search settings that the model itself asks for."""
        given = {ours: self.setting(theirs) for ours, theirs in _GENERATION_KEYS.items()}
        return Decoding(**given)

    def setting(self, name: str) -> Any:
        """Return a generation setting; old checkpoints keep them in config.json."""
        return self.generation.get(name, self.config.get(name))

    @property
    def weights(self) -> list[Path]:
        """The safetensors files, sorted by name."""
        return sorted(self.folder.glob("*.safetensors"))

    @property
    def pickles(self) -> list[Path]:
        """Weights in pickle format, which can run code when read carelessly."""
        return sorted(path for pattern in PICKLES for path in self.folder.glob(pattern))

    @property
    def sizes(self) -> list[int]:
        """The bytes of each file that the weights are loaded from."""
        return [path.stat().st_size for path in self.weights or self.pickles]


def read_checkpoint(folder: Path) -> Checkpoint:
    """Return the checkpoint in `folder`; raise ModelError when it is no transformers model."""
    config = _read_json(folder / "config.json")
    if "model_type" not in config:
        raise ModelError(f"{folder} has no config.json with a model_type, so it is no transformers model")
    generation = _read_json(folder / "generation_config.json")
    return Checkpoint(folder, config, generation, _read_json(folder / "tokenizer_config.json"))


def require_loadable(checkpoint: Checkpoint, *, allow_pickle: bool) -> None:
    """Raise ModelError for missing, cut or pickled weights."""
    folder = checkpoint.folder
    for path in checkpoint.weights:
        _require_whole(path)
    if checkpoint.weights:
        return
    if not checkpoint.pickles:
        raise ModelError(f"{folder} has no weights (*.safetensors); pull or copy the model again")
    if not allow_pickle:
        raise ModelError(
            f"{folder} has only pickled weights ({checkpoint.pickles[0].name}), which are refused; "
            "pull a revision with safetensors, or pass --allow-pickle if you trust its source"
        )


def require_tokenizer(checkpoint: Checkpoint) -> None:
    """Raise ModelError when none of a tokenizer's files are there."""
    folder = checkpoint.folder
    if not any(path for pattern in TOKENIZER_FILES for path in folder.glob(pattern)):
        raise ModelError(f"{folder} has no tokenizer ({', '.join(TOKENIZER_FILES)}); copy or pull it again")


def _require_whole(path: Path) -> None:
    """Raise ModelError unless the safetensors file is as long as its header says."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = stream.read(min(length, size))
    try:
        entries = json.loads(header)
        ends = [entry["data_offsets"][1] for name, entry in entries.items() if name != "__metadata__"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path} is cut short or no safetensors file; pull or copy it again") from error
    if size != 8 + length + max(ends, default=0):
        raise ModelError(f"{path} is cut short ({size} bytes); pull or copy it again")


def _read_json(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise ModelError(f"{path} holds no JSON object")
    return data
