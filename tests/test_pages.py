"""Records become pages: which there are, what each shows, and that every link on them leads on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from generator.components.figure import Figure
from generator.components.head import Contents
from generator.components.sources import RestsOn, SourceList
from generator.components.timeline import Timeline
from generator.document import (
    Block,
    Blocks,
    Citation,
    Component,
    Document,
    Heading,
    Item,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    Table,
    Text,
    anchors_of,
    citation_numbers,
    text_of,
    walk_inlines,
)
from generator.history import History
from generator.load import load
from generator.pages import documents
from generator.pages.topic import QUOTATIONS_SHOWN
from generator.resolving import resolve

from conftest import GOLDEN, MakeProject

Pages = dict[str, Document]
MakePages = Callable[..., Pages]


def pages_of(project: Path, history: History | None = None) -> Pages:
    library, load_problems = load(project / "content")
    graph, problems = resolve(library)
    assert (load_problems, problems) == ((), ())
    made = tuple(documents(graph, history or History()))
    assert [path for path, n in Counter(d.path for d in made).items() if n > 1] == []
    return {document.path: document for document in made}


@pytest.fixture(scope="module")
def golden() -> Pages:
    return pages_of(GOLDEN)


@pytest.fixture
def make_pages(make_project: MakeProject) -> MakePages:
    def make(files: dict[str, str], history: History | None = None) -> Pages:
        return pages_of(make_project(files), history)

    return make


def sections(document: Document) -> dict[str, Blocks]:
    """Anchor of each heading -> what stands below it, up to the next heading of its level.

    Components stand there in their plain form.
    """
    found: dict[str, Blocks] = {}
    blocks = plain(document.blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            below = blocks[index + 1 :]
            end = next(
                (
                    n
                    for n, b in enumerate(below)
                    if isinstance(b, Heading) and b.level <= block.level
                ),
                len(below),
            )
            found[block.anchor] = below[:end]
    return found


def plain(blocks: Iterable[Block]) -> Blocks:
    """The blocks with each component in headings, paragraphs and lists."""
    return tuple(part for b in blocks for part in (b.plain() if isinstance(b, Component) else (b,)))


def words_of(blocks: Iterable[Block]) -> str:
    """Every word that stands in blocks, in reading order."""
    told: list[str] = []
    for block in plain(blocks):
        match block:
            case Heading(_, children, _) | Paragraph(children, _, _):
                told.append(text_of(children))
            case List(items, _):
                told += [words_of(item.blocks) for item in items]
            case Quotation(text, attribution, _, _):
                told += [text, text_of(attribution)]
            case Table(_, rows):
                told += [text_of(cell) for row in rows for cell in row]
    return " ".join(told)


def entries(blocks: Blocks) -> list[str]:
    """The items of the first list in blocks, as plain words."""
    first = next(block for block in plain(blocks) if isinstance(block, List))
    return [words_of(item.blocks) for item in first.items]


def at(document: Document, anchor: str) -> Blocks:
    """What a link to an anchor leads to: the item of a list that bears it."""
    (found,) = (
        item.blocks
        for block in plain(document.blocks)
        if isinstance(block, List)
        for item in block.items
        if item.anchor == anchor
    )
    return found


def dead_links(pages: Pages) -> tuple[int, list[str]]:
    """How many links inside the site were followed, and those that lead nowhere."""
    anchors = {path: set(anchors_of(page.blocks)) for path, page in pages.items()}
    followed, dead = 0, []
    for path, page in pages.items():
        for inline in walk_inlines(page.blocks):
            if isinstance(inline, PageLink):
                target = inline.page or path
                target = "" if target == "index" else target
                followed += 1
                if target not in pages or (inline.anchor and inline.anchor not in anchors[target]):
                    dead.append(f"{path}: {inline.page}#{inline.anchor}")
    return followed, dead


# --- the whole site --------------------------------------------------------------------------


def test_every_page_and_collection_has_its_address(golden: Pages) -> None:
    """The addresses that readers keep: none may change unnoticed."""
    assert sorted(golden) == [
        "", "about", "actors", "actors/ada-quill", "actors/coast-wire", "actors/ferry-crews",
        "actors/harbour-gazette", "actors/port-ansel-council", "actors/radio-ansel", "articles",
        "articles/harbour-vote", "glossary", "issues", "issues/who-pays", "places",
        "places/port-ansel", "places/town-hall", "sources", "sources/coast-wire-2031-06-30",
        "sources/gazette-letters", "sources/harbour-gazette-2031-05-02", "sources/mirror-harbour",
        "timeline", "topics", "topics/harbour-bridge",
    ]  # fmt: skip


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_on_it(golden: Pages) -> None:
    """Followed one by one, with their anchors."""
    followed, dead = dead_links(golden)

    assert dead == []
    assert followed > 150


def test_every_page_has_one_title_and_no_anchor_twice(golden: Pages) -> None:
    """A heading of the first level, first of all; places that can be pointed at once each."""
    for document in golden.values():
        titles = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1]
        anchors = Counter(anchors_of(document.blocks))

        assert len(titles) == 1, document.path
        assert [anchor for anchor, n in anchors.items() if n > 1] == [], document.path
        assert document.title, document.path
        assert document.description, document.path


def test_every_number_of_a_citation_is_listed_at_the_foot_of_its_page(golden: Pages) -> None:
    """Sentence by sentence, a reader gets from the number to the source."""
    cited = 0
    for document in golden.values():
        numbers = citation_numbers(document.blocks)
        anchors = set(anchors_of(document.blocks))
        cited += len(numbers)
        if not document.path.startswith("sources/"):
            assert {f"source-{id}" for id in numbers} <= anchors, document.path

    assert cited > 20


def test_an_empty_project_has_a_home_and_its_collections(make_pages: MakePages) -> None:
    """The first day of a newsroom: every address is there, and says that there is nothing yet."""
    pages = make_pages({})

    assert sorted(pages) == [
        "", "actors", "articles", "glossary", "issues", "places", "sources", "timeline", "topics",
    ]  # fmt: skip
    assert dead_links(pages)[1] == []
    for path in ("actors", "articles", "issues", "places", "sources", "timeline", "topics"):
        assert "Nothing yet." in words_of(pages[path].blocks), path


# --- an explainer ----------------------------------------------------------------------------


def test_an_explainer_shows_everything_that_belongs_to_it(golden: Pages) -> None:
    """Short answer first, how things stand, the questions, then the records, sources last."""
    found = sections(golden["topics/harbour-bridge"])

    assert list(found) == [
        "top", "in-short", "status", "known", "claimed", "disputed", "not-known", "plan",
        "who-would-pay", "timeline", "positions", "denials", "dispute-mayor-pays-for-itself",
        "quotations", "people", "places", "terms", "articles", "sources",
    ]  # fmt: skip
    assert all(found.values())


def test_an_explainer_says_how_fresh_it_is(golden: Pages) -> None:
    """As of when, up to which event, when it is looked at again, and on how much it rests."""
    told = words_of(golden["topics/harbour-bridge"].blocks)

    assert (
        "As of 3 May 2031. Covers events to 30 June 2031. Next review by November 2031. "
        "Rests on 3 sources, 2 origins." in told
    )


def test_the_ledger_names_who_claims_and_who_disputes(golden: Pages) -> None:
    """Nothing contested stands without a name beside it."""
    found = sections(golden["topics/harbour-bridge"])

    assert entries(found["claimed"]) == [
        "2029 to 2030 An estimate of the cost was made. (claimed by Ada Quill)"
    ]
    assert entries(found["disputed"]) == [
        "9 March 2031 The estimate was published in full. (disputed by Ferry crews of Port Ansel)",
        "1 May 2031 Ada Quill: Holds that tolls will cover the cost. Denied by Ferry crews "
        "of Port Ansel, 2 May 2031.",
    ]
    assert entries(found["not-known"]) == ["Who made the estimate, and when."]
    assert entries(found["timeline"])[2].endswith("The crews say that a page was missing.")


CHANGES = """changes:
- {date: 2031-05-03, kind: update, text: "The crews answered. [@s]"}
- {date: 2031-05-04, kind: correction, text: "The vote was on 1 May. [@s]"}
"""


@pytest.mark.parametrize("path", ["topics/t", "issues/i", "articles/a"])
def test_corrections_and_updates_are_told_apart(make_pages: MakePages, path: str) -> None:
    """The newest first; the day of a correction stands at the top and leads to it."""
    pages = make_pages(
        {
            "sources/s.yml": "title: T\npublisher: P\n",
            "topics/t.md": f"---\ntitle: T\nquestion: Q?\nin_short: Short. [@s]\n{CHANGES}---\n",
            "issues/i.yml": f"question: Q?\n{CHANGES}",
            "articles/a.yml": f"source: s\nsummary: Summary.\n{CHANGES}",
        }
    )

    assert entries(sections(pages[path])["changes"]) == [
        "Correction, 4 May 2031. The vote was on 1 May.",
        "Update, 3 May 2031. The crews answered.",
    ]
    assert "Corrected 4 May 2031." in words_of(pages[path].blocks)
    assert dead_links(pages)[1] == []


def test_what_nobody_is_named_for_is_still_marked(make_pages: MakePages) -> None:
    """A claim whose claimant is not known does not read like a fact."""
    events = "".join(
        f"- {{id: {status}-one, date: 2022, text: Fact., sources: [s], status: {status}}}\n"
        for status in ("established", "claimed", "disputed")
    )
    pages = make_pages({"events/e.yml": events, "sources/s.yml": "title: T\npublisher: P\n"})

    assert entries(sections(pages["timeline"])["group-2022"]) == [
        "2022 Fact.", "2022 Fact. (claimed)", "2022 Fact. (disputed)",
    ]  # fmt: skip


def test_an_issue_without_positions_leaves_no_empty_table(make_pages: MakePages) -> None:
    """A question may be open before anybody has answered it."""
    pages = make_pages(
        {
            "topics/t.md": "---\ntitle: T\nquestion: Why?\nin_short: So.\n---\n",
            "issues/i.yml": "question: Who?\ntopics: [t]\n",
        }
    )

    assert "positions" not in sections(pages["topics/t"])
    assert list(sections(pages["issues/i"])) == ["top", "background"]


def test_the_timeline_of_an_explainer_runs_from_the_oldest(golden: Pages) -> None:
    """Each fact with its date and a number that leads to its source."""
    (timeline,) = sections(golden["topics/harbour-bridge"])["timeline"]

    assert isinstance(timeline, List)
    assert words_of(timeline.items[0].blocks).startswith("about 1891 The first steam ferry")
    assert [item.anchor for item in timeline.items] == [
        "event-ferry-opened", "event-estimate-made", "event-estimate-published", "event-vote-held",
    ]  # fmt: skip
    for item in timeline.items:
        assert any(isinstance(inline, Citation) for inline in walk_inlines(item.blocks))


def test_positions_stand_one_row_an_actor_with_dates_and_sources(golden: Pages) -> None:
    """What each side held when, who said it for them, and who rejects it."""
    _, table = sections(golden["issues/who-pays"])["positions"]

    assert isinstance(table, Table)
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        [
            "Council of Port Ansel",
            "April 2031: Wants to hear both sides first. Ada Quill, 1 May 2031: Holds that tolls "
            "will cover the cost. (Rejected by Ferry crews of Port Ansel)",
        ],
        ["Ferry crews of Port Ansel", "2 May 2031: Hold that the town will pay for decades."],
    ]
    for row in table.rows:
        assert any(isinstance(inline, Citation) for inline in row[1])


def test_an_explainer_has_the_latest_position_of_each_side(golden: Pages) -> None:
    """Under the question, which leads to all that they held before."""
    question, table = sections(golden["topics/harbour-bridge"])["positions"]

    assert isinstance(question, Paragraph)
    assert isinstance(table, Table)
    assert [i.page for i in walk_inlines((question,)) if isinstance(i, PageLink)] == [
        "issues/who-pays"
    ]
    assert [text_of(row[1]) for row in table.rows] == [
        "Ada Quill, 1 May 2031: Holds that tolls will cover the cost. "
        "(Rejected by Ferry crews of Port Ansel)",
        "2 May 2031: Hold that the town will pay for decades.",
    ]
    for row in table.rows:
        assert any(isinstance(inline, Citation) for inline in row[1])


def test_a_claim_stands_beside_its_denial(golden: Pages) -> None:
    """In the order of time, each with its day, its words, its way and its source."""
    for path in ("topics/harbour-bridge", "issues/who-pays"):
        blocks = sections(golden[path])["denials"]

        title, _, told = words_of(blocks).partition(" Claim. ")
        assert title.startswith("Holds that ")
        assert "Claim. " + told == (
            "Claim. Ada Quill, 1 May 2031 "
            "The bridge pays for itself… within a single generation. To Radio Ansel, as reported "
            "by Coast Wire, in Harbour Gazette (in English). "
            "Denial. Ferry crews of Port Ansel, 2 May 2031 Deny that the tolls could cover even "
            "half of it. In Harbour Gazette."
        )
        assert sum(isinstance(i, Citation) for i in walk_inlines(blocks)) == 2


def test_a_quotation_stands_with_its_chain_as_a_sentence(golden: Pages) -> None:
    """Who, in which office, to whom, through whom, where; then the day and the language."""
    quotation, remark, evidence = sections(golden["topics/harbour-bridge"])["quotations"]

    assert isinstance(quotation, Quotation)
    assert quotation.text == "The bridge pays for itself… within a single generation."
    assert text_of(quotation.attribution) == (
        "Ada Quill, Mayor of Port Ansel, said on 1 May 2031, to Radio Ansel, as reported by Coast Wire, in Harbour "
        "Gazette (in English)."
    )
    told = words_of([remark])
    assert (
        "Said in French; the words here are a translation, as given in Town to vote on ‘bridge that "
        "pays for itself’." in told
    )
    assert "Rejected by Ferry crews of Port Ansel." in told
    assert words_of([evidence]) == ("Compared with the source’s text. How these words reached us.")


def test_what_carries_a_quotation_tells_the_whole_evidence(golden: Pages) -> None:
    """When it was compared, where the passage is, and on how much it rests."""
    told = words_of(sections(golden["articles/harbour-vote"])["statements"])

    assert (
        "Compared word for word with the source’s text on 3 May 2031. The passage in the source."
        in told
    )
    assert told.startswith("Each quotation here was compared word for word")


def test_a_quotation_that_nobody_compared_says_so(golden_project: Path) -> None:
    """Where it is told in full, and where in short; a reader need not look for what is lacking."""
    (golden_project / "content" / "quotes.lock").unlink()
    pages = pages_of(golden_project)

    in_full = words_of(sections(pages["articles/harbour-vote"])["statements"])
    in_short = words_of(sections(pages["topics/harbour-bridge"])["quotations"])

    assert "Not yet compared with the source’s text." in in_full
    assert "Not yet compared with the source’s text. How these words reached us." in in_short


def test_a_statement_shows_each_hand_and_what_became_of_it(golden: Pages) -> None:
    """On the page that carries it: named or not, in which language, and who answered when."""
    blocks = sections(golden["articles/harbour-vote"])["statements"]
    chain = next(i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.role == "chain")
    history = next(
        i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.role == "history"
    )

    assert entries([blocks[chain + 1]]) == [
        "Ada Quill: spoke, in French; 1 May 2031",
        "Radio Ansel: reported",
        "Coast Wire: reported",
        "Harbour Gazette: published, in English translation",
        "This page: read and quoted",
    ]
    assert entries([blocks[history + 1]]) == [
        "1 May 2031: said by Ada Quill",
        "2 May 2031: denied by Ferry crews of Port Ansel",
    ]


def test_people_places_terms_and_articles_of_an_explainer_are_listed(golden: Pages) -> None:
    """Each with what a reader needs, so that nobody has to leave the page to know them."""
    found = sections(golden["topics/harbour-bridge"])

    assert entries(found["people"]) == [
        "Ada Quill. Member of the council (2024 to 2029); Mayor of Port Ansel (from 2030)",
        "Council of Port Ansel",
        "Ferry crews of Port Ansel",
    ]
    assert entries(found["places"])[0] == "Port Ansel. A town on both shores of its harbour."
    assert entries(found["terms"]) == ["Toll. Money paid for crossing."]
    assert entries(golden["glossary"].blocks)[0].startswith("Span. The part of a bridge")
    assert (
        entries(golden["actors"].blocks)[0]
        == "Ada Quill (Адель Куилл). Mayor during the vote on the bridge."
    )
    (article,) = entries(found["articles"])
    assert article.startswith(
        "Town to vote on ‘bridge that pays for itself’ Harbour Gazette, 2 May 2031. The council"
    )


def test_the_sources_of_a_page_say_what_each_is_and_lead_to_all_that_rests_on_it(
    golden: Pages,
) -> None:
    """Numbered as cited, with the count of distinct origins; each leads to its own page."""
    count, *below = sections(golden["topics/harbour-bridge"])["sources"]

    sources = next(block for block in below if isinstance(block, List))
    assert sources.ordered
    assert words_of([count]).startswith("This page rests on 3 sources from 2 distinct origins")
    first = words_of(sources.items[0].blocks)
    assert first.startswith(
        "Town to vote on ‘bridge that pays for itself’, B. Reed, Harbour Gazette, 2 May 2031. "
    )
    assert first.endswith("Draws on Coast Wire. About this source")
    way, *_, about = [i for i in walk_inlines(sources.items[0].blocks) if not isinstance(i, Text)]
    assert isinstance(way, Link)
    assert way.href == "https://gazette.port-ansel.town/bridge"
    assert isinstance(about, PageLink)
    assert about.page == "sources/harbour-gazette-2031-05-02"
    assert entries(sections(golden[about.page])["topics"]) == ["The harbour bridge"]


def test_under_each_answer_stands_on_how_much_it_rests(golden: Pages) -> None:
    """The sources that the answer cites, and from how many distinct origins they come."""
    found = sections(golden["topics/harbour-bridge"])

    for anchor in ("plan", "who-would-pay"):
        assert words_of(found[anchor]).endswith("Rests on 2 sources from 2 distinct origins.")


def test_an_explainer_of_three_lines_shows_what_it_has(make_pages: MakePages) -> None:
    """Structure is optional: no empty section stands on the page."""
    pages = make_pages({"topics/t.md": "---\ntitle: T\nquestion: Why?\nin_short: So.\n---\n"})

    assert list(sections(pages["topics/t"])) == ["top", "in-short"]


def test_questions_that_are_named_alike_keep_addresses_of_their_own(
    make_pages: MakePages,
) -> None:
    """An editor's heading may be called what a section is called, or a second time the same."""
    body = "# One?\n\nx\n\n## Timeline\n\nx\n\n## One?\n\nx\n\n## In short\n\nx\n"
    event = "- {id: e, date: 2022, text: x, sources: [s], topics: [t]}\n"
    pages = make_pages(
        {
            "topics/t.md": f"---\ntitle: T\nquestion: Why?\nin_short: So.\n---\n{body}",
            "events/e.yml": event,
            "sources/s.yml": "title: S\npublisher: P\n",
        }
    )

    document = pages["topics/t"]
    headings = [(b.level, b.anchor) for b in plain(document.blocks) if isinstance(b, Heading)]
    assert headings[:8] == [
        (1, "top"), (2, "in-short"), (2, "status"), (3, "known"), (2, "one"), (2, "timeline-2"),
        (2, "one-2"), (2, "in-short-2"),
    ]  # fmt: skip
    assert "timeline" in sections(document)
    answers = [b.answer for b in document.blocks if isinstance(b, RestsOn)]
    assert set(answers) <= {anchor for _, anchor in headings}


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"terms/top.yml": "term: Top\ndefinition: D.\n"}, "glossary"),
        (
            {
                "events/e.yml": "- {id: top, date: 2022, text: x, sources: [s]}\n",
                "sources/s.yml": "title: S\npublisher: P\n",
            },
            "timeline",
        ),
        (
            {
                "topics/t.md": "---\ntitle: T\nquestion: Why?\nin_short: So. [@s]\n---\n"
                "## Whence? {#source-s}\n\nx\n",
                "sources/s.yml": "title: S\npublisher: P\n",
            },
            "topics/t",
        ),
    ],
)
def test_an_id_that_is_called_like_a_place_of_the_page_keeps_its_address(
    make_pages: MakePages, files: dict[str, str], path: str
) -> None:
    """No anchor stands twice, and what links to a record finds that record."""
    document = make_pages(files)[path]

    anchors = Counter(anchors_of(document.blocks))
    assert [anchor for anchor, n in anchors.items() if n > 1] == []
    if path == "glossary":
        assert words_of(at(document, "term-top")) == "Top. D."


