"""JSON-LD: well formed, in schema.org's words, and never saying more than the records do."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import html5lib
import pytest
from generator.exports import Publication
from generator.exports.jsonld import graph_of, text
from generator.history import History
from generator.values import replace
from pyld import jsonld

from conftest import ROOT, MakeProject
from exporting import (
    CHANGED,
    PUBLISHED,
    SCHEMAS,
    every_node,
    json_ld,
    node_of,
    publication_of,
    types_of,
)
from hostile import HTML

VOCABULARY = json.loads((SCHEMAS / "schema-org.json").read_text("utf-8"))
PARENTS: dict[str, list[str]] = VOCABULARY["types"]
PROPERTIES: dict[str, dict[str, list[str]]] = VOCABULARY["properties"]
# What a page of JSON-LD weighs at most, compressed: it shares 25 KB with the page.
EXPLAINER_LIMIT = 3_584
# Google's documentation of breadcrumbs gives a step's page by its address.
PAGES_BY_ADDRESS = {"item"}
VALUES = {"Text", "Date", "DateTime", "URL", "Number", "Integer", "Boolean"}


@pytest.fixture(scope="module")
def golden() -> Publication:
    return publication_of()


@pytest.fixture(scope="module")
def real() -> Publication:
    return publication_of(ROOT)


# --- form ------------------------------------------------------------------------------------


def _context(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """schema.org's context as far as it matters here: no test asks the network."""
    assert url == "https://schema.org"
    return {
        "contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
        "document": {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}},
    }  # fmt: skip


def expanded_keys(publication: Publication, path: str) -> tuple[list[str], list[str]]:
    """The properties of a page's JSON-LD as written, and as a JSON-LD processor understands them."""
    written = graph_of(publication, publication.document_by_path[path])
    expanded = jsonld.expand(written, {"documentLoader": _context})
    return _keys(written["@graph"]), _keys(expanded)


def _keys(value: Any) -> list[str]:
    keys = (key for node in every_node(value) for key in node if not key.startswith("@"))
    return sorted(key.removeprefix("https://schema.org/") for key in keys)


def test_a_json_ld_processor_understands_every_property(golden: Publication) -> None:
    """Expanded by pyld, nothing is dropped and nothing is left without a meaning."""
    for document in golden.documents:
        written, understood = expanded_keys(golden, document.path)
        assert understood == written, document.path


def faults_of(nodes: Iterable[dict[str, Any]], types_by_id: dict[str, list[str]]) -> list[str]:
    """Each property that schema.org does not know on such a thing, or that holds the wrong kind."""
    faults = []
    for node in nodes:
        for name, value in node.items():
            if name.startswith("@"):
                continue
            kinds = ancestors(types_of(node) or types_by_id.get(node.get("@id", ""), []))
            if name not in PROPERTIES:
                faults.append(f"{name}: no such property")
                continue
            is_role = "Role" in kinds
            if not is_role and not kinds & set(PROPERTIES[name]["domain"]):
                faults.append(f"{name} does not stand on {types_of(node)}")
            for one in value if isinstance(value, list) else [value]:
                held = held_kinds(one, types_by_id)
                is_page = name in PAGES_BY_ADDRESS and isinstance(one, str)
                if not is_page and not held & {*PROPERTIES[name]["range"], "Role"}:
                    faults.append(f"{name} does not hold {sorted(held)}")
    return faults


def ancestors(kinds: Iterable[str]) -> set[str]:
    found, waiting = set(), list(kinds)
    while waiting:
        kind = waiting.pop()
        assert kind in PARENTS, f"{kind} is no type that we know of schema.org"
        found.add(kind)
        waiting += PARENTS[kind]
    return found


def held_kinds(value: Any, types_by_id: dict[str, list[str]]) -> set[str]:
    if not isinstance(value, dict):
        return VALUES
    return ancestors(types_of(value) or types_by_id[value["@id"]])


def types_on(publication: Publication) -> dict[str, list[str]]:
    """@id -> types, of every thing that some page tells of; one thing is one thing everywhere."""
    found: dict[str, list[str]] = {}
    for document in publication.documents:
        for node in every_node(json_ld(publication, document.path)):
            if "@id" in node and "@type" in node:
                kinds = types_of(node)
                assert found.setdefault(node["@id"], kinds) == kinds, node["@id"]
    return found


def test_every_type_and_property_is_schema_orgs(golden: Publication) -> None:
    """Each stands on a thing, and holds a thing, that schema.org lets it."""
    kinds = types_on(golden)
    nodes = [n for d in golden.documents for n in every_node(json_ld(golden, d.path))]

    assert faults_of(nodes, kinds) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Person", "headline": "A person has none"},
        {"@type": "Quotation", "spokenByCharacter": {"@type": "Place", "name": "No place speaks"}},
        {"@type": "Article", "editorialVerdict": "There is no such property"},
    ],
)
def test_a_wrong_use_of_the_vocabulary_is_seen(wrong: dict[str, Any]) -> None:
    """Control: each kind of fault is found."""
    assert len(faults_of(every_node(wrong), {})) == 1


