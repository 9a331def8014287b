"""`--fail-under`: a check that is not good enough ends in exit code 1."""

from __future__ import annotations

from toolkit.errors import GateError
from toolkit.figures.model import Check


def require_survival(check: Check | None, fail_under: float | None) -> None:
    """Raise GateError when figures were invented or too few survive; None asks for nothing."""
    if fail_under is None or check is None:
        return
    if check.invented:
        texts = ", ".join(figure.text for figure in check.invented[:5])
        raise GateError(f"{len(check.invented)} figures of the output have no source: {texts}")
    if check.survival is not None and check.survival < fail_under:
        raise GateError(f"survival {check.survival:.4f} is under {fail_under}; see `toolkit check --explain`")
