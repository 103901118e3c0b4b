"""The search index: what stands in it, under which address, and what is kept out."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from generator.document import Document, anchors_of
from generator.graph import Graph
from generator.history import History
from generator.pages import documents
from generator.search import KINDS, Entry, href, search_index
from generator.site import read_graph
from generator.views.addresses import Address

from conftest import ROOT, MakeProject

THEME = ROOT / "site_config" / "theme"

TOPIC = """\
---
title: Ferries
question: Why did the ferries stop?
in_short: A strike stopped them [@gazette].
why: The article leaves the strike out.
not_known:
  - Who called the strike [@gazette].
pinned:
  - {status: disputed, text: Whether it was lawful.}
---

Before all questions.

## Who struck? {#who}

The [[crews]] did [@gazette, p. 4]. So did [[crews|their friends]].

- One list.

### And when?

In spring.
"""
RECORDS: dict[str, str | bytes] = {
    "topics/harbour-ferries.md": TOPIC,
    "sources/gazette.yml": "title: Strike\npublisher: The Gazette\nauthor: A. Pen\ndate: 2014-03\n",
    "actors/crews.yml": (
        "name: Ferry crews\ntype: organisation\naliases: [Crews, Екіпажі]\nnative_name: Екіпажі\n"
        "native_language: uk\nroles:\n  - {title: Owners of the ferries}\n"
        "description: They run the ferries [@gazette].\n"
    ),
    "terms/wildcat.yml": "term: Wildcat\naliases: [wild strike]\ndefinition: A strike of [[crews]].\n",
    "events/all.yml": (
        "- {id: stop, date: 2014-03-18, text: 'The ferries stopped [@gazette].', sources: [gazette]}\n"
    ),
    "issues/right.yml": (
        "question: Was it right?\ntitle: Right to strike\nstatements:\n"
        "  - id: yes-it-was\n    speaker: crews\n    date: 2014-03-19\n    quote: '“It was right.”'\n"
        "    position: The strike was right [@gazette].\n    sources: [gazette]\n"
    ),
}  # fmt: skip


def entries(graph: Graph, made: list[Document]) -> list[Entry]:
    """What the index holds."""
    index = json.loads(search_index(graph, made))
    kinds = [name for name, _ in index["kinds"]]
    found = []
    for number, address, title, text, *names in index["entries"]:
        page, _, anchor = address.partition("#")
        place = Address(page.rstrip("/"), anchor or None)
        found.append(Entry(kinds[number], place, title, text, tuple(names)))
    return found


def _found(project: Path) -> tuple[Graph, list[Document], dict[str, Entry]]:
    graph, diagnostics = read_graph(project)
    assert [str(d) for d in diagnostics] == []
    made = list(documents(graph, History()))
    return graph, made, {href(entry.address): entry for entry in entries(graph, made)}


def test_an_explainer_has_an_entry_for_itself_and_each_answer(make_project: MakeProject) -> None:
    """Short answer and reason lead; each heading is a place; links read by their records' names."""
    _, _, found = _found(make_project(RECORDS))

    page = Address("topics/harbour-ferries")
    assert found["topics/harbour-ferries/"] == Entry(
        "Explainer", page, "Why did the ferries stop?",
        "A strike stopped them. The article leaves the strike out. Before all questions.",
        ("Ferries", "harbour ferries"),
    )  # fmt: skip
    assert found["topics/harbour-ferries/#who"] == Entry(
        "Answer", Address(page.page, "who"), "Who struck?",
        "The Ferry crews did. So did their friends. One list.",
    )  # fmt: skip
    assert found["topics/harbour-ferries/#and-when"].text == "In spring."


def test_the_editors_own_ledger_sentences_are_found(make_project: MakeProject) -> None:
    """What is pinned, or not known, stands in the records only there."""
    _, made, found = _found(make_project(RECORDS))
    (page,) = (document for document in made if document.path == "topics/harbour-ferries")

    told = {e.title: e for e in found.values() if e.title in {"Not known", "Disputed"}}

    assert told["Not known"].text == "Who called the strike."
    assert told["Disputed"].text == "Whether it was lawful."
    anchors = {None, *anchors_of(page.blocks)}
    assert {entry.address.anchor for entry in told.values()} <= anchors


def test_an_actor_is_found_by_every_name(make_project: MakeProject) -> None:
    """Each other name once, the one in its own script first; offices that the text leaves out."""
    _, _, found = _found(make_project(RECORDS))

    crews = found["actors/crews/"]

    assert crews.kind == "Organisation"
    assert crews.names == ("Екіпажі", "Crews")
    assert crews.text == "They run the ferries. Owners of the ferries."


