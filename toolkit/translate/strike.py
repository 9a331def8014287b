"""The last rung against invention: a figure that nothing in the source accounts for is struck out.

Only the model's own output is touched, only figures in digits and dates, with the preposition or comma
that held them, and only when no source figure is still missing: an invented figure beside a missing
one may be its distorted counterpart, which an editor must see. Every strike leaves a note.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.figures.model import Figure
from toolkit.translate.checking import check_output
from toolkit.translate.draft import Draft, count_errors, credit

_HOLDER = re.compile(
    r"(?:[,;]?\s*\b(?:and|or|in|on|at|of|by|to|from|with|for|about|over|since|until|the|a|an)\b|,|\()*\s*$",
    re.IGNORECASE,
)


def strike_invented(draft: Draft) -> Draft:
    """Return `draft` without the invented figures that can be struck out, with a note for each."""
    for figure in sorted(draft.check.invented, key=lambda figure: -figure.start):
        if draft.check.count("missing") or not _is_plain(figure):
            continue
        target = _without(draft.target, figure)
        check = check_output(draft.source, target)
        if count_errors(check) == draft.figure_errors - 1:
            note = f"struck out: {figure.text} has no source"
            check = credit(draft.check, check, "repaired")
            draft = replace(draft, target=target, check=check, notes=(*draft.notes, note))
    return draft


def _is_plain(figure: Figure) -> bool:
    """Return whether the figure can be nothing else: written in digits, or a date."""
    return figure.kind == "date" or any(character.isdigit() for character in figure.text)


def _without(text: str, figure: Figure) -> str:
    before = _HOLDER.sub("", text[: figure.start])
    after = text[figure.end :].lstrip() if not before else text[figure.end :]
    joined = before + (after if after[:1] in " ,.;:!?)" else f" {after}")
    return joined[:1].upper() + joined[1:] if text[:1].isupper() else joined
