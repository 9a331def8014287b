"""Summaries whose every figure can be traced."""
