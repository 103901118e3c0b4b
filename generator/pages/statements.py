"""A statement on a page: the words, and the way they took to reach us as a sentence."""

from __future__ import annotations

from generator.dates import Form
from generator.document import Block, Blocks, Inline, Inlines, Paragraph, Quotation, Strong, Text
from generator.graph import Graph, PlacedStatement
from generator.languages import language_name
from generator.model import Statement
from generator.pages.parts import (
    capitalised,
    cites,
    joined,
    link,
    prose_inlines,
    with_citations,
    words,
)
from generator.views.addresses import statement_anchor
from generator.views.appearances import denials_of
from generator.views.attribution import ATTRIBUTED, Attribution, attribution


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
            hand.record_id in placed.source_ids and hand.date is None and hand.language is None
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
    return tuple(blocks)


def chain_sentence(told: Attribution) -> Inlines:
    """ "Sergei Ryabkov, to RIA Novosti, as reported by Reuters, in The Independent"."""
    inlines: list[Inline] = [*_speaker(told)]
    for hand in told.hands:
        inlines.append(Text(f", {hand.lead} "))
        inlines += link(hand.record_id, hand.name) if hand.record_id else words(hand.name)
        details = [hand.date.words] if hand.date else []
        details += [f"in {language_name(hand.language)}"] if hand.language else []
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
        parts.append(
            words(
                f"Said in {language_name(told.translated_from)}; the words here are a translation."
            )
        )
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
    for other in denials_of(graph, placed.key):
        denier = attribution(graph, other).speaker
        parts.append((Text("Denied by "), *link(other.key, denier), Text(".")))
    if statement.rejected_by:
        rejecting = joined(
            ((*link(r.by), *cites(r.sources)) for r in statement.rejected_by), last=" and "
        )
        parts.append((Text("Rejected by "), *rejecting, Text(".")))
    if statement.note:
        parts.append(prose_inlines(statement.note))
    return joined(parts, " ")


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
