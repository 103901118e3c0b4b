"""What stands on a page and is not the report: adverts, links to other texts, rosters, the questions."""

from __future__ import annotations

import re
from collections import Counter

from generator.desk.draft.outlets import is_outlet_name
from generator.quotes.paragraphs import Stretch
from generator.quotes.reading import ReadText
from generator.quotes.speech import Utterance

_HEADS = re.compile(
    r"(?:advertisement|advert|sponsored|related(?: (?:stories|articles|topics))?|most (?:read|viewed|popular)|"
    r"read (?:more|also|next)|recommended|more on this(?: story)?|see also|anzeige|werbung|mehr zum thema|"
    r"lesen sie auch|meistgelesen|à lire aussi|publicité|lea también|publicidad|реклама|читайте также|"
    r"читайте також|إعلان|اقرأ أيضا)\s*:?\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:[•·▪*-]|\d{1,2}[.)])\s")
_ENDS = tuple('.!?…"”“»’‘)؟')
# "President: Ms. Lindqvist (Norland)" is a line of a list; so many words are said.
ROSTER_WORDS = 6


class Furniture:
    """What of one text is no speech of its report, though it looks so."""

    def __init__(self, text: ReadText, publisher: str | None) -> None:
        self.text = text
        self.publisher = publisher
        self.turns: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        ended = 0
        for utterance in text.speech.utterances:
            if utterance.label is not None:
                said = text.text[utterance.start : utterance.end].rstrip()
                self.turns[utterance.label] += 1
                asked[utterance.label] += said.endswith(("?", "؟"))
                ended += said.endswith(_ENDS)
        self.asking = {
            label for label, count in self.turns.items()
            if count > 1 and asked[label] * 2 > count and self._asks_for_the_paper(label)
        }  # fmt: skip
        # Where turns are whole sentences, one that ends like none is a line of a list.
        self.is_punctuated = ended * 5 > self.turns.total() * 3

    def holds(self, utterance: Utterance) -> bool:
        if self._is_in_list(utterance.paragraph, utterance.start):
            return True
        label = utterance.label
        if label is None:
            is_heading = not utterance.marks and self.text.text[
                utterance.start : utterance.end
            ].endswith(":")
            return is_heading or self._is_banner(utterance)
        if label == self.publisher or label in self.asking or _HEADS.match(label):
            return True
        is_first = utterance.paragraph.start == self.text.speech.paragraphs[0].start
        said = self.text.text[utterance.start : utterance.end].rstrip()
        is_list = said.endswith(")") and len(said.split()) < ROSTER_WORDS
        is_entry = self.is_punctuated and (is_list or not said.endswith((*_ENDS, ":")))
        return (is_first and self.turns[label] < 2) or (is_entry and self.turns.total() > 3)

    def _asks_for_the_paper(self, label: str) -> bool:
        """Whether the questions are the paper's: "LEDGER:", "Redaktion:", no person's name."""
        return len(label.split()) == 1 or is_outlet_name(label)

    def _is_in_list(self, paragraph: Stretch, place: int) -> bool:
        """Whether a line stands below a heading such as "Most read", or goes with an advert."""
        at = (
            self.text.speech.starts.index(paragraph.start)
            if paragraph.start in self.text.speech.starts
            else 0
        )
        near = self.text.speech.paragraphs[max(0, at - 1)]
        rows = [*self.text.text[near.start : paragraph.start].split("\n")]
        inside = self.text.text[paragraph.start : place].split("\n")
        own = self.text.text[paragraph.start : paragraph.end].split("\n")
        heads = [row for row in inside[:-1] if _HEADS.match(row.strip())]
        before = (
            at > 0
            and near.start < paragraph.start
            and any(_HEADS.match(r.strip()) for r in rows[-3:])
        )
        is_listed = _LISTED.match(own[len(inside) - 1]) is not None
        return bool(heads) or (before and (is_listed or len(own) == 1 and len(own[0]) < 120))

    def _is_banner(self, utterance: Utterance) -> bool:
        """Words set by themselves between the title and the text: the desk's pick, given to nobody."""
        blocks = self.text.speech.paragraphs
        is_sentence = (
            self.text.text[utterance.start : utterance.end].rstrip().endswith((".", "!", "?", "…"))
        )
        if utterance.paragraph not in blocks[1:3] or utterance.signed is not None or is_sentence:
            return False
        rest = self.text.text[utterance.paragraph.start : utterance.paragraph.end]
        return not rest.replace(self.text.text[utterance.start : utterance.end], "").strip(
            "\"“”„«»‘’'‹› .\u00a0\u202f"
        )
