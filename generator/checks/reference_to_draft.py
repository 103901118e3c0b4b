"""A record that is to be published names a draft, something said in one, or its address.

Why: Drafts are not on the site, so a reader who follows the reference would come to nothing.

Before:

    # content/articles/ferry-strike.yml
    draft: true
    source: gazette-letters
    summary: The crews of the ferry write that they were never asked.
    topics: [harbour-bridge]

    # content/terms/pier.yml
    term: Pier
    definition: What the crews write about in [[ferry-strike]]. [@gazette-letters]
    topics: [harbour-bridge]

After:

    # content/articles/ferry-strike.yml
    source: gazette-letters
    summary: The crews of the ferry write that they were never asked.
    topics: [harbour-bridge]

    # content/terms/pier.yml
    term: Pier
    definition: What the crews write about in [[ferry-strike]]. [@gazette-letters]
    topics: [harbour-bridge]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.deadlinks import Target, place_of, targets
from generator.diagnostics import Location, Related, Severity
from generator.drafts import drafts
from generator.graph import Mention
from generator.ground import Finding, Ground
from generator.model import Article
from generator.views.addresses import page_of

SEVERITY = Severity.ERROR

Named = tuple[Article, str, Mention | Target]


def subjects(ground: Ground) -> Iterator[Named]:
    """Every place where a draft is named, by its id, a statement's, or its address."""
    graph = ground.graph
    found = drafts(graph)
    for article in found:
        said = (statement.id for statement in article.statements if statement.id is not None)
        for id in (article.id, *said):
            for mention in graph.mentions_of(id):
                yield article, id, mention
    if not found:
        return
    by_page = {page_of(article): article for article in found}
    for target in targets(graph, _without_looking):
        page = target.page.removesuffix("/next")
        if page in by_page:
            yield by_page[page], target.page, target


def _without_looking(path: str) -> None:
    """Where a page stands is enough here; to make it takes long."""


def look(ground: Ground, named: Named) -> Iterator[Finding]:
    article, what, where = named
    place: Location
    index: int | None = None
    if isinstance(where, Target):
        record_id = where.record.id
        place = place_of(where, ground.graph, where.typed)
    else:
        record_id = where.record_id
        record = ground.graph.library.records.get(record_id)
        if record is None or (isinstance(record, Article) and record.draft):
            return
        place = ground.place(record, where.path)
        if where.path[0] == "statements":
            index = int(where.path[1])
    message = f'"{what}" is in a draft, which readers cannot see'
    help = f'publish "{article.id}" by taking out its draft: true, or leave this out until then'
    related = Related(ground.place(article, ("draft",)), "the draft")
    yield Finding(record_id, place, message, help, (related,), index)