# --- a long explainer ------------------------------------------------------------------------

LONG = {
    "sources/s.yml": "title: T\npublisher: P\n",
    "actors/a.yml": "- {id: ada, name: Ada, type: person}\n- {id: ben, name: Ben, type: person}\n"
    "- {id: cai, name: Cai, type: person}\n- {id: unseen, name: Unseen, type: person}\n"
    "- {id: league, name: League, type: organisation, members: [{name: France, since: 1949, "
    "sources: [s]}, {who: ada, since: 1955-05-06, sources: [s]}]}\n",
    "places/p.yml": "- {id: here, name: Here}\n- {id: there, name: There}\n",
    "events/e.yml": "".join(
        f"- {{id: e{n}, date: {2000 + n // 5}-01-{n % 5 + 1:02d}, text: Fact {n}., sources: [s], "
        f"topics: [t], actors: [{'unseen' if n == 3 else 'ben'}], "
        f"places: [{'there' if n == 3 else 'here'}]}}\n"
        for n in range(30)
    ),
    "issues/i.yml": "question: Who pays?\ntopics: [t]\nstatements:\n"
    + "".join(
        f"  - {{id: q{n}, speaker: {('ada', 'ben', 'cai')[n % 3]}, date: 2001-01-{n + 1:02d}, "
        f"quote: Word {n}., sources: [s]}}\n"
        for n in range(9)
    ),
    "terms/t.yml": "- {id: toll, term: Toll, definition: Money., topics: [t]}\n"
    "- {id: span, term: Span, definition: A part., topics: [t]}\n",
    "articles/x.yml": "source: s\ndate: 2000-01-01\nsummary: S.\ntopics: [t]\n",
}


