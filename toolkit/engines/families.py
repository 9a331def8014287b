"""What each model family needs beyond its own files, read from families.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from toolkit.resources import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The quirks of an architecture; `wide_floats` means that float16 overflows and bfloat16 is used."""

    name: str
    model_type: str = ""
    tokenizer: str | None = None
    token: str | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    target_token: str | None = None
    prefix: str = ""
    suppress_pad: bool = False
    wide_floats: bool = False


@cache
def _table() -> tuple[tuple[Family, ...], Mapping[str, tuple[str, ...]]]:
    data = read_table("toolkit.engines", "families.toml")
    codes = {code: tuple(variants) for code, variants in data["codes"].items()}
    return tuple(Family(**entry) for entry in data["family"]), codes


def detect_family(model_type: str, *, tokenizer: str, vocabulary: Mapping[str, int]) -> Family:
    """Return the first family that fits the model's type, tokenizer class and vocabulary."""
    for family in _table()[0]:
        fits = family.model_type == model_type
        fits = fits and (family.tokenizer is None or tokenizer.startswith(family.tokenizer))
        if fits and (family.token is None or family.token in vocabulary):
            return family
    return Family(name=model_type)


def same_language(code: str, models_code: str) -> bool:
    """Return whether a model's own language code means our `code` (zh: zh, zho, cmn, zho_Hans …)."""
    return models_code in _table()[1].get(code, (code,))
