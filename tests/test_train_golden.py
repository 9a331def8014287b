"""The embedded weights still translate ten sentences as they did when they were shipped.

int8 kernels differ between instruction sets, so outputs must be equal only on the recorded one;
elsewhere chrF must be at least 90 and the figures the same.
"""

from __future__ import annotations

import json
import platform
from collections import Counter
from pathlib import Path

import pytest

from toolkit.engines import load_model
from toolkit.figures import find_figures
from toolkit.scores import score, segment_statistics
from toolkit.translate.ladder import as_read

GOLDEN = Path(__file__).parent / "golden" / "zh-en-mini.json"


def instruction_set() -> str:
    """Return which int8 kernels CTranslate2 uses here, as far as Linux tells."""
    flags = Path("/proc/cpuinfo")
    words = set(flags.read_text(encoding="utf-8").split()) if flags.is_file() else set()
    for name, needed in (("avx512_vnni", "avx512_vnni"), ("avx512", "avx512bw"), ("avx2", "avx2")):
        if needed in words:
            return name
    return platform.machine()


@pytest.fixture(scope="module")
def golden() -> dict[str, object]:
    recorded: dict[str, object] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return recorded


@pytest.fixture(scope="module")
def outputs(golden: dict[str, list[dict[str, str]]]) -> list[str]:
    sources = [pair["source"] for pair in golden["translations"]]
    engine = load_model("zh-en-mini", threads=1)
    try:
        locked = [as_read(source, engine) for source in sources]
        found = engine.translate([lock.text for lock in locked])
        return [lock.unlock(best.text) for lock, (best, *_) in zip(locked, found, strict=True)]
    finally:
        engine.close()


def test_translations_are_those_recorded(golden: dict[str, object], outputs: list[str]) -> None:
    targets = [pair["target"] for pair in golden["translations"]]
    assert len(targets) == 10
    if golden["instruction_set"] == instruction_set():
        assert outputs == targets
    statistics = [segment_statistics("chrf", *both) for both in zip(outputs, targets, strict=True)]
    assert score("chrf", [sum(column) for column in zip(*statistics, strict=True)]) >= 90


def test_figures_are_those_recorded(golden: dict[str, object], outputs: list[str]) -> None:
    targets = [pair["target"] for pair in golden["translations"]]
    for output, target in zip(outputs, targets, strict=True):
        assert values(output) == values(target)


def values(text: str) -> Counter[tuple[object, ...]]:
    figures = find_figures(text, lang="en")
    return Counter((figure.kind, figure.value, figure.value_to, figure.unit) for figure in figures)