def long_explainer(front: str = "") -> dict[str, str]:
    topic = f"---\ntitle: T\nquestion: Why?\nin_short: So. [@s]\n{front}---\n## How?\n\n[[toll]]\n"
    return LONG | {"topics/t.md": topic}


def test_a_long_timeline_is_told_in_short_and_whole_on_a_page_of_its_own(
    make_pages: MakePages,
) -> None:
    """What the editor chose, and of other periods the first and the middle; folded and complete one link away."""
    pages = make_pages(long_explainer("highlights: [e1, e29]\n"))

    short = sections(pages["topics/t"])["timeline"]
    whole = pages["topics/t/timeline"]
    periods = [p for b in whole.blocks if isinstance(b, Timeline) for p in b.periods]
    assert [entry.split(" ", 3)[3] for entry in entries(short)] == [
        "Fact 1.",
        "Fact 10.",
        "Fact 15.",
        "Fact 29.",
    ]
    assert words_of(short).endswith("The whole timeline: 30 events")
    assert [(p.title, len(p.moments), p.is_open) for p in periods] == [
        ("2000 to 2001", 10, True), ("2002 to 2003", 10, False), ("2004 to 2005", 10, True),
    ]  # fmt: skip
    assert dead_links(pages)[1] == []


def test_without_a_choice_the_first_period_stands_open(make_pages: MakePages) -> None:
    """Something is seen before anything is unfolded."""
    whole = make_pages(long_explainer())["topics/t/timeline"]

    periods = [p for b in whole.blocks if isinstance(b, Timeline) for p in b.periods]
    assert [p.is_open for p in periods] == [True, False, False]


