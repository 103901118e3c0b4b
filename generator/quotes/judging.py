"""The verdict on one quotation: exact, with the reason, the place and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from generator.quotes.comparison import compared
from generator.quotes.lexicon import NEGATIONS, STAND_INS
from generator.quotes.matching import WALL, Element, Match, Sort, Stream, elements_of, matches
from generator.quotes.names import Speaker
from generator.quotes.reading import ReadText
from generator.quotes.refusal import Refusal, words_of_elements
from generator.quotes.speakers import Finding, Standing
from generator.quotes.tokens import DASH, is_word
from generator.quotes.verdict import Verdict
from generator.values import replace

QUOTE_LIMIT = 50_000


def judge(
    quote: str, text: ReadText, names: Sequence[str] = (), *, is_body: bool = False
) -> Verdict:
    """Whether a quotation stands in a text as it is typed, and is said by the one named.

    `names` are all names of the speaker; none where the speaker is not to be looked at. `is_body`
    says that it is an organisation or a state, which speaks through somebody.
    """
    if len(quote) > QUOTE_LIMIT:
        return Verdict("text", "the quotation is longer than any passage could be")
    elements = elements_of(quote)
    if not elements:
        return Verdict("text", "there are no words in this quotation")
    verdict = _accepted(elements, text, names, is_body)
    if verdict is None:
        verdict = _accepted(elements_of(quote, keep_outer_marks=True), text, names, is_body)
    verdict = verdict or Refusal(elements, text).verdict()
    if verdict.reason is None or verdict.changes or verdict.passage is None:
        return verdict
    passage = verdict.passage
    changes = compared(
        words_of_elements(elements), text.tokens, text.text, passage.start, passage.end
    )
    return replace(verdict, changes=changes)


# --- accepted, or said by somebody else ------------------------------------------------------


def _accepted(
    elements: Sequence[Element], text: ReadText, names: Sequence[str], is_body: bool
) -> Verdict | None:
    found = [m for m in matches(text.words_said, elements) if not _cuts_number(text, m)]
    if not found:
        return None
    turned = _negating_gloss(elements)
    verdicts = [_of_match(text, match, names, is_body) for match in found]
    best = min(verdicts, key=_rank)
    replaced = _replacing_gloss(elements, text, found)
    if replaced is not None and best.passage is not None:
        return Verdict(
            "brackets",
            f'"[{replaced}]" stands in place of a word of the source; keep the word and put the gloss behind it',
            best.passage,
        )
    if turned is not None and best.passage is not None:
        return Verdict(
            "brackets", f'the gloss "[{turned}]" turns the sense of the words round', best.passage
        )
    headline = all(v.in_headline_only for v in verdicts)
    return replace(best, in_headline_only=headline, warnings=_warnings(best, headline))


def _rank(verdict: Verdict) -> tuple[int, bool]:
    order = {None: 0, Standing.CONFIRMED: 0, Standing.OPEN: 1, Standing.OTHER: 2}
    return (order[verdict.speaker], verdict.in_headline_only)


def _of_match(text: ReadText, match: Match, names: Sequence[str], is_body: bool) -> Verdict:
    start, end = text.span(text.words_said, match)
    utterance = text.utterance_at(match.start)
    passage = text.passage(start, end)
    if not names:
        return Verdict(
            None, "the words stand there", passage, in_headline_only=utterance.is_headline
        )
    speaker = Speaker.called(names, is_body=is_body)
    finding = text.speakers.says(speaker, utterance, start, end)
    if finding.standing is Standing.OTHER:
        return Verdict(
            "speaker", _other_speaker(finding, speaker), passage, finding.standing, finding.given,
            in_headline_only=utterance.is_headline,
        )  # fmt: skip
    return Verdict(
        None, "the words stand there", passage, finding.standing, finding.given,
        in_headline_only=utterance.is_headline, hands=text.speakers.hands(utterance),
    )  # fmt: skip


def _other_speaker(finding: Finding, speaker: Speaker) -> str:
    if finding.why:
        return finding.why
    return f'the passage gives "{finding.given}" as the speaker, not {speaker.shown}'


def _warnings(verdict: Verdict, headline: bool) -> tuple[str, ...]:
    found = []
    if verdict.speaker is Standing.OPEN:
        found.append("speaker not confirmed: the text leaves open who says this")
    if headline:
        found.append("the words stand in the headline, not in the body of the text")
    return tuple(found)


def _negating_gloss(elements: Sequence[Element]) -> str | None:
    for element in elements:
        if element.sort is Sort.GLOSS and any(w.lower() in NEGATIONS for w in element.words):
            return " ".join(element.words)
    return None


def _replacing_gloss(
    elements: Sequence[Element], text: ReadText, found: Sequence[Match]
) -> str | None:
    """A gloss at either end that takes the place of the source's first or last word.

    "[The minister] was late" for "He was late" is no excerpt with a gloss added.
    """
    stream = text.words_said
    for element, is_first in ((elements[0], True), (elements[-1], False)):
        if element.sort is not Sort.GLOSS or len(elements) < 2:
            continue
        if all(_takes_place(stream, m, element, is_first=is_first) for m in found):
            return " ".join(element.words)
    return None


def _takes_place(stream: Stream, match: Match, element: Element, *, is_first: bool) -> bool:
    words = stream.words
    literal = ["[", *element.words, "]"]
    inside = words[match.start : match.end]
    if (inside[: len(literal)] if is_first else inside[-len(literal) :]) == literal:
        return False
    near = match.start - 1 if is_first else match.end
    beyond = near - 1 if is_first else near + 1
    word = words[near] if 0 <= near < len(words) else WALL
    if word in {"[", "]"}:
        return True
    if not is_word(word):
        return False
    edge = words[beyond] if 0 <= beyond < len(words) else WALL
    ends = {WALL, ".", "!", "?", "…", "؟"}
    return edge in ends or (is_first and word.lower() in STAND_INS)


def _cuts_number(text: ReadText, match: Match) -> bool:
    """12 000 quoted as 12, or −5 as 5: an excerpt that ends inside a number is another number."""
    tokens, stream = text.tokens, text.words_said
    first, last = stream.origins[match.start], stream.origins[match.end - 1]
    if last + 1 < len(tokens) and tokens.words[last].isdigit():
        behind = tokens.words[last + 1]
        gap = text.text[tokens.ends[last] : tokens.starts[last + 1]]
        if (
            behind.isdigit()
            and len(behind) == 3
            and gap in {" ", "\u00a0", "\u202f", "\u2009", "'", "’"}
        ):
            return True
    if first and tokens.words[first][:1].isdigit() and tokens.words[first - 1] == DASH:
        glued = tokens.ends[first - 1] == tokens.starts[first]
        apart = first < 2 or tokens.ends[first - 2] < tokens.starts[first - 1]
        return glued and apart
    return False
