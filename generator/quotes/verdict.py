"""What is to be said of one quotation."""

from __future__ import annotations

from generator.quotes.comparison import Change
from generator.quotes.reading import Passage
from generator.quotes.speakers import Standing
from generator.values import Value


class Verdict(Value):
    """What is to be said of one quotation.

    `reason` is None where it is accepted, else one of text, boundary, speaker, cut, brackets.
    `hands` are those who passed the words on, as the passage names them.
    `speaker` is the standing of the speaker; None where no speaker was asked for.
    """

    reason: str | None
    message: str
    passage: Passage | None = None
    speaker: Standing | None = None
    given: str = ""
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    in_headline_only: bool = False
    hands: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return self.reason is None