def test_a_short_timeline_has_no_page_of_its_own(golden: Pages) -> None:
    """The explainer tells it whole."""
    assert "topics/harbour-bridge/timeline" not in golden
    assert "articles/harbour-vote/next" not in golden


def test_what_happened_next_is_told_in_short_where_it_is_much(make_pages: MakePages) -> None:
    """And whole on a page below the article's."""
    pages = make_pages(long_explainer("highlights: [e12]\n"))

    told = words_of(sections(pages["articles/x"])["next"])
    assert "Fact 12." in told
    assert "Fact 13." not in told
    assert told.endswith("All 29 events since")
    assert "Fact 13." in words_of(pages["articles/x/next"].blocks)


def test_an_explainer_shows_a_quotation_of_each_speaker_and_the_way_to_all(
    make_pages: MakePages,
) -> None:
    """A few at most; those that the editor chose, if any."""
    plainly = sections(make_pages(long_explainer())["topics/t"])["quotations"]
    chosen = sections(
        make_pages(long_explainer("highlights: [q8, q1, q2, q3, q4, q5]\n"))["topics/t"]
    )["quotations"]

    quoted = [[b.text for b in shown if isinstance(b, Quotation)] for shown in (plainly, chosen)]
    assert quoted == [
        ["Word 0.", "Word 1.", "Word 2."], [f"Word {n}." for n in range(1, QUOTATIONS_SHOWN + 1)],
    ]  # fmt: skip
    for shown in (plainly, chosen):
        assert words_of(shown).endswith("All 9 quotations: Who pays?")


def test_an_explainer_names_only_whom_and_what_its_page_names(make_pages: MakePages) -> None:
    """Who and what stands in an event that is left to the whole timeline is left to it too."""
    found = sections(make_pages(long_explainer())["topics/t"])

    assert {entry.partition(".")[0] for entry in entries(found["people"])} == {"Ada", "Ben", "Cai"}
    assert words_of(found["places"]) == "Here"
    assert entries(found["terms"]) == ["Toll. Money."]


def test_contents_name_questions_apart_where_there_are_some(make_pages: MakePages) -> None:
    """Three and more are a group of their own; a page of few parts has no contents."""
    body = "## One?\n\nx\n\n## Two?\n\nx\n\n## Three?\n\nx\n"
    pages = make_pages(
        {
            "topics/t.md": f"---\ntitle: T\nquestion: Why?\nin_short: So.\nnot_known: [When.]\n---\n{body}",
            "topics/u.md": "---\ntitle: U\nquestion: Why not?\nin_short: So.\n---\n",
        }
    )

    (contents,) = (b for b in pages["topics/t"].blocks if isinstance(b, Contents))
    assert [(g.label, [j.words for j in g.jumps]) for g in contents.groups] == [
        ("Questions answered here", ["One?", "Two?", "Three?"]),
        ("And for reference", ["What is known, claimed and disputed"]),
    ]
    assert not any(isinstance(block, Contents) for block in pages["topics/u"].blocks)


def test_every_entry_of_the_contents_leads_to_its_part(golden: Pages) -> None:
    """On the page itself."""
    followed = 0
    for document in golden.values():
        anchors = set(anchors_of(document.blocks))
        for block in document.blocks:
            if isinstance(block, Contents):
                targets = {jump.target for group in block.groups for jump in group.jumps}
                followed += len(targets)
                assert targets <= anchors, document.path

    assert followed > 20


def test_how_an_organisation_grew_stands_on_its_page_and_in_short_on_an_explainer(
    make_pages: MakePages,
) -> None:
    """A line a year with its sources; the explainer has the chart as a file and the way there."""
    pages = make_pages(long_explainer("growth_of: league\n"))

    league = sections(pages["actors/league"])["members"]
    short = sections(pages["topics/t"])["growth"]
    (chart,) = (b for b in pages["topics/t"].blocks if isinstance(b, Figure) and b.kind == "chart")
    assert entries(league) == ["1949: France (1 member).", "1955: Ada (2 members)."]
    assert sum(isinstance(i, Citation) for i in walk_inlines(league)) == 2
    assert chart.file == "assets/maps/topics/t-growth"
    assert "1955" in chart.about
    assert [i.page for i in walk_inlines(short) if isinstance(i, PageLink)] == ["actors/league"]


