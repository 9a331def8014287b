"""`--fail-under`: a check that is not good enough ends in exit code 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import GateError, InputError

if TYPE_CHECKING:
    from toolkit.figures.model import Check
    from toolkit.summarise import Summary


def require_survival(check: Check | None, fail_under: float | None) -> None:
    """Raise GateError when figures were invented or too few survive; None asks for nothing."""
    if fail_under is None:
        return
    if check is None:
        raise InputError("--fail-under needs the figures checked; use --figures lock or check")
    require_no_invention(check)
    if check.survival is not None and check.survival < fail_under:
        raise GateError(f"survival {check.survival:.4f} is under {fail_under}; see `toolkit check --explain`")


def require_no_invention(check: Check) -> None:
    """Raise GateError when the output has figures without a source."""
    if check.invented:
        texts = ", ".join(figure.text for figure in check.invented[:5])
        raise GateError(f"{len(check.invented)} figures of the output have no source: {texts}")


def require_coverage(summary: Summary, fail_under: float | None) -> None:
    """Raise GateError when figures were invented or too few key figures are carried."""
    if fail_under is None:
        return
    require_no_invention(summary.check)
    if summary.coverage is not None and summary.coverage < fail_under:
        raise GateError(f"coverage {summary.coverage:.4f} is under {fail_under}; try a larger --length")
