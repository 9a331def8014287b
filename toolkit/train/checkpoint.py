"""Training states on disk: written whole or not at all, read back only when undamaged."""

from __future__ import annotations

import errno
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, ResourceError
from toolkit.files import whole_file

_NAME = "step-{step:09d}.pt"
_SHAPE = re.compile(r"step-\d{9}\.pt")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far training is: steps and target tokens done, and the place in the data."""

    step: int = 0
    tokens: int = 0
    number: int = 0
    batch: int = 0
    """Batches done of the pass with that `number`."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of the trainer with its progress."""

    progress: Progress
    state: dict[str, Any]


def save_checkpoint(folder: Path, checkpoint: Checkpoint, *, fingerprint: str, keep: int) -> Path:
    """Write the checkpoint, remove all but the last `keep`, and return its path.

    Raises ResourceError when the disk is full; the checkpoints before it are then untouched.
    """
    import torch

    written = io.BytesIO()
    told = {"progress": asdict(checkpoint.progress), "state": checkpoint.state, "fingerprint": fingerprint}
    torch.save(told, written)
    path = folder / _NAME.format(step=checkpoint.progress.step)
    write_whole(path, written.getbuffer())
    for old in checkpoints(folder)[:-keep]:
        old.unlink()
    return path


def load_checkpoint(folder: Path, *, fingerprint: str, warn: Callable[[str], None]) -> Checkpoint | None:
    """Return the newest undamaged checkpoint, None when there is none, warning of damaged ones.

    Raises InputError when it belongs to another configuration.
    """
    for path in reversed(checkpoints(folder)):
        told = _read(path)
        if told is None:
            warn(f"the checkpoint {path} is damaged, so it is left aside; going back to the one before it")
            continue
        if told["fingerprint"] != fingerprint:
            raise InputError(
                f"{path} was made with another configuration; give `output` another folder, "
                "or delete the checkpoints to begin anew"
            )
        return Checkpoint(Progress(**told["progress"]), told["state"])
    return None


def checkpoints(folder: Path) -> list[Path]:
    """Return the checkpoints in the folder, oldest first."""
    return sorted(path for path in folder.glob("step-*.pt") if _SHAPE.fullmatch(path.name))


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Write the file at once: a kill or a full disk leaves the old file, or none."""
    try:
        with whole_file(path, temporary=path.with_name(f".{path.name}.tmp")) as stream:
            stream.write(content)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise ResourceError(
            f"the disk is full, {path} could not be written; free some space and run again: "
            "training goes on from the last checkpoint"
        ) from error


def _read(path: Path) -> dict[str, Any] | None:
    """Return what the file holds, None when it is damaged."""
    import torch

    try:
        with zipfile.ZipFile(path) as archive:  # torch does not look at the checksums
            if archive.testzip() is not None:
                return None
        told: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (zipfile.BadZipFile, RuntimeError, EOFError, KeyError, ValueError):
        return None
    return told