def test_who_names_no_members_has_no_growth(make_pages: MakePages) -> None:
    """No empty chart stands anywhere."""
    pages = make_pages(long_explainer("growth_of: ada\n"))

    assert "growth" not in sections(pages["topics/t"])
    assert "members" not in sections(pages["actors/ada"])


def test_a_vote_stands_with_its_event(make_pages: MakePages) -> None:
    """Those figures that the source gives, in their order; an event without one has none."""
    event = (
        "- {id: e, date: 2014, text: They voted., sources: [s], "
        "vote: {in_favour: 100, against: 11, absent: '1,082'}}\n"
        "- {id: f, date: 2015, text: They did not., sources: [s]}\n"
    )
    pages = make_pages({"events/e.yml": event, "sources/s.yml": "title: T\npublisher: P\n"})

    told = words_of(pages["timeline"].blocks)
    assert "They voted. Votes: In favour 100, Against 11, Absent 1,082." in told
    assert told.count("Votes:") == 1


# --- an article ------------------------------------------------------------------------------


def test_an_article_shows_everything_that_belongs_to_it(golden: Pages) -> None:
    """Summary, key points, whose text it is, what was said, the background and what came next."""
    found = sections(golden["articles/harbour-vote"])

    assert list(found) == [
        "top", "summary", "key-points", "origin", "statements", "background",
        "background-harbour-bridge", "next", "reading", "sources",
    ]  # fmt: skip
    assert all(found.values())


def test_an_article_is_credited_to_its_source_and_names_the_copy(golden: Pages) -> None:
    """Whose text it is, which copy reached us, and on whom it draws."""
    document = golden["articles/harbour-vote"]

    byline = next(b for b in document.blocks if isinstance(b, Paragraph) and b.role == "byline")
    assert text_of(byline.children) == "B. Reed, Harbour Gazette, 2 May 2031"
    told = words_of(sections(document)["origin"])
    assert "The copy that reached us is" in told
    assert "Mirror of the Coast, date not given." in told
    assert "It republishes the text of Harbour Gazette" in told
    assert "It draws on Coast Wire." in told


def test_an_article_that_is_a_republication_says_whose_text_it_is(make_pages: MakePages) -> None:
    """A paper that prints an agency's text is credited with no more than printing it."""
    pages = make_pages(
        {
            "sources/s.yml": "- {id: wire, title: T, publisher: Reuters}\n"
            "- {id: paper, title: T, publisher: The Paper, republishes: wire}\n",
            "articles/a.yml": "source: paper\nsummary: S.\n",
        }
    )

    told = words_of(sections(pages["articles/a"])["origin"])

    assert "The text is not its own: it is that of T, Reuters, date not given." in told


def test_the_background_stands_in_place_with_its_short_answer(golden: Pages) -> None:
    """Nobody has to open the explainer to understand the article."""
    told = words_of(sections(golden["articles/harbour-vote"])["background"])

    assert "Why does Port Ansel argue about a bridge?" in told
    assert "Port Ansel may replace its ferry by a bridge." in told
    assert "The whole explainer: The harbour bridge" in told


def test_what_happened_next_comes_after_the_article(golden: Pages) -> None:
    """Of the events of its topics, only those that are surely later."""
    assert entries(sections(golden["articles/harbour-vote"])["next"]) == [
        "30 June 2031 The council voted for the bridge by 11 to 10."
    ]


def test_what_cites_nothing_rests_on_the_article_itself(golden: Pages) -> None:
    """Summary and key points always lead to a source."""
    found = sections(golden["articles/harbour-vote"])

    for anchor in ("summary", "key-points"):
        for block in found[anchor]:
            parts = block.items if isinstance(block, List) else (Item((block,)),)
            for part in parts:
                cited = [i for i in walk_inlines(part.blocks) if isinstance(i, Citation)]
                assert len(cited) == 1, words_of(part.blocks)


def test_a_summary_of_several_paragraphs_is_sourced_at_its_end(make_pages: MakePages) -> None:
    """The number stands once, behind the last word."""
    pages = make_pages(
        {
            "sources/s.yml": "title: T\npublisher: P\n",
            "articles/a.yml": "source: s\nsummary: |\n  One.\n\n  Two.\n",
        }
    )

    first, second = sections(pages["articles/a"])["summary"]

    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [type(i).__name__ for i in first.children] == ["Text"]
    assert [type(i).__name__ for i in second.children] == ["Text", "Citation"]


def test_statements_tell_their_relations(golden: Pages) -> None:
    """A denial leads to what it denies; a speaker without a name has a reason."""
    told = words_of(sections(golden["articles/harbour-vote"])["statements"])

    assert "Deny that the tolls could cover even half of it." in told
    assert "Denies what Ada Quill said." in told
    assert "No name is given: not allowed to speak to the press." in told
    assert "The article says so itself." in told


def test_a_copy_that_is_no_republication_is_only_named(make_pages: MakePages) -> None:
    """Nothing is said about whose text a copy prints where its record does not say it."""
    pages = make_pages(
        {
            "sources/s.yml": "- {id: paper, title: T, publisher: The Paper}\n"
            "- {id: copy, title: C, publisher: The Copier}\n",
            "articles/a.yml": "source: paper\nreceived_as: copy\nsummary: S.\n",
            "articles/b.yml": "source: paper\nreceived_as: paper\nsummary: S.\n",
        }
    )

    copied, own = (words_of(sections(pages[f"articles/{id}"])["origin"]) for id in "ab")

    assert "The copy that reached us is C, The Copier, date not given." in copied
    assert "republishes" not in copied
    assert "The copy that reached us" not in own


def test_a_quotation_may_be_explained_in_our_words(make_pages: MakePages) -> None:
    """Their words as a quotation, ours below it; both rest on the same source."""
    pages = make_pages(
        {
            "sources/s.yml": "title: T\npublisher: P\n",
            "actors/a.yml": "name: Ada\ntype: person\n",
            "articles/a1.yml": "source: s\nsummary: S.\nstatements:\n"
            "  - {speaker: a, quote: Never., text: She meant the bridge., note: Said twice.}\n",
        }
    )

    compared, quotation, ours, remark, *_ = sections(pages["articles/a1"])["statements"]

    assert "not yet been compared" in words_of([compared])
    assert isinstance(quotation, Quotation)
    assert quotation.text == "Never."
    assert words_of([ours]) == "She meant the bridge."
    assert words_of([remark]).endswith("Said twice.")


# --- the example that editors are shown ------------------------------------------------------