def test_every_reference_leads_to_a_thing_that_a_page_tells(golden: Publication) -> None:
    """@ids agree from page to page, so that programs can put the pages together."""
    kinds = types_on(golden)

    named = {
        n["@id"]
        for d in golden.documents
        for n in every_node(json_ld(golden, d.path))
        if "@id" in n
    }
    assert named - set(kinds) == set()


def test_nothing_in_it_can_end_the_script(golden: Publication) -> None:
    """An editor's text between script tags stays data, and comes back to the last character."""
    document = golden.document_by_path["about"]
    hostile = replace(document, title=" ".join(HTML), description="</script>\u2028<!--\u2029&amp;")

    written = text(golden, hostile)
    page = html5lib.parse(f"<script type=application/ld+json>{written}</script><p id=after>")
    scripts = [e for e in page.iter() if str(e.tag).endswith("script")]
    assert [json.loads(script.text) for script in scripts] == [graph_of(golden, hostile)]
    assert not set(written) & set("<>&\u2028\u2029")


def test_the_same_page_gives_the_same_text(golden: Publication) -> None:
    """Down to the byte."""
    again = publication_of()

    for document in golden.documents:
        assert text(golden, document) == text(again, document)


# --- articles of ours ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [("topics/harbour-bridge", "BackgroundNewsArticle"), ("articles/harbour-vote", "Article")],
)
def test_an_article_has_what_googles_documentation_recommends(
    golden: Publication, path: str, kind: str
) -> None:
    """author (with name and url), dateModified, datePublished, headline, image; none is required."""
    nodes = {node["@id"]: node for node in json_ld(golden, path) if "@id" in node}
    article = node_of(golden, path, kind)

    author = nodes[article["author"]["@id"]]
    assert (author["name"], author["url"]) == ("The Desk", "https://example.org/")
    assert article["publisher"] == article["author"]
    assert (article["datePublished"], article["dateModified"]) == (str(PUBLISHED), str(CHANGED))
    assert article["headline"]
    assert article["image"] == f"https://example.org/assets/cards/{path}.png"
    assert article["mainEntityOfPage"] == golden.address(path)


def test_without_git_an_article_has_no_days_of_its_own() -> None:
    """None is told, rather than that of the clone or of the article summarised."""
    publication = publication_of(history=History({}, 1))

    for path in ("topics/harbour-bridge", "articles/harbour-vote"):
        told = json_ld(publication, path)[0]
        assert "datePublished" not in told
        assert "dateModified" not in told


def test_an_explainer_tells_what_its_record_says(golden: Publication) -> None:
    """Question, reason, review date, period and sources."""
    told = node_of(golden, "topics/harbour-bridge", "BackgroundNewsArticle")

    assert told["headline"] == "Why does Port Ansel argue about a bridge?"
    assert told["backstory"].startswith("The town votes soon")
    assert told["temporalCoverage"].endswith("/..")
    assert "[@" not in json.dumps(told)


def test_sources_of_the_short_answer_are_told(golden: Publication) -> None:
    """As much as a bibliography has; all others stand on the page."""
    told = node_of(golden, "topics/harbour-bridge", "BackgroundNewsArticle")["citation"]

    assert [citation["publisher"]["name"] for citation in told] == ["Harbour Gazette"] * 2
    assert all(citation["name"] for citation in told)


@pytest.mark.slow
def test_every_side_of_a_dispute_is_what_an_explainer_is_about(real: Publication) -> None:
    """One side alone would be a stand."""
    told = node_of(real, "topics/crimea", "BackgroundNewsArticle")

    names = {thing["name"] for thing in told["about"]}
    assert {"Crimea", "Russia", "Ukraine"} <= names
    assert told["spatialCoverage"] == [
        {"@id": "https://example.org/places/crimea-peninsula/#place"}
    ]


def test_a_summary_is_ours_and_the_article_is_theirs(golden: Publication) -> None:
    """Their reporting is not passed off as ours: what we publish is an Article, based on theirs."""
    told = node_of(golden, "articles/harbour-vote", "Article")
    theirs = told["isBasedOn"][0]

    assert told["@type"] == "Article"
    assert theirs["publisher"]["name"] == "Harbour Gazette"
    assert theirs["datePublished"] == "2031-05-02"
    assert told["about"] == {"@id": theirs["@id"]}


