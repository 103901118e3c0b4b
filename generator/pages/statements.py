"""A statement on a page: the words, and the way they took to reach us as a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from generator.components.statement import Chain, Step, Words
from generator.dates import Form
from generator.document import (
    Blocks,
    Inline,
    Inlines,
    Item,
    Link,
    Paragraph,
    Strong,
    Text,
    quoted_words,
)
from generator.graph import Graph, PlacedStatement
from generator.languages import language_name
from generator.model import Statement
from generator.pages.parts import (
    capitalised,
    cites,
    count,
    day_words,
    joined,
    link,
    prose_inlines,
    rests_on,
    when,
    with_citations,
    words,
)
from generator.views.addresses import statement_anchor
from generator.views.attribution import ASSERTED, REPORTED, UNNAMED, Attribution, Hand, attribution
from generator.views.claims import answers
from generator.views.verification import verified


def statement_blocks(
    graph: Graph, placed: PlacedStatement, *, anchored: bool = True, more: Inlines = ()
) -> Blocks:
    """A quotation or a reported statement with its chain of attribution as a sentence.

    `anchored` only on the page of the article or issue that carries it: its one address, where its
    whole way is shown step by step. Elsewhere a link leads there. `more` is one more remark.
    """
    statement = placed.statement
    told = attribution(graph, placed)
    way = chain_sentence(told)
    sentence = (*way, *((Text("."),) if way else ()), *cites(placed.source_ids))
    said: Inlines = ()
    if statement.quote is not None:
        said = prose_inlines(statement.text) if statement.text else ()
    else:
        # A chain whose only hand is the text that is cited says no more than the citation does.
        is_direct = all(
            hand.record_id in placed.source_ids
            and hand.date is None
            and hand.is_translation is None
            for hand in told.hands
        )
        text = statement.text or statement.position or ""
        said = with_citations(text, placed.source_ids) if is_direct else prose_inlines(text)
        sentence = () if is_direct else sentence
    is_quote = statement.quote is not None
    checked = verified(graph, placed).checked is not None if is_quote else None
    evidence = _evidence(graph, placed, told, in_full=anchored) if is_quote else ()
    return (
        Words(
            statement_anchor(placed.key) if anchored else None,
            _first_large(speaker_words(told)), told.role, _done(statement), sentence,
            statement.quote,
            statement.language if statement.language != "en" else None, said,
            joined([_remarks(graph, placed, told), more], " "),
            _chain(graph, placed, told) if anchored else None,
            _history(graph, placed) if anchored else (),
            evidence, checked,
        ),
    )  # fmt: skip


def _chain(graph: Graph, placed: PlacedStatement, told: Attribution) -> Chain | None:
    """Each hand that the words passed through, where that tells more than the sentence does."""
    is_plain = not told.translated_from and all(hand.is_named for hand in told.hands)
    if len(told.hands) < 2 or (is_plain and len(told.hands) < 3):
        return None
    statement = placed.statement
    spoke = "wrote" if statement.verb == "wrote" else "spoke"
    if told.translated_from:
        spoke += f", in {language_name(told.translated_from)}"
    steps = [Step(spoke, speaker_words(told), (when(statement.date),))]
    last = len(told.hands) - 1
    steps += [_step(hand, is_last=index == last) for index, hand in enumerate(told.hands)]
    read = next((graph.sources[id].accessed for id in placed.source_ids), None)
    steps.append(Step("read and quoted", words("This page"), (when(read),) if read else ()))
    return Chain("How these words reached this page", tuple(steps))


def _step(hand: Hand, *, is_last: bool) -> Step:
    done = hand.verb or ("published" if is_last else "reported")
    if hand.is_translation:
        done += f", in {language_name(hand.language or '')} translation"
    elif hand.language not in (None, "en"):
        done += f", in {language_name(hand.language or '')}"
    name = link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
    more: Inlines = (when(hand.date),) if hand.date else ()
    return Step(done, name, more if hand.is_named else words("no name is given"))


def _history(graph: Graph, placed: PlacedStatement) -> tuple[Item, ...]:
    """What became of a claim, each answer with its day, its author and its sources."""
    steps = answers(graph, placed.key)
    if not steps:
        return ()
    first = placed.statement
    rows: list[Inlines] = [
        (
            *_dated(first), Text(f"{first.verb} by "), *speaker_words(attribution(graph, placed)),
            *cites(placed.source_ids),
        )
    ]  # fmt: skip
    for step in steps:
        speaker = attribution(graph, step.placed).speaker
        rows.append(
            (
                *_dated(step.placed.statement), Text(f"{step.done} by "),
                *link(step.placed.key, speaker), *cites(step.placed.source_ids),
            )
        )  # fmt: skip
    return tuple(Item((Paragraph(row),)) for row in rows)


def _dated(statement: Statement) -> Inlines:
    return (when(statement.date), Text(": "))


def _evidence(
    graph: Graph, placed: PlacedStatement, told: Attribution, *, in_full: bool
) -> Inlines:
    """Whether the words were compared with the source's text, the way to them, what they rest on."""
    found = verified(graph, placed)
    if not in_full:
        short = "Compared with the source’s text. " if found.checked else f"{_UNCOMPARED} "
        return (*words(short), *link(placed.key, "How these words reached us"), Text("."))
    parts: list[Inlines] = []
    if found.checked is not None:
        where = "headline" if found.is_headline_only else "text"
        day = day_words(found.checked)
        parts.append(_compared(graph, found.copy_id, where, day))
        if found.is_speaker_open:
            parts.append(words("The text leaves open who speaks."))
    else:
        parts.append(words(_UNCOMPARED))
    ways: list[Inlines] = []
    if found.passage_url:
        ways.append((Link(found.passage_url, words("The passage in the source")),))
    if found.archived_url:
        ways.append((Link(found.archived_url, words("archived copy")),))
    if ways:
        parts.append((*joined(ways, ", "), Text(".")))
    if len(placed.source_ids) > 1:
        parts.append(words(f"{rests_on(len(placed.source_ids), len(told.origin_ids))}."))
    return joined(parts, " ")