EXAMPLE = """\
source: independent-2022-01-10
received_as: seed-neptune-pine          # the copy we were given, if not the original
summary: >
  Before talks in Geneva, Washington warned Moscow of sanctions without precedent
  and Moscow ruled out concessions.
key_points:
  - Blinken said that steps not taken in the past were being prepared.
topics: [january-2022-talks, sanctions, crimea, nato-expansion]
statements:
  - id: ryabkov-no-concessions
    speaker: sergei-ryabkov
    date: 2022-01-09
    verb: said                          # said, warned, demanded, denied, claimed, reported …
    quote: >-
      Naturally, we will not make any concessions under pressure …
    original_language: ru
    via: [ria-novosti, reuters, independent-2022-01-10]   # from the speaker outwards to what we read;
                                        # a hop may also be {who, verb, date, unnamed, language}
    issue: nato-membership-of-ukraine
    position: Rules out concessions under pressure.
  - speaker: vladimir-putin
    verb: denied
    denies: us-intelligence-interference   # the statement that this one answers
    text: Denies that Russian operatives interfered in the 2016 election.
    sources: [independent-2022-01-10]
"""

NAMED_BY_THE_EXAMPLE = {
    "sources/s.yml": "- {id: independent-2022-01-10, title: US warns, publisher: The Independent}\n"
    "- {id: seed-neptune-pine, title: US warns, publisher: Neptune Pine, "
    "republishes: independent-2022-01-10}\n",
    "actors/a.yml": "- {id: sergei-ryabkov, name: Sergei Ryabkov, type: person}\n"
    "- {id: vladimir-putin, name: Vladimir Putin, type: person}\n"
    "- {id: us-intelligence, name: US intelligence, type: organisation}\n"
    "- {id: ria-novosti, name: RIA Novosti, type: organisation}\n"
    "- {id: reuters, name: Reuters, type: organisation}\n",
    "issues/nato-membership-of-ukraine.yml": "question: Should Ukraine join?\n",
    "issues/election-interference-2016.yml": "question: Who interfered?\nstatements:\n"
    "  - {id: us-intelligence-interference, speaker: us-intelligence, verb: concluded, "
    "text: Concludes that there was interference., sources: [independent-2022-01-10]}\n",
} | {
    f"topics/{id}.md": f"---\ntitle: {id}\nquestion: What of {id}?\nin_short: So.\n---\n"
    for id in ("january-2022-talks", "sanctions", "crimea", "nato-expansion")
}


def test_the_example_of_the_manual_is_valid_as_it_stands(make_pages: MakePages) -> None:
    """Once the records exist that it names, it is a page, with its chain as a sentence."""
    pages = make_pages(NAMED_BY_THE_EXAMPLE | {"articles/geneva.yml": EXAMPLE})

    blocks = sections(pages["articles/geneva"])["statements"]
    quotation = next(block for block in blocks if isinstance(block, Quotation))
    assert quotation.text == "Naturally, we will not make any concessions under pressure …"
    assert text_of(quotation.attribution) == (
        "Sergei Ryabkov said on 9 January 2022, to RIA Novosti, as reported by Reuters, in The Independent."
    )
    told = words_of(blocks)
    assert "Said in Russian; the words here are a translation." in told
    assert "Denies what US intelligence concluded." in told
    assert dead_links(pages)[1] == []


def test_a_source_and_a_summary_are_a_page(make_pages: MakePages) -> None:
    """Five lines under deadline are enough, and no empty section stands on the page."""
    pages = make_pages(
        {
            "sources/s.yml": "title: US warns\npublisher: The Independent\n",
            "articles/a.yml": "source: s\nsummary: What happened.\n",
        }
    )

    document = pages["articles/a"]
    assert list(sections(document)) == ["top", "summary", "origin", "sources"]
    assert document.title == "US warns"
    assert "The Independent, date not given" in words_of(document.blocks)
    assert "US warns" in words_of(pages[""].blocks)
    assert "US warns" in words_of(sections(pages["sources/s"])["articles"])


# --- the other kinds -------------------------------------------------------------------------


def test_an_issue_shows_the_sides_and_the_words(golden: Pages) -> None:
    """Statements that an article carries stand with a link to it."""
    document = golden["issues/who-pays"]

    assert list(sections(document)) == [
        "top", "positions", "denials", "dispute-mayor-pays-for-itself", "statements", "background",
        "sources",
    ]  # fmt: skip
    assert document.title == "The cost of the bridge"
    assert "It stands in Town to vote on" in words_of(document.blocks)


def test_an_actor_shows_offices_words_and_events(golden: Pages) -> None:
    """Who they are, for whom they speak, what they said and where they appear."""
    mayor = golden["actors/ada-quill"]
    told = words_of(mayor.blocks)

    assert list(sections(mayor)) == ["top", "statements", "timeline", "background", "sources"]
    assert "In the original: Адель Куилл" in told
    assert "Also known as: A. Quill" in told
    assert "Represents: Council of Port Ansel" in told
    assert (
        "Offices: Mayor of Port Ansel, from 1 January 2030 "
        "Member of the council, 2024 to 31 December 2029" in told
    )
    assert entries(sections(mayor)["statements"]) == [
        "1 May 2031: “The bridge pays for itself… within a single generation.” "
        "In Town to vote on ‘bridge that pays for itself’."
    ]
    assert "voices" in sections(golden["actors/port-ansel-council"])


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("{title: Envoy}", "Office: Envoy"),
        ("{title: Envoy, end: 2020}", "Office: Envoy, until 2020"),
        ("{title: Envoy, start: 2019~}", "Office: Envoy, from about 2019"),
    ],
)
def test_an_office_says_what_is_known_of_its_time(
    make_pages: MakePages, role: str, told: str
) -> None:
    """No date is made up for either end."""
    pages = make_pages({"actors/a.yml": f"name: A\ntype: person\nroles: [{role}]\n"})

    assert entries(pages["actors/a"].blocks) == [told]


def test_a_place_shows_its_status_its_coordinates_and_what_lies_in_it(golden: Pages) -> None:
    """Who holds and who claims it, in the editor's words and with their source."""
    town, hall = golden["places/port-ansel"], golden["places/town-hall"]

    assert "Coordinates: 12.5° N, 3.25° W" in words_of(town.blocks)
    assert entries(sections(town)["parts"]) == [
        "Town hall. Owned by the town; the island's court has a claim on it."
    ]
    assert "Status: Owned by the town; the island's court has a claim on it." in words_of(
        hall.blocks
    )
    assert "Part of: Port Ansel" in words_of(hall.blocks)
    assert entries(sections(hall)["timeline"])[0].startswith("30 June 2031")


def test_a_source_shows_what_it_is_and_what_rests_on_it(golden: Pages) -> None:
    """Facts about it, its copies, and every record that cites it, by kind."""
    gazette, letters = (
        golden["sources/harbour-gazette-2031-05-02"],
        golden["sources/gazette-letters"],
    )
    told = words_of(letters.blocks)

    assert "Published: April to May 2031" in told
    assert "Kind: Primary document" in told
    assert "What we saw of it: all four pages (3 May 2031)" in told
    assert {"topics", "articles", "issues", "statements", "events", "records"} <= set(
        sections(letters)
    )
    assert entries(sections(gazette)["origin"]) == [
        "It draws on Coast Wire.",
        "Republished as Town to vote on ‘bridge that pays for itself’, Mirror of the Coast, "
        "date not given.",
    ]
    assert "Author: B. Reed" in words_of(gazette.blocks)