def test_policies_are_named_only_where_pages_exist(
    golden: Publication, make_project: MakeProject
) -> None:
    """A promise that stands nowhere is not made."""
    project = make_project(
        {"pages/corrections.md": "# Corrections\n", "pages/contact.md": "# Contact\n"}
    )

    told = node_of(publication_of(project), "", "NewsMediaOrganization")
    assert told.pop("correctionsPolicy") == "https://example.org/corrections/"
    assert set(told) == {"@type", "@id", "name", "url"}
    assert set(node_of(golden, "", "NewsMediaOrganization")) == set(told)


# --- statements ------------------------------------------------------------------------------


def statements_on(publication: Publication, path: str) -> dict[str, dict[str, Any]]:
    found = json_ld(publication, path)
    return {
        node["@id"].split("#statement-")[1]: node
        for node in found
        if {"Quotation", "Claim"} & set(types_of(node))
    }


def test_exact_words_are_a_quotation_and_ours_a_claim(golden: Publication) -> None:
    """With the speaker, the day, and the text that it was read in."""
    told = statements_on(golden, "articles/harbour-vote")

    quotation, claim = told["mayor-pays-for-itself"], told["harbour-vote.2"]
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "The bridge pays for itself… within a single generation."
    assert quotation["spokenByCharacter"] == {"@id": "https://example.org/actors/ada-quill/#actor"}
    assert quotation["dateCreated"] == "2031-05-01"
    assert claim["@type"] == "Claim"
    assert claim["author"] == {"@id": "https://example.org/actors/ferry-crews/#actor"}
    assert claim["claimInterpreter"] == {"@id": "https://example.org/#publisher"}


def test_who_is_not_named_is_not_named_here(golden: Publication) -> None:
    """No person is made up for "a person in the town hall"."""
    claim = statements_on(golden, "articles/harbour-vote")["harbour-vote.3"]

    assert claim["text"] == "The estimate is two years old."
    assert "author" not in claim


def test_a_demand_is_no_claim(make_project: MakeProject) -> None:
    """schema.org's Claim is about facts; what is demanded or promised cannot be true or false."""
    publication = publication_of(
        make_project(
            {
                "issues/i.yml": """
question: Q?
statements:
  - {id: demand, speaker: a, verb: demanded, text: Go away., sources: [s]}
  - {id: claim, speaker: a, verb: claimed, text: They went., sources: [s]}
""",
                "actors/a.yml": "{name: A, type: person}",
                "sources/s.yml": "{title: T, publisher: P}",
            }
        )
    )

    assert set(statements_on(publication, "issues/i")) == {"claim"}


@pytest.mark.slow
def test_words_that_only_a_headline_has_are_nobodys(real: Publication) -> None:
    """The headline of the founding article puts words in marks that nobody is known to have said."""
    told = statements_on(real, "articles/us-warns-russia-2022-01-10")

    headline, said = told["us-warns-russia-2022-01-10.1"], told["ryabkov-no-concessions"]
    assert "spokenByCharacter" not in headline
    assert said["spokenByCharacter"] == {"@id": "https://example.org/actors/sergei-ryabkov/#actor"}


def test_no_page_reviews_a_claim(golden: Publication) -> None:
    """The site says who claims and who denies, and gives no verdict."""
    assert all("ClaimReview" not in text(golden, document) for document in golden.documents)


# --- things ----------------------------------------------------------------------------------

WORLD = {
    "actors/all.yml": """
- {id: ministry, name: The ministry, type: organisation}
- {id: state, name: The state, type: state}
- {id: islanders, name: The islanders, type: people}
- id: minister
  name: A minister
  type: person
  roles:
    - {title: Mayor, start: 1991~, end: 1999-05}
""",
    "places/all.yml": """
- {id: bay, name: The bay}
- id: cape
  name: The cape
  latitude: 1.5
  longitude: -2.25
  part_of: bay
  status: Held by one state and claimed by another [@s].
""",
    "topics/t.md": """---
title: T
question: Q?
in_short: So. [@s]
highlights: [sure, about, disputed]
---
""",
    "events/all.yml": """
- {id: sure, date: 2014-03-18/2014-03-20, text: It happened., sources: [s], topics: [t], places: [cape]}
- {id: about, date: 1991~, text: About then., sources: [s], topics: [t]}
- {id: disputed, date: 2014-03-19, text: Perhaps., status: disputed, disputed_by: [state], sources: [s], topics: [t]}
- {id: other, date: 2014-03-21, text: No highlight., sources: [s], topics: [t]}
""",
    "sources/s.yml": "{title: T, publisher: P, date: 2014-03~, author: A. Writer}",
}  # fmt: skip


@pytest.fixture
def world(make_project: MakeProject) -> Publication:
    return publication_of(make_project(WORLD), history=History())


