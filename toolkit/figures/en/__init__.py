"""Figures in English text."""

from toolkit.figures.en.extract import extract
from toolkit.figures.en.weak import is_weak

__all__ = ["extract", "is_weak"]