def _compared(graph: Graph, copy_id: str | None, where: str, day: str) -> Inlines:
    """With what a quotation was compared: its own source, or the copy that was at hand."""
    copy = graph.sources.get(copy_id) if copy_id else None
    if copy is None:
        return words(f"Compared word for word with the source’s {where} on {day}.")
    told = f"Compared word for word on {day} with the {where} of the copy by "
    return (Text(told), *link(copy.id, copy.publisher), Text("."))


def compared(graph: Graph, statements: Iterable[PlacedStatement]) -> Blocks:
    """How many of the quotations of a page were compared with the texts that they were read in."""
    quoted = [placed for placed in statements if placed.statement.quote is not None]
    if not quoted:
        return ()
    number = sum(verified(graph, placed).checked is not None for placed in quoted)
    if number == len(quoted):
        told = "Each quotation here was compared word for word with the text it was read in."
    elif number:
        told = (
            f"{number:,} of the {count(len(quoted), 'quotation')} here were compared word for word "
            "with the text they were read in; each says whether it was."
        )
    else:
        told = "The quotations here have not yet been compared with their texts by the program."
    return (Paragraph(words(told), role="remark"),)


def claim_item(graph: Graph, placed: PlacedStatement) -> Item:
    """A claim in a few lines: its day, who makes it, and who answered when, each kind of answer at once."""
    statement = placed.statement
    said = statement.position or statement.text
    told = prose_inlines(said) if said else words(f"“{quoted_words(statement.quote or '')}”")
    name = attribution(graph, placed).speaker
    inlines: list[Inline] = [
        Strong((when(statement.date),)), Text(" "), *link(placed.key, name), Text(": "),
        *told, *cites(placed.source_ids),
    ]  # fmt: skip
    by_kind: dict[str, list[tuple[Inlines, Inlines]]] = {}
    for step in answers(graph, placed.key):
        speaker = attribution(graph, step.placed).speaker
        if step.done == "confirmed" and speaker == name:
            continue
        day = step.placed.statement.date
        on = words(f", {day.words}") if day else ()
        answer = (*link(step.placed.key, speaker), *on)
        by_kind.setdefault(step.done, []).append((answer, cites(step.placed.source_ids)))
    for done, given in by_kind.items():
        lead = f" {capitalised(done)} by "
        for number, (answer, sources) in enumerate(given, start=1):
            end = "." if number == len(given) else ";"
            inlines += [Text(lead if number == 1 else " "), *answer, Text(end), *sources]
    return Item((Paragraph(tuple(inlines)),))


