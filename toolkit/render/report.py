"""What the output formats render: a translation, summaries, or both of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.render.forms import Form
from toolkit.summarise.model import Summary
from toolkit.translate.model import Translation


@dataclass(frozen=True, slots=True)
class Report:
    """One article's results; at least one of the two is there. `form` is that of the summaries."""

    translation: Translation | None = None
    summaries: Sequence[Summary] = ()
    form: Form = "lines"

    def require_translation(self, what: str) -> Translation:
        """Return the translation; raise InputError when there is none to be put into the format `what`."""
        if self.translation is None:
            raise InputError(f"{what} holds a translation, and this is a summary; choose another format")
        return self.translation

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON: of the translation, of the one summary, or of all together."""
        if self.translation is None and len(self.summaries) == 1:
            return self.summaries[0].to_json()
        data = self.translation.to_json() if self.translation else {}
        if self.summaries:
            data["summaries"] = [summary.to_json() for summary in self.summaries]
        return data
