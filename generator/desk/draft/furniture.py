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
_CREDITS = re.compile(
    r"author|text|words|by|reporter|reporting|editing|photos?|autor(?:in)?|redaktion|auteur|texte|автори?|авторы|текст|"
    r"фото|редактор|источник|джерело|قلم|بقلم|تحرير",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:[•·▪*-]|\d{1,2}[.)])\s")
_ENDS = tuple('.!?…"”“»’‘)؟')
# "President: Ms. Lindqvist (Norland)" is a line of a list; so many words are said.
ROSTER_WORDS = 6
# A line of a list of links is short, and its heading near.
LINE_LENGTH = 110
NEAR = 600


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
        if _CREDITS.fullmatch(label):
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
        above = self.text.text[max(0, place - NEAR) : place].split("\n")
        line = above.pop() + self.text.text[place : place + NEAR].partition("\n")[0]
        heads = [at for at, row in enumerate(above) if _HEADS.match(row.strip())]
        if not heads:
            return False
        between = [row for row in above[heads[-1] + 1 :] if row.strip()]
        # Below such a heading a list goes on line by line; a sentence of the report ends it.
        are_listed = all(_LISTED.match(row) or len(row) < LINE_LENGTH for row in between)
        is_near = place > paragraph.start or len(between) < 2
        return are_listed and (
            _LISTED.match(line) is not None or (len(line) < LINE_LENGTH and is_near)
        )

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
