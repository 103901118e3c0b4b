"""A statement on a page: the words, and the way they took to reach us as a sentence."""

from __future__ import annotations

from generator.dates import Form
from generator.document import (
    Block,
    Blocks,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Quotation,
    Strong,
    Text,
    without_outer_marks,
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
    with_citations,
    words,
)
from generator.views.addresses import statement_anchor
from generator.views.attribution import ATTRIBUTED, Attribution, Hand, attribution
from generator.views.claims import answers
from generator.views.verification import verified


def statement_blocks(graph: Graph, placed: PlacedStatement, *, anchored: bool = True) -> Blocks:
    """A quotation or a reported statement with its chain of attribution as a sentence.

    `anchored` only on the page of the article or issue that carries it: its one address.
    """
    statement = placed.statement
    told = attribution(graph, placed)
    anchor = statement_anchor(placed.key) if anchored else None
    blocks: list[Block] = []
    sentence = (*chain_sentence(told), *cites(placed.source_ids))
    if statement.quote is not None:
        language = statement.language if statement.language != "en" else None
        blocks.append(Quotation(statement.quote, sentence, language, anchor))
        if statement.text is not None:
            blocks.append(Paragraph(prose_inlines(statement.text)))
    else:
        # A chain whose only hand is the text that is cited says no more than the citation does.
        is_direct = all(
            hand.record_id in placed.source_ids
            and hand.date is None
            and hand.is_translation is None
            for hand in told.hands
        )
        said = statement.text or statement.position or ""
        spoken = with_citations(said, placed.source_ids) if is_direct else prose_inlines(said)
        lead = (Strong(_speaker(told)), Text(f" ({statement.verb}): "))
        blocks.append(Paragraph((*lead, *spoken), anchor=anchor))
        blocks += [] if is_direct else [Paragraph(sentence, role="attribution")]
    remarks = _remarks(graph, placed, told, with_status=anchored)
    if remarks:
        blocks.append(Paragraph(remarks, role="remark"))
    if anchored:
        blocks += _chain(told)
        blocks += _history(graph, placed)
    if statement.quote is not None:
        is_checked = verified(graph, placed).checked is not None
        role = "checked" if is_checked else "unchecked"
        blocks.append(Paragraph(_evidence(graph, placed, told), role=role))
    return tuple(blocks)


def _chain(told: Attribution) -> Blocks:
    """Each hand that the words passed through, where that tells more than the sentence does."""
    is_plain = not told.translated_from and all(hand.is_named for hand in told.hands)
    if len(told.hands) < 2 or (is_plain and len(told.hands) < 3):
        return ()
    first = [told.role] if told.role else []
    first += [f"spoke in {language_name(told.translated_from)}"] if told.translated_from else []
    steps: list[Inlines] = [(*_speaker(told), *_details(first))]
    for index, hand in enumerate(told.hands):
        is_last = index == len(told.hands) - 1
        steps.append(_step(hand, is_last=is_last))
    items = tuple(Item((Paragraph(step),)) for step in steps)
    return (Paragraph(words("The way of these words:"), role="chain"), List(items, ordered=True))


def _step(hand: Hand, *, is_last: bool) -> Inlines:
    details = [] if hand.is_named else ["not named"]
    if hand.language:
        form = {True: ", a translation", False: ", the original", None: ""}[hand.is_translation]
        details.append(f"in {language_name(hand.language)}{form}")
    details += [hand.date.words] if hand.date else []
    details += ["the text that was read"] if is_last else []
    name = link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
    return (*name, *_details(details))


def _details(details: list[str]) -> Inlines:
    return words(f": {'; '.join(details)}") if details else ()


