"""Summaries whose every figure can be traced."""

from toolkit.summarise.model import Summary, SummarySentence
from toolkit.summarise.summary import summarise

__all__ = ["Summary", "SummarySentence", "summarise"]
