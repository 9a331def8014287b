"""What a result depends on, as hashes: the suite, the code and its data, the kind of processor."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from toolkit.evaluation.model import Item, Suite
from toolkit.evaluation.statistics import RESAMPLES, SEED

_CODE = ("figures", "article", "engines", "translate", "summarise", "evaluation")
_INSTRUCTION_SETS = ("avx512f", "avx2", "avx", "asimd", "sse4_1")


def suite_hash(suite: Suite, items: Sequence[Item]) -> str:
    """Return a hash of the suite's inputs, references and gold figures; recorded outputs are not in it."""
    rows = [
        (item.id, item.source, item.reference, item.document, item.group, item.figures, item.key_figures)
        for item in items
    ]
    settings = (suite.task, suite.target_lang, suite.length)
    return _digest([repr(settings).encode(), *(repr(row).encode() for row in rows)])


@cache
def code_hash() -> str:
    """Return a hash of the toolkit's code and language data, as far as results depend on them."""
    root = files("toolkit")
    paths = [
        path
        for folder in _CODE
        for path in sorted(Path(str(root.joinpath(folder))).rglob("*"))
        if path.suffix in (".py", ".toml")
    ]
    return _digest(path.read_bytes() for path in paths)


@cache
def units_hash() -> str:
    """Return a hash of the language data of the figures."""
    return _digest(path.read_bytes() for path in sorted(Path(str(files("toolkit.figures"))).rglob("*.toml")))


def toolkit_version() -> str:
    """Return the installed version, or "unknown"."""
    try:
        return version("zh-en-toolkit")
    except PackageNotFoundError:
        return "unknown"


@cache
def instruction_set() -> str:
    """Return the widest vector instructions of this processor: int8 results depend on them."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.machine()
    words = set(text.split())
    return next((name for name in _INSTRUCTION_SETS if name in words), platform.machine())


def run_signature(suite: Suite, hashed: str, identity: str, *, recorded: bool, scores: Iterable[str]) -> str:
    """Return the signature that stands beside every score of a run."""
    parts = [
        f"suite:{suite.id}@{hashed}",
        f"system:{identity}",
        f"units:{units_hash()}",
        f"code:{code_hash()}",
        f"version:{toolkit_version()}",
        f"interval:bootstrap{RESAMPLES}:seed{SEED}",
    ]
    if not recorded:
        parts.append(f"isa:{instruction_set()}")
    return "|".join([*parts, *scores])


def content_key(signature: str, metrics: Sequence[str]) -> str:
    """Return the hash under which a run is cached."""
    return _digest([json.dumps([signature, list(metrics)]).encode()])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]
