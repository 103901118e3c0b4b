"""The picture that is shown where a page is shared: drawn from the page's words, and kept."""

from __future__ import annotations

from generator.cards.drawing import HEIGHT, WIDTH, Card, card
from generator.cards.placing import FOLDER, card_of, card_path, owns_card
from generator.cards.store import design, drawn, fingerprint, forget_others

__all__ = [
    "FOLDER",
    "HEIGHT",
    "WIDTH",
    "Card",
    "card",
    "card_of",
    "card_path",
    "design",
    "drawn",
    "fingerprint",
    "forget_others",
    "owns_card",
]