def test_a_source_that_nothing_rests_on_says_so(make_pages: MakePages) -> None:
    """It stays on the site, and a reader is told that it bears nothing."""
    pages = make_pages({"sources/s.yml": "title: T\npublisher: P\naccessed: 2022-01-01\n"})

    told = words_of(pages["sources/s"].blocks)
    assert "Nothing on this site rests on it yet." in told
    assert "What we saw of it: 1 January 2022" in told
    assert "Published: date not given" in told


def test_a_source_tells_the_whole_way_back(make_pages: MakePages) -> None:
    """A copy of a copy names both, and a digest who draws on it."""
    pages = make_pages(
        {
            "sources/s.yml": "- {id: a, title: A, publisher: P}\n"
            "- {id: b, title: B, publisher: P, republishes: a}\n"
            "- {id: c, title: C, publisher: P, republishes: b}\n"
            "- {id: d, title: D, publisher: P, draws_on: [c]}\n"
        }
    )

    assert entries(sections(pages["sources/c"])["origin"]) == [
        "It republishes B, P, date not given. And that: A, P, date not given.",
        "Drawn on by D, P, date not given.",
    ]


def test_the_glossary_tells_aliases_contested_words_and_where_they_are_used(golden: Pages) -> None:
    """In the order of the alphabet, each under its own anchor."""
    found = sections(golden["glossary"])

    assert list(found) == ["top", "sources"]
    assert entries(found["top"]) == [
        "Span. The part of a bridge between two piers. See also Toll. Used in The harbour bridge.",
        "Toll. Money paid for crossing. Also: Crossing charge. The word is contested. "
        "Used in The harbour bridge.",
    ]
    for anchor, term in (("term-span", "Span."), ("term-toll", "Toll.")):
        assert words_of(at(golden["glossary"], anchor)).startswith(term)


def test_the_home_page_leads_to_everything(golden: Pages) -> None:
    """Explainers with what they answer, what is new, and the records behind it, counted."""
    told = words_of(golden[""].blocks)
    found = sections(golden[""])

    assert list(found) == ["top", "explainer-harbour-bridge", "articles", "issues", "reading"]
    assert "Why does Port Ansel argue about a bridge? Port Ansel may replace its ferry" in told
    assert entries(found["explainer-harbour-bridge"]) == ["What is planned?", "Who would pay?"]
    assert "4 dated facts, 6 people and bodies, 2 places, 2 terms, 4 sources." in told


def test_the_home_page_shows_the_newest_ten_articles(make_pages: MakePages) -> None:
    """And the way to all of them."""
    files = {"sources/s.yml": "title: T\npublisher: P\n"} | {
        f"articles/a{n}.yml": f"source: s\nsummary: Summary {n}.\ndate: 2022-01-{n:02d}\n"
        for n in range(1, 13)
    }

    found = sections(make_pages(files)[""])["articles"]

    assert [entry.split(". ")[-1] for entry in entries(found)] == [
        f"Summary {n}." for n in range(12, 2, -1)
    ]
    assert "All 12" in words_of(found)


def test_a_standing_page_is_its_markdown(golden: Pages) -> None:
    """At its own address, with its links resolved."""
    document = golden["about"]

    assert words_of(document.blocks).startswith(
        "About this site It explains one town's argument. See the timeline and The harbour bridge."
    )
    assert document.description == (
        "It explains one town's argument. See the timeline and The harbour bridge."
    )


def test_a_link_to_home_leads_home(make_pages: MakePages) -> None:
    """A slash alone is the front page."""
    pages = make_pages({"pages/about.md": "# About\n\nBack [home](/), see [top](#top).\n"})

    assert dead_links(pages)[1] == []


def test_pages_say_when_they_last_changed(make_pages: MakePages) -> None:
    """From git, where git knows it; nothing is said where it does not."""
    files = {
        "topics/t.md": "---\ntitle: T\nquestion: Why?\nin_short: So.\n---\n",
        "issues/i.yml": "question: Q?\n",
        "articles/a.yml": "source: s\nsummary: S.\n",
        "sources/s.yml": "title: T\npublisher: P\n",
        "pages/about.md": "# About\n",
    }
    days = {f"content/{path}": date(2026, 11, 23) for path in files}

    dated, undated = make_pages(files, History(days)), make_pages(files)

    for path in ("topics/t", "issues/i", "articles/a", "about"):
        assert "Last changed 23 November 2026." in words_of(dated[path].blocks), path
        assert "Last changed" not in words_of(undated[path].blocks), path


# --- collections -----------------------------------------------------------------------------


def test_collections_are_grouped(golden: Pages) -> None:
    """Articles by year, people by kind, places by letter, sources by publisher, events by year."""
    headings = {
        path: [
            text_of(b.children)
            for b in golden[path].blocks
            if isinstance(b, Heading) and b.anchor.startswith("group-")
        ]
        for path in ("articles", "actors", "places", "sources", "timeline")
    }

    assert headings == {
        "articles": ["2031"],
        "actors": ["People", "Organisations"],
        "places": ["P", "T"],
        "sources": ["Coast Wire", "Harbour Gazette", "Mirror of the Coast"],
        "timeline": ["1891", "2029", "2031"],
    }


def many(articles: int = 0, events: int = 0, years: int = 8) -> dict[str, str]:
    """A newsroom of some years: articles of one topic, events of another, evenly spread."""

    def day(n: int) -> str:
        return f"{2014 + n % years}-{n // years % 12 + 1:02d}-{n // (years * 12) % 28 + 1:02d}"

    sources = "".join(
        f"- {{id: s{n}, title: Title {n}, publisher: Paper {n % 40}, date: {day(n)}}}\n"
        for n in range(max(articles, 1))
    )
    facts = "".join(
        f"- {{id: e{n}, date: {day(n)}, text: 'Fact {n}.', sources: [s0], topics: [facts], "
        "actors: [ada], places: [here]}\n"
        for n in range(events)
    )
    files = {
        "sources/s.yml": sources,
        "actors/ada.yml": "name: Ada\ntype: person\n",
        "places/here.yml": "name: Here\n",
        "topics/news.md": "---\ntitle: News\nquestion: What is new?\nin_short: Much. [@s0]\n---\n",
        "topics/facts.md": "---\ntitle: Facts\nquestion: What is so?\nin_short: Much.\n---\n",
    }
    if facts:
        files["events/e.yml"] = facts
    for n in range(articles):
        files[f"articles/a{n}.yml"] = f"source: s{n}\nsummary: Summary {n}.\ntopics: [news]\n"
    return files