_UNCOMPARED = "Not yet compared with the source’s text."
# What is said of a statement that is not simply somebody's, by name.
_STANDINGS = {
    ASSERTED: "The article says so itself.",
    REPORTED: "Reported at second hand.",
}


def chain_sentence(told: Attribution) -> Inlines:
    """The way of words from the first who heard them: "to RIA Novosti, as reported by Reuters, in
    The Independent"."""
    steps: list[Inlines] = []
    for hand in told.hands:
        name = link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
        details = [hand.date.words] if hand.date else []
        tells = hand.is_translation is not None or hand.language not in (None, "en")
        details += [f"in {language_name(hand.language or '')}"] if tells else []
        more = words(f" ({', '.join(details)})") if details else ()
        steps.append((Text(f"{hand.lead} "), *name, *more))
    return joined(steps)


def speaker_words(told: Attribution) -> Inlines:
    return link(told.speaker_id, told.speaker) if told.speaker_id else words(told.speaker)


def _remarks(graph: Graph, placed: PlacedStatement, told: Attribution) -> Inlines:
    """What else is known of a statement, each as a short sentence."""
    statement = placed.statement
    parts: list[Inlines] = []
    if told.standing in _STANDINGS:
        parts.append(words(_STANDINGS[told.standing]))
    if told.standing == UNNAMED:
        why = f": {told.why_unnamed.rstrip('.')}" if told.why_unnamed else ""
        parts.append(words(f"No name is given{why}."))
    if told.translated_from:
        parts.append(_translation(told))
    for relation, target in (
        ("Denies", statement.denies),
        ("Confirms", statement.confirms),
        ("Corrects", statement.corrects),
        ("Withdraws", statement.withdraws),
    ):
        if target:
            parts.append(
                (Text(f"{relation} "), *link(target, _short_statement(graph, target)), Text("."))
            )
    if statement.rejected_by:
        rejecting = joined(
            ((*link(r.by), *cites(r.sources)) for r in statement.rejected_by), last=" and "
        )
        parts.append((Text("Rejected by "), *rejecting, Text(".")))
    if statement.note:
        parts.append(prose_inlines(statement.note))
    return joined(parts, " ")


def _translation(told: Attribution) -> Inlines:
    said = f"Said in {language_name(told.translated_from or '')}; the words here are "
    if told.translator is None:
        return words(f"{said}a translation.")
    if told.translator == "us":
        return words(f"{said}our translation.")
    return (Text(f"{said}a translation, as given in "), *link(told.translator), Text("."))


def _done(statement: Statement) -> Inlines:
    """What the speaker did, and when: "replied on 4 March 2014"."""
    # "Told" wants a listener, whom the chain names.
    verb = "said" if statement.verb == "told" else statement.verb
    date = statement.date
    if date is None:
        return words(verb)
    if date.form is Form.POINT and date.start is not None:
        exact = not (date.start.approximate or date.start.uncertain)
        lead = " on " if date.start.day else " in "
        if exact:
            return (Text(verb + lead), when(date))
    return (Text(f"{verb} ("), when(date), Text(")"))


def _first_large(inlines: Inlines) -> Inlines:
    first = inlines[0] if inlines else None
    return (Text(capitalised(first.text)), *inlines[1:]) if isinstance(first, Text) else inlines


def _short_statement(graph: Graph, key: str) -> str:
    placed = graph.statements[key]
    return f"what {attribution(graph, placed).speaker} {placed.statement.verb}"
