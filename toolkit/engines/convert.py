"""A transformers checkpoint made into CTranslate2 weights, once, and found again by its content."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from textwrap import shorten

from toolkit.cards import Card
from toolkit.engines.base import Options
from toolkit.engines.checkpoint import (
    TOKENIZER_FILES,
    Checkpoint,
    read_checkpoint,
    require_loadable,
)
from toolkit.engines.ctranslate_weights import WEIGHTS, holds_weights
from toolkit.engines.devices import on_gpu
from toolkit.engines.families import Family
from toolkit.engines.memory import is_full, require_memory, told_when_full
from toolkit.engines.runtimes import require_torch
from toolkit.engines.store import content_key, conversion_folder, locate
from toolkit.errors import InputError, ModelError, ResourceError

STORED_AS = {"int8": "int8_float32"}
"""The converter's names, where they differ: plain int8 keeps the rest as 16 bits if the checkpoint did."""
ALSO_COPIED = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "*.jinja",
)


def float_type(family: Family, *, gpu: bool) -> str:
    """Return the weights' type: int8 on a CPU; on a GPU 16 bits wide enough for the family."""
    if not gpu:
        return "int8"
    return "bfloat16" if family.wide_floats else "float16"


def convert_model(card: Card, quantization: str, *, allow_pickle: bool) -> Path:
    """Return the folder of a card's converted copy; raise InputError when there is nothing to convert."""
    if card.url is not None or card.engine == "echo" or card.files:
        raise InputError(
            f"the model {card.id!r} is no transformers checkpoint, so there is nothing to convert"
        )
    checkpoint = read_checkpoint(locate(card))
    require_loadable(checkpoint, allow_pickle=allow_pickle)
    return convert_to(checkpoint, quantization)


def ready_copy(checkpoint: Checkpoint, family: Family, options: Options) -> Path:
    """Return the folder with converted weights: the checkpoint's own, or a copy's, made when missing."""
    if holds_weights(checkpoint.folder):
        return checkpoint.folder
    require_loadable(checkpoint, allow_pickle=options.allow_pickle)
    return convert_to(checkpoint, float_type(family, gpu=on_gpu(options)))


def convert_to(checkpoint: Checkpoint, quantization: str) -> Path:
    """Return the cached copy with that weight type, converting first where there is none."""
    import ctranslate2

    weights = checkpoint.weights or checkpoint.pickles
    settings = f"{quantization} {ctranslate2.__version__.split('.')[0]}"
    target = conversion_folder(content_key([checkpoint.folder / "config.json", *weights], settings=settings))
    if target.is_dir():
        return target
    require_torch(f"converting {checkpoint.folder.name}")
    require_memory(checkpoint)
    _require_disk(target, needed=sum(checkpoint.sizes))
    work = Path(mkdtemp(prefix="converting-", dir=target.parent))
    try:
        with told_when_full(f"the conversion of {checkpoint.folder.name}"):
            _run_converter(checkpoint, work / WEIGHTS, quantization)
        for pattern in (*TOKENIZER_FILES, *ALSO_COPIED):
            for path in checkpoint.folder.glob(pattern):
                shutil.copy2(path, work / path.name)
        _put_in_place(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _run_converter(checkpoint: Checkpoint, output: Path, quantization: str) -> None:
    from toolkit.engines.converter import CheckpointConverter

    try:
        CheckpointConverter(checkpoint).convert(
            str(output), quantization=STORED_AS.get(quantization, quantization)
        )
    except (OSError, ValueError, RuntimeError, KeyError, NotImplementedError, AttributeError) as error:
        if is_full(error):
            raise
        reason = shorten(str(error), 160, placeholder=" …") or type(error).__name__
        raise ModelError(
            f"CTranslate2 cannot convert {checkpoint.folder}: {reason}; "
            f"run it with transformers instead: --model transformers:{checkpoint.folder}"
        ) from error


def _require_disk(target: Path, *, needed: int) -> None:
    """Raise ResourceError unless the folder of `target` can be made and holds the weights once more."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise ModelError(
            f"the cache folder {target.parent} cannot be made ({error}); set TOOLKIT_HOME"
        ) from error
    if needed > free:
        raise ResourceError(
            f"the conversion needs up to {needed / 1e9:.1f} GB of disk in {target.parent} and "
            f"{free / 1e9:.1f} GB is free; make room or set TOOLKIT_HOME to another disk"
        )


def _put_in_place(work: Path, target: Path) -> None:
    """Move the finished copy to its name; another process may have been faster, which is as good."""
    try:
        work.rename(target)
    except OSError:
        if not target.is_dir():
            raise
