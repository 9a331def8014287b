"""Weights loaded by transformers from a local folder, and loaded whole or not at all."""

from __future__ import annotations

from pickle import UnpicklingError
from typing import Any

from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.memory import is_full, require_memory, told_when_full
from toolkit.engines.runtimes import quiet_transformers
from toolkit.errors import ModelError, reason_of

MISFIT = "the weights have other sizes than its config.json says; pull or copy the model again"


def load_weights(kind: str, checkpoint: Checkpoint, *, dtype: Any, device: str = "cpu") -> Any:
    """Return the model of the transformers class `kind` on `device`, ready to run.

    Raises ResourceError when it does not fit into memory and ModelError for any weight left unset.
    """
    quiet_transformers()
    require_memory(checkpoint, width=getattr(dtype, "itemsize", 4), device=device)
    with told_when_full(checkpoint.folder.name):
        return _load(kind, checkpoint, dtype=dtype).to(device).eval()


def _load(kind: str, checkpoint: Checkpoint, *, dtype: Any) -> Any:
    import transformers

    try:
        model, report = getattr(transformers, kind).from_pretrained(
            checkpoint.folder,
            dtype=dtype,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=bool(checkpoint.weights),
            output_loading_info=True,
        )
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        ImportError,
        RuntimeError,
        UnpicklingError,
    ) as error:
        if is_full(error):
            raise
        reason = MISFIT if "mismatched" in str(error) else reason_of(error)
        raise ModelError(f"{checkpoint.folder} cannot be loaded as {kind}: {reason}") from error
    missing = sorted(report["missing_keys"])
    if missing:
        raise ModelError(
            f"{checkpoint.folder} lacks the weights {', '.join(missing[:3])}"
            f"{' …' if len(missing) > 3 else ''}; it is not a whole {checkpoint.model_type} model"
        )
    return model