@pytest.mark.parametrize(
    ("address", "kind", "title", "text"),
    [
        ("timeline/#event-stop", "Event", "18 March 2014", "The ferries stopped."),
        ("glossary/#term-wildcat", "Term", "Wildcat", "A strike of Ferry crews."),
        ("issues/right/", "Issue", "Was it right?", ""),
        ("issues/right/#statement-yes-it-was", "Statement", "Ferry crews, 19 March 2014",
         "“It was right.” The strike was right."),
        ("sources/gazette/", "Source", "Strike", "A. Pen, The Gazette, March 2014"),
        ("timeline/", "Page", "Timeline", "What happened, and when."),
    ],
)  # fmt: skip
def test_each_kind_stands_where_readers_find_it(
    make_project: MakeProject, address: str, kind: str, title: str, text: str
) -> None:
    """A record's entry has the address of its page or of its place on one."""
    _, _, found = _found(make_project(RECORDS))

    entry = found[address]

    assert (entry.kind, entry.title) == (kind, title)
    if kind != "Page":
        assert entry.text == text


def test_the_index_is_data_in_the_order_of_ranks(make_project: MakeProject) -> None:
    """Rows name their kind by number; weights fall from explainers to sources."""
    graph, made, found = _found(make_project(RECORDS))

    index = json.loads(search_index(graph, made))

    weights = [weight for _, weight in index["kinds"]]
    assert [name for name, _ in index["kinds"]] == list(KINDS)
    assert weights == sorted(weights, reverse=True)
    assert [row[0] for row in index["entries"]] == sorted(row[0] for row in index["entries"])
    assert len(index["entries"]) == len(found)
    assert index["entries"][0][1:3] == ["topics/harbour-ferries/", "Why did the ferries stop?"]


def test_markup_of_an_editor_is_plain_text(make_project: MakeProject) -> None:
    """What looks like a tag comes out as it was typed: who shows it must not read it as markup."""
    records = RECORDS | {
        "terms/odd.yml": "term: <b>Odd</b> & co\ndefinition: <img src=x> is text.\n"
    }

    _, _, found = _found(make_project(records))

    assert found["glossary/#term-odd"].title == "<b>Odd</b> & co"
    assert found["glossary/#term-odd"].text == "<img src=x> is text."


def test_scripts_and_parts_name_only_files_that_exist() -> None:
    """No asset is named by a hash that another package's release would change."""
    texts = [
        *(path.read_text("utf-8") for path in (THEME / "partials").glob("*.html")),
        (THEME / "assets" / "search-worker.js").read_text("utf-8"),
        (THEME / "assets" / "reader.js").read_text("utf-8"),
    ]

    named = {
        n
        for text in texts
        for n in re.findall(r"""["'](?:assets/)?([\w.-]+\.js(?:on)?)["']""", text)
    }

    assert named >= {"search-worker.js", "minisearch.js", "search-index.json"}
    assert {n for n in named if not (THEME / "assets" / n).is_file()} == {"search-index.json"}


# --- the real content ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> tuple[Graph, list[Document]]:
    graph, _ = read_graph(ROOT)
    return graph, list(documents(graph, History()))


@pytest.mark.slow
def test_every_address_of_the_real_index_exists(real: tuple[Graph, list[Document]]) -> None:
    """Each result leads to a page that is made and a place that is on it; each address once."""
    graph, made = real
    places = {document.path: {None, *anchors_of(document.blocks)} for document in made}

    found = list(entries(graph, made))

    lost = [e for e in found if e.address.anchor not in places.get(e.address.page, ())]
    assert lost == []
    assert len({e.address for e in found}) == len(found)


@pytest.mark.slow
def test_the_real_index_is_small_and_holds_no_citations(real: tuple[Graph, list[Document]]) -> None:
    """On a slow line it must come in a moment; the bounds leave room for a few more explainers."""
    index = search_index(*real)

    assert len(index) < 500_000
    assert len(gzip.compress(index, 9)) < 150_000
    assert b"[@" not in index
    assert not re.search(rb"\[\[[a-z]", index)


@pytest.mark.slow
def test_the_president_has_his_spellings(real: tuple[Graph, list[Document]]) -> None:
    """A name from another script is found as Kyiv, agencies and papers write it."""
    found = {href(entry.address): entry for entry in entries(*real)}

    person = found["actors/volodymyr-zelensky/"]

    assert {person.title, *person.names} >= {
        "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Володимир Зеленський",
    }  # fmt: skip
