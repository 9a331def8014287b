"""What a user may write after `--model`, turned into a card."""

from __future__ import annotations

from toolkit.cards import Card, shipped_cards
from toolkit.engines.echo import CARD as ECHO
from toolkit.errors import ModelError
from toolkit.lookup import did_you_mean


def find_card(name: str) -> Card:
    """Return the card of the model `name`; raise ModelError naming the nearest known model."""
    known = {**shipped_cards(), ECHO.id: ECHO}
    if name in known:
        return known[name]
    raise ModelError(
        f"unknown model {name!r}{did_you_mean(name, known)}; 'toolkit models list' shows the known ones, "
        "and a hub id (org/name) or a folder (./name) works too"
    )