def _history(graph: Graph, placed: PlacedStatement) -> Blocks:
    """What became of a claim, each answer with its day, its author and its sources."""
    steps = answers(graph, placed.key)
    if not steps:
        return ()
    first = placed.statement
    rows: list[Inlines] = [
        (
            *_dated(first), Text(f"{first.verb} by "), *_speaker(attribution(graph, placed)),
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
    items = tuple(Item((Paragraph(row),)) for row in rows)
    return (Paragraph(words("What became of it:"), role="history"), List(items))


def _dated(statement: Statement) -> Inlines:
    return words(f"{statement.date.words if statement.date else 'Date not given'}: ")


def _evidence(graph: Graph, placed: PlacedStatement, told: Attribution) -> Inlines:
    """Whether the words were compared with the source's text, the way to them, what they rest on."""
    found = verified(graph, placed)
    if found.checked is None:
        parts: list[Inlines] = [words("Not yet compared with the source’s text.")]
    else:
        where = "headline" if found.is_headline_only else "text"
        day = day_words(found.checked)
        parts = [words(f"Compared word for word with the source’s {where} on {day}.")]
        if found.is_speaker_open:
            parts.append(words("The text leaves open who speaks."))
    ways: list[Inlines] = []
    if found.passage_url:
        ways.append((Link(found.passage_url, words("The passage in the source")),))
    if found.archived_url:
        ways.append((Link(found.archived_url, words("archived copy")),))
    if ways:
        parts.append((*joined(ways, ", "), Text(".")))
    sources, origins = len(placed.source_ids), len(told.origin_ids)
    parts.append(
        words(
            f"Rests on {count(sources, 'source')}, from "
            f"{count(origins, 'distinct origin')} that we can trace."
        )
    )
    return joined(parts, " ")


def claim_item(graph: Graph, placed: PlacedStatement) -> Item:
    """A claim on one line: its day, who makes it, and who answered when."""
    statement = placed.statement
    said = statement.position or statement.text
    told = prose_inlines(said) if said else words(f"“{without_outer_marks(statement.quote or '')}”")
    date = statement.date.words if statement.date else "Date not given"
    name = attribution(graph, placed).speaker
    inlines: list[Inline] = [
        Strong(words(date)), Text(" "), *link(placed.key, name), Text(f" ({statement.verb}): "),
        *told, *cites(placed.source_ids),
    ]  # fmt: skip
    for step in answers(graph, placed.key):
        day = step.placed.statement.date
        when = f", {day.words}" if day else ""
        speaker = attribution(graph, step.placed).speaker
        inlines += [
            Text(f" {capitalised(step.done)} by "), *link(step.placed.key, speaker),
            Text(f"{when}."), *cites(step.placed.source_ids),
        ]  # fmt: skip
    return Item((Paragraph(tuple(inlines)),))


def chain_sentence(told: Attribution) -> Inlines:
    """ "Sergei Ryabkov, to RIA Novosti, as reported by Reuters, in The Independent"."""
    inlines: list[Inline] = [*_speaker(told)]
    for hand in told.hands:
        inlines.append(Text(f", {hand.lead} "))
        inlines += link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
        details = [hand.date.words] if hand.date else []
        tells = hand.is_translation is not None or hand.language not in (None, "en")
        details += [f"in {language_name(hand.language or '')}"] if tells else []
        if details:
            inlines.append(Text(f" ({', '.join(details)})"))
    return tuple(inlines)


def _speaker(told: Attribution) -> Inlines:
    return link(told.speaker_id, told.speaker) if told.speaker_id else words(told.speaker)


def _remarks(
    graph: Graph, placed: PlacedStatement, told: Attribution, *, with_status: bool
) -> Inlines:
    """What else is known of a statement, each as a short sentence."""
    statement = placed.statement
    parts: list[Inlines] = []
    if told.role:
        when = "on that day" if statement.date else "when the article appeared"
        parts.append(words(f"{told.role} {when}."))
    parts.append(words(said) if (said := _said(statement)) else ())
    if with_status or told.standing != ATTRIBUTED:
        parts.append(words(f"Status: {told.standing}."))
    if told.why_unnamed:
        parts.append(words(f"No name is given: {told.why_unnamed.rstrip('.')}."))
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


def _said(statement: Statement) -> str:
    """How and when it was said; a reported statement shows its verb beside its speaker."""
    # "Told" wants a listener, whom the chain names already.
    spoken = "said" if statement.verb == "told" else statement.verb
    verb = capitalised(spoken) if statement.quote is not None else ""
    date = statement.date
    if date is None:
        return f"{verb}." if verb else ""
    is_day = date.form is Form.POINT and date.start is not None and date.start.day is not None
    when = f"on {date.words}" if is_day else f"({date.words})"
    return f"{verb} {when}." if verb else f"{capitalised(date.words)}."


def _short_statement(graph: Graph, key: str) -> str:
    placed = graph.statements[key]
    return f"what {attribution(graph, placed).speaker} {placed.statement.verb}"