def test_a_place_says_in_words_who_holds_and_who_claims_it(world: Publication) -> None:
    """And lies in no country unless an editor wrote so."""
    cape = node_of(world, "places/cape", "Place")

    assert cape["disambiguatingDescription"] == "Held by one state and claimed by another."
    assert cape["geo"] == {"@type": "GeoCoordinates", "latitude": 1.5, "longitude": -2.25}
    assert cape["containedInPlace"] == {"@id": "https://example.org/places/bay/#place"}
    assert "containedInPlace" not in node_of(world, "places/bay", "Place")


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("ministry", ["Organization"]),
        ("state", ["Country", "Organization"]),
        ("islanders", ["Thing"]),
        ("minister", ["Person"]),
    ],
)
def test_an_actor_is_what_its_record_says(world: Publication, path: str, kinds: list[str]) -> None:
    """A people is no organisation."""
    things = {types for n in json_ld(world, f"actors/{path}") for types in types_of(n)}

    assert things == {"WebPage", "BreadcrumbList", *kinds}


def test_a_date_is_never_more_exact_than_what_is_known(world: Publication) -> None:
    """What is about right has no form in schema.org, and is left to the page."""
    (office,) = node_of(world, "actors/minister", "Person")["hasOccupation"]
    source = json_ld(world, "sources/s")[1]

    assert "startDate" not in office
    assert office["endDate"] == "1999-05"
    assert "datePublished" not in source
    assert source["creditText"] == "A. Writer"


def test_only_what_is_established_is_an_event(world: Publication) -> None:
    """And of those the highlights, with the days that are known."""
    events = [n for n in json_ld(world, "timeline") if types_of(n) == ["Event"]]

    assert [(e["name"], e["startDate"], e["endDate"]) for e in events] == [
        ("It happened.", "2014-03-18", "2014-03-20")
    ]
    assert events[0]["location"] == [{"@id": "https://example.org/places/cape/#place"}]


def test_a_term_is_told_by_its_first_sentence(golden: Publication) -> None:
    """Half a sentence could say the opposite."""
    (terms,) = (n for n in json_ld(golden, "glossary") if n["@type"] == "DefinedTermSet")

    assert [term["@type"] for term in terms["hasDefinedTerm"]] == ["DefinedTerm"] * 2
    assert all(term["description"].endswith(".") for term in terms["hasDefinedTerm"])


def test_the_way_to_a_page_has_a_step_for_each_page_above_it(golden: Publication) -> None:
    """Each step leads to a page that exists."""
    way = node_of(golden, "topics/harbour-bridge", "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["item"]) for step in way] == [
        (1, "https://example.org/"),
        (2, "https://example.org/topics/"),
        (3, "https://example.org/topics/harbour-bridge/"),
    ]


# --- the real content ------------------------------------------------------------------------


@pytest.mark.slow
def test_the_real_site_keeps_the_vocabulary_and_its_references(real: Publication) -> None:
    """All pages of content/, as they are published."""
    kinds = types_on(real)
    nodes = [n for d in real.documents for n in every_node(json_ld(real, d.path))]

    assert faults_of(nodes, kinds) == []
    assert {node["@id"] for node in nodes if "@id" in node} - set(kinds) == set()


@pytest.mark.slow
def test_explainers_stay_small(real: Publication) -> None:
    """What machines read must not cost readers the page."""
    sizes = {
        document.path: len(gzip.compress(text(real, document).encode(), 9))
        for document in real.documents
    }

    explainers = [size for path, size in sizes.items() if path.startswith("topics/")]
    assert max(explainers) <= EXPLAINER_LIMIT
    assert max(sizes.values()) <= 2 * EXPLAINER_LIMIT


@pytest.mark.slow
def test_no_thing_is_told_twice_on_a_page(real: Publication) -> None:
    """Pages refer by @id rather than repeat."""
    for document in real.documents:
        told: dict[str, int] = defaultdict(int)
        for node in every_node(json_ld(real, document.path)):
            if "@id" in node and len(node) > 3:
                told[node["@id"]] += 1
        assert [id for id, count in told.items() if count > 1] == []


def test_a_correction_is_told_and_an_update_is_none(make_project: MakeProject) -> None:
    """schema.org has a name for what was wrong."""
    changes = (
        "changes:\n- {date: 2031-05-03, kind: update, text: The crews answered.}\n"
        "- {date: 2031-05-04, kind: correction, text: The vote was on 1 May.}\n"
    )
    files = {
        "sources/s.yml": "title: T\npublisher: P\n",
        "topics/t.md": f'---\ntitle: T\nquestion: Q?\nin_short: "Short. [@s]"\n{changes}---\n',
    }

    nodes = every_node(json_ld(publication_of(make_project(files)), "topics/t"))

    assert [n for n in nodes if n.get("@type") == "CorrectionComment"] == [
        {
            "@type": "CorrectionComment",
            "text": "The vote was on 1 May.",
            "datePublished": "2031-05-04",
        }
    ]
