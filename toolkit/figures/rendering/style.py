"""The choices a house style makes about figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Style:
    """How figures are written where a language leaves a choice; the defaults are news English."""

    currency: Literal["yuan", "RMB", "CNY", "¥"] = "yuan"
    """how the Chinese currency is written; other currencies keep their names with "yuan", else their codes"""
    english: Literal["american", "british"] = "american"
    """spelling (meters or metres) and order of dates (June 4, 2022 or 4 June 2022)"""
    mu: Literal["mu", "mu+hectares", "hectares"] = "mu"
    percent: Literal["percent", "%"] = "percent"
    clock: Literal[12, 24] = 12
    """9:00 p.m. or 21:00"""


NEWS_STYLE = Style()
