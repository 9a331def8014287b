"""COMET by a process in an environment of its own: its pins clash with ours.

It is off by default. Make the environment once:

    python -m venv comet && comet/bin/pip install unbabel-comet

and give its interpreter: `toolkit eval run SUITE --comet-python comet/bin/python`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import DependencyError, InputError, ModelError
from toolkit.evaluation.model import Item, Output

MODEL = "Unbabel/wmt22-comet-da"

# Run by the other interpreter: reads {"model", "rows"} from standard input, prints {"scores"}.
_PROGRAM = """
import json, sys
from comet import download_model, load_from_checkpoint
job = json.load(sys.stdin)
model = load_from_checkpoint(download_model(job["model"]))
found = model.predict(job["rows"], batch_size=8, gpus=0, progress_bar=False)
print(json.dumps({"scores": [float(each) for each in found.scores]}))
"""


def comet_scores(
    items: Sequence[Item], outputs: Sequence[Output], *, python: Path, model: str = MODEL
) -> list[float]:
    """Return COMET's score (about 0 to 1) of each output, as the interpreter `python` computes it.

    Raises InputError without references, DependencyError when the interpreter or its package is
    missing, and ModelError when the process fails otherwise.
    """
    if any(item.reference is None for item in items):
        raise InputError("COMET needs references, and this suite has none; leave out --comet-python")
    rows = [
        {"src": item.source, "mt": output.text, "ref": item.reference}
        for item, output in zip(items, outputs, strict=True)
    ]
    try:
        done = subprocess.run(
            [str(python), "-c", _PROGRAM],
            input=json.dumps({"model": model, "rows": rows}),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise DependencyError(f"cannot run {python}: {error.strerror}; {_HOW}") from error
    if "ModuleNotFoundError" in done.stderr:
        raise DependencyError(f"{python} has no COMET; {_HOW}")
    try:
        scores: list[float] = json.loads(done.stdout.strip().splitlines()[-1])["scores"]
    except (IndexError, ValueError, KeyError) as error:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        raise ModelError(f"COMET gave no scores ({last}); is {model} on this machine?") from error
    return scores


_HOW = "make its environment with: python -m venv comet && comet/bin/pip install unbabel-comet"
