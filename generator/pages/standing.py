"""Standing pages: about, how we work, and whatever else stands in content/pages/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator import prose
from generator.components.head import Contents
from generator.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    Paragraph,
    Text,
)
from generator.exemptions import Granted
from generator.graph import Graph, statement_key
from generator.history import History
from generator.model import Article, Issue, Page
from generator.pages import parts
from generator.pages.bundles import Bundles
from generator.pages.finish import finish
from generator.views.addresses import page_of
from generator.views.verification import quotation_counts


def bundles(graph: Graph, history: History) -> Bundles:
    for page in graph.pages.values():
        yield page_of(page), partial(_document, graph, history, page)


def _document(graph: Graph, history: History, page: Page) -> Iterator[Document]:
    blocks: list[Block] = [
        Heading(1, parts.words(page.title), "top"),
        Contents(),
        *prose.parse_markdown(page.body),
        *(block for shown in page.shows for block in _SHOWN[shown](graph)),
        *parts.freshness([parts.changed(graph, history, page.id)]),
    ]
    description = page.description or _first_words(graph, page)
    yield from finish(graph, page_of(page), page.title, description, blocks, record_id=page.id)


def _first_words(graph: Graph, page: Page) -> str:
    paragraphs = (b for b in prose.parse_markdown(page.body) if isinstance(b, Paragraph))
    return next((parts.spoken(graph, p.children) for p in paragraphs), page.title)


def _exemptions(graph: Graph) -> Blocks:
    """Every exemption from a rule: their number is public."""
    rows: list[Inlines] = []
    for grant in graph.exemptions.values():
        exemption = grant.exemption
        why = parts.capitalised(exemption.why.rstrip("."))
        told = f". {why}. {parts.capitalised(exemption.owner)}, until {exemption.until.words}."
        rows.append(
            (*_where(graph, grant), Text(": "), Text(exemption.rule.replace("-", " ")), Text(told))
        )
    number = parts.count(len(rows), "exemption")
    verb = "is" if len(rows) == 1 else "are"
    intro = Paragraph(parts.words(f"There {verb} {number} from our rules at present."))
    return parts.section("Which exemptions are there?", "exemptions", (intro, *parts.bullets(rows)))


def _where(graph: Graph, grant: Granted) -> Inlines:
    """The record that is exempt, or the one statement of it."""
    record = graph.library.records.get(grant.record_id)
    if grant.statement is not None and isinstance(record, (Article, Issue)):
        return parts.link(statement_key(record, grant.statement))
    return parts.link(grant.record_id) if record else parts.words(grant.record_id)


def _quotations(graph: Graph) -> Blocks:
    """How many quotations were compared with the text of their source."""
    counts = quotation_counts(graph)
    total = sum(counts.values())
    told = (
        f"Of {parts.count(total, 'quotation')} on this site, {counts['verified']:,} were compared "
        f"word for word with the text of their source, {counts['never verified']:,} not yet"
    )
    told += f"; {counts['exempt']:,} cannot be." if counts["exempt"] else "."
    intro = Paragraph(parts.words(told))
    return parts.section("How many quotations were checked?", "quotations-checked", (intro,))


_SHOWN: dict[str, Callable[[Graph], Blocks]] = {
    "exemptions": _exemptions,
    "quotations": _quotations,
}
