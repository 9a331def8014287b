"""The figures of a Chinese text."""

from toolkit.figures.zh.extract import extract

__all__ = ["extract"]