def count_of_entries(document: Document) -> int:
    return sum(len(block.items) for block in plain(document.blocks) if isinstance(block, List))


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of 2,500 articles and 1,000 events."""
    project = tmp_path_factory.mktemp("thousands")
    for path, text in many(articles=2500, events=1000).items():
        target = project / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return pages_of(project)


@pytest.mark.slow
def test_thousands_stay_usable(thousands: Pages) -> None:
    """No page grows without end, and no link is lost."""
    pages = thousands

    crowded = {p: n for p, d in pages.items() if (n := count_of_entries(d)) > 320}
    followed, dead = dead_links(pages)
    assert crowded == {}
    assert dead == []
    assert followed > 10_000
    assert {"articles", "articles/page/2", "sources/page/13", "timeline/2014"} <= set(pages)


@pytest.mark.slow
def test_every_record_of_thousands_is_on_its_collection_once(thousands: Pages) -> None:
    """Cutting a list into pages loses nothing and repeats nothing."""
    articles = Counter(
        inline.page
        for path, page in thousands.items()
        if path == "articles" or path.startswith("articles/page/")
        for inline in walk_inlines(page.blocks)
        if isinstance(inline, PageLink) and not inline.page.startswith("articles/page")
    )
    facts = Counter(
        int(match[1])
        for path, page in thousands.items()
        if path.startswith("timeline/")
        for anchor in anchors_of(page.blocks)
        if (match := re.fullmatch(r"(?:event-)?e(\d+)", anchor))
    )

    assert {n: articles[f"articles/a{n}"] for n in range(2500)} == dict.fromkeys(range(2500), 1)
    assert facts == Counter(range(1000))


@pytest.mark.slow
def test_a_page_of_the_timeline_says_of_when_it_is_and_leads_on(make_pages: MakePages) -> None:
    pages = make_pages(many(events=400, years=3))
    years = sorted(path for path in pages if path.startswith("timeline/"))
    middle = pages[years[1]]

    led = [i.page for i in walk_inlines(middle.blocks) if isinstance(i, PageLink)]
    heading, about = middle.blocks[:2]

    assert led[:3] == [years[0], "timeline", years[2]]
    assert isinstance(heading, Heading)
    assert isinstance(about, Paragraph)
    assert text_of(heading.children) == middle.title
    assert re.fullmatch(r"Timeline: (\w+ )?\d{4}", middle.title)
    assert re.fullmatch(r"\d+ dated facts of (\w+ )?\d{4}, oldest first\.", text_of(about.children))
    descriptions = {pages[year].description for year in years}
    assert len(descriptions) == len(years)


@pytest.mark.slow
@pytest.mark.parametrize("number", [250, 1000])
def test_a_year_full_of_events_keeps_their_addresses(make_pages: MakePages, number: int) -> None:
    """A link to any of them leads to the page where it stands."""
    pages = make_pages(many(events=number, years=1))

    _, dead = dead_links(pages)
    anchors = {anchor for page in pages.values() for anchor in anchors_of(page.blocks)}

    assert {f"e{n}" for n in range(number)} <= {a.removeprefix("event-") for a in anchors}
    assert dead == []
    for document in pages.values():
        assert count_of_entries(document) <= 320


@pytest.mark.slow
def test_hundreds_of_issues_and_explainers_have_an_address_each_page(
    make_pages: MakePages,
) -> None:
    """Pages that a long list runs over to take no other page's address."""
    files = {f"issues/i{n}.yml": f"question: Question {n}?\n" for n in range(250)}
    files |= {
        f"topics/t{n}.md": f"---\ntitle: T\nquestion: Why {n}?\nin_short: So.\n---\n"
        for n in range(250)
    }

    pages = make_pages(files)

    assert dead_links(pages)[1] == []
    assert [path for path in pages if "/" not in path] == [
        "", "topics", "articles", "issues", "actors", "places", "sources", "timeline", "glossary",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_long_glossary_has_a_page_a_letter(make_pages: MakePages) -> None:
    """With an index that leads to each, and terms that find each other over pages."""
    files = {
        f"terms/t{n}.yml": f"term: {chr(97 + n % 26)} word {n}\ndefinition: D.\nsee_also: [t0]\n"
        for n in range(312)
    }

    pages = make_pages(files)

    assert len([path for path in pages if path.startswith("glossary/")]) == 26
    assert entries(pages["glossary"].blocks)[0] == "A: 12 terms"
    assert dead_links(pages)[1] == []


def dispute_files(answers: int) -> dict[str, str]:
    """An issue on which one claim is denied so many times, with an explainer on it."""
    denials = "".join(
        f"- {{id: no-{n}, speaker: b, text: Denies it., denies: claim, sources: [s], date: 2031-05-0{n}}}\n"
        for n in range(1, answers + 1)
    )
    return {
        "sources/s.yml": "title: T\npublisher: P\n",
        "actors/all.yml": "- {id: a, name: A, type: person}\n- {id: b, name: B, type: person}\n",
        "topics/t.md": '---\ntitle: T\nquestion: Q?\nin_short: "Short. [@s]"\n---\n',
        "issues/i.yml": "question: Who pays?\ntopics: [t]\nstatements:\n"
        "- {id: claim, speaker: a, text: Claims it., position: The town pays., sources: [s], date: 2031-04-30}\n"
        f"{denials}",
    }


@pytest.mark.parametrize(("answers", "shown"), [(1, 1), (2, 2), (5, 2)])
def test_an_explainer_shows_the_first_answers_and_leads_to_all(
    make_pages: MakePages, answers: int, shown: int
) -> None:
    """The issue has every answer; the explainer says how many there are."""
    pages = make_pages(dispute_files(answers))

    in_short = words_of(sections(pages["topics/t"])["denials"])
    in_full = words_of(sections(pages["issues/i"])["denials"])
    assert in_full.count("Denies it.") == answers
    assert in_short.count("Denies it.") == shown
    assert ("1 claim and 5 answers in all: Who pays?" in in_short) == (answers > shown)


def test_answers_of_one_kind_stand_together_in_the_ledger(make_pages: MakePages) -> None:
    """A name at once with its day, each kind of answer in a sentence."""
    pages = make_pages(dispute_files(2))

    (told,) = entries(sections(pages["topics/t"])["disputed"])

    assert told == "30 April 2031 A: The town pays. Denied by B, 1 May 2031; B, 2 May 2031."


def test_a_source_that_draws_on_whom_the_page_is_about_leads_there_from_other_pages_only(
    make_pages: MakePages,
) -> None:
    """What is listed of a source is made once; on the page of whom it names, the name is no link."""
    actor = "type: organisation\ndescription: It reports. [@a]\n"
    pages = make_pages(
        {
            "actors/wire.yml": f"name: The Wire\n{actor}",
            "actors/other.yml": f"name: The Other\n{actor}",
            "sources/all.yml": "- {id: a, title: A, publisher: P, draws_on: [wire]}\n",
        }
    )

    def leads_to(path: str) -> list[str]:
        (listed,) = [block for block in pages[path].blocks if isinstance(block, SourceList)]
        return [i.page for i in walk_inlines((listed,)) if isinstance(i, PageLink)]

    assert leads_to("actors/wire") == ["sources/a"]
    assert leads_to("actors/other") == ["sources/a", "actors/wire"]
