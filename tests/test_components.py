"""Components: what each says in plain blocks, and the one HTML form that it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from generator.components.figure import Figure
from generator.components.front import Lead, Leads, Mark, Marks
from generator.components.head import Brief, Contents, Dated, Freshness, Jump, JumpGroup
from generator.components.ledger import Ledger, Standing
from generator.components.lists import (
    Entries,
    Entry,
    Fact,
    Facts,
    People,
    Person,
    Position,
    PositionRow,
    Positions,
    Term,
    Terms,
)
from generator.components.sources import CitedSource, RestsOn, SourceList
from generator.components.statement import Chain, Side, SourceCard, Step, Versus, Words
from generator.components.timeline import Count, Moment, Period, Timeline
from generator.dates import PartialDate
from generator.document import (
    Block,
    Blocks,
    Citation,
    Component,
    Document,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    Time,
    anchors_of,
    map_inlines,
    text_of,
    walk_inlines,
)
from generator.pages.parts import rests_on, vagueness
from generator.values import Value, names_of
from generator.writers import html
from generator.writers.citing import WORD_LIMIT, Cited, grouped
from generator.writers.html.page import Page
from generator.writers.markdown import write

DAY = Time("18 March 2014", "2014-03-18")
SOURCE = CitedSource(
    "gazette", 1, "source-gazette", "newspaper",
    (Link("https://e.example/a", (Text("The vote"),)),), (Text("The Gazette, "), DAY),
    (Link("https://archive.example/a", (Text("Archived copy"),)),),
    (PageLink("sources/gazette", None, (Text("About this source"),)),),
)  # fmt: skip
OTHER = CitedSource(
    "letters", 2, "source-letters", "",
    (Text("Letters"),), (Text("The Gazette"),), (), (PageLink("sources/letters", None, (Text("About this source"),)),),
    (Text("Republishes "), Text("The vote.")),
)  # fmt: skip
SOURCES = {"gazette": SOURCE, "letters": OTHER}
PAGE = Page("topics/crimea", {"gazette": 1, "letters": 2}, SOURCES)


def words(text: str) -> Inlines:
    return (Text(text),)


def parsed(component: Component, page: Page = PAGE) -> ElementTree.Element:
    """The elements of a component's HTML form, with a browser's eyes."""
    return html5lib.parseFragment(html.component(page, component), namespaceHTMLElements=False)


def told(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def found(root: ElementTree.Element, css: str) -> list[ElementTree.Element]:
    """The elements that bear a class, in reading order."""
    return [e for e in root.iter() if css in e.get("class", "").split()]


def said(blocks: Blocks) -> list[str]:
    """The plain form, one line a block or item."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, children, anchor):
                lines.append(f"{'#' * level} {text_of(children)} #{anchor}")
            case Paragraph(children, _, _):
                lines.append(text_of(children))
            case List(items, is_ordered):
                mark = "1." if is_ordered else "-"
                lines += [f"{mark} {' / '.join(said(item.blocks))}" for item in items]
            case Quotation(text, attribution, _, _):
                lines.append(f"“{text}” {text_of(attribution)}")
            case Table(_, rows):
                lines += [" | ".join(map(text_of, row)) for row in rows]
    return lines


# --- every component -------------------------------------------------------------------------


def kinds(base: type[Component] = Component) -> list[type[Component]]:
    return [kind for sub in base.__subclasses__() for kind in (sub, *kinds(sub))]


def test_every_component_has_one_html_form() -> None:
    """A component added without a form is told here, not by a reader's page."""
    assert {kind.__name__ for kind in kinds()} == {kind.__name__ for kind in html.FORMS}
    assert len(kinds()) > 12


MOMENT = Moment("event-vote", DAY, "day", words("They voted."), "established")
EXAMPLES: tuple[Component, ...] = (
    Freshness((Dated("As of", (DAY,)),)),
    Brief("In short", "in-short", (Paragraph(words("So it is.")),)),
    Contents((JumpGroup("On this page", (Jump("plan", "What is planned?"),)),)),
    Leads((Lead("Explainer", words("Why?"), words("So."), (words("Who?"),), words("1 question"), "e"),)),
    Marks((Mark("known", "Known", "not contested"),)),
    RestsOn("Rests on 2 sources from 1 distinct origin"),
    SourceList(words("This page rests on 2 sources."), (SOURCE, OTHER)),
    Ledger((Standing("known", "Known", "Not contested", "known", (Item((Paragraph(words("So.")),)),), words("1 more")),)),
    Timeline((Period("2014", "period-2014", (MOMENT,)),)),
    Words("s1", words("Ada"), "Mayor", words("said"), words("to Reuters."), quote="No."),
    Versus(words("What Ada said"), "d1", Side("Claim", words("Ada"), "No.", None, (), words("in A.")), ()),
    SourceCard("Where this text comes from", "origin", (), Chain("Way", (Step("published", words("A")),)), words("1 text.")),
    Positions(words("Who pays?"), (PositionRow(words("Ada"), (Position(None, DAY, words("Nobody.")),)),)),
    People((Person(words("Ada"), Foreign("Ада", "uk"), "Mayor", words("She is mayor.")),)),
    Terms((Term("term-toll", words("Toll"), words("Money."), words("Contested.")),)),
    Facts((Fact("Kind", words("Town")),)),
    Entries((Entry(words("A"), words("2014"), words("About A."), "a"),)),
    Figure("<svg></svg>", "places", "A map.", words("A map"), (words("Here"),), (words("A note"),), "Outlines"),
)  # fmt: skip


def test_there_is_an_example_of_every_component() -> None:
    """What is said of all components below is said of each."""
    assert {type(example) for example in EXAMPLES} == set(kinds())


@pytest.mark.parametrize("component", EXAMPLES, ids=lambda c: type(c).__name__)
def test_every_text_of_a_component_stands_in_both_forms(component: Component) -> None:
    """What a component says in HTML it says in Markdown too; only contents are left to its viewer."""
    shown = told(parsed(component))
    plain = " ".join(said(component.plain()))

    for inline in walk_inlines((component,)):
        if isinstance(inline, (Text, Time, Foreign)):
            assert inline.text.casefold() in shown.casefold()
            assert inline.text.casefold() in plain.casefold()


def everything_in(value: Any) -> Iterator[Any]:
    """All that stands in a value, by its fields as they are, in reading order."""
    if isinstance(value, tuple):
        for item in value:
            yield from everything_in(item)
    elif isinstance(value, Value):
        yield value
        for name in names_of(type(value)):
            yield from everything_in(getattr(value, name))


@pytest.mark.parametrize("component", EXAMPLES, ids=lambda c: type(c).__name__)
def test_what_is_passed_over_by_its_annotation_holds_nothing(component: Component) -> None:
    """Walkers and mappers look into few fields; nothing stands in the others."""
    inlines = [node for node in everything_in(component) if isinstance(node, Inline)]
    blocks = [node for node in everything_in(component) if not isinstance(node, Inline)]
    changed: list[Inline] = []

    def change(inline: Inline) -> Inline:
        changed.append(inline)
        return Text("changed") if isinstance(inline, Text) else inline

    (mapped,) = map_inlines((component,), change)

    assert list(walk_inlines((component,))) == inlines
    assert Counter(map(type, changed)) == Counter(map(type, inlines))
    assert all(i.text == "changed" for i in walk_inlines((mapped,)) if isinstance(i, Text))
    anchors = [getattr(block, "anchor", None) for block in blocks]
    assert list(anchors_of((component,))) == [anchor for anchor in anchors if anchor]


@pytest.mark.parametrize("component", EXAMPLES, ids=lambda c: type(c).__name__)
def test_a_component_stands_in_markdown_as_a_block_without_empty_lines(
    component: Component,
) -> None:
    """An empty line would end the HTML, but for the list of sources and periods: whole elements."""
    written = html.component(PAGE, component)

    for part in written.split("\n\n"):
        assert part.startswith("<")
        assert part.endswith(">")
        assert "\n" not in part


@pytest.mark.parametrize("component", EXAMPLES, ids=lambda c: type(c).__name__)
def test_a_component_needs_no_style_and_no_script_of_its_own(component: Component) -> None:
    """The policy of the site allows neither."""
    for element in parsed(component).iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.tag not in {"script", "style"}


@pytest.mark.parametrize("component", EXAMPLES, ids=lambda c: type(c).__name__)
def test_no_place_is_named_twice_and_each_label_is_there(component: Component) -> None:
    """What `aria-labelledby` and `popovertarget` name stands in the same component."""
    elements = list(parsed(component).iter())
    ids = [element.get("id") for element in elements if element.get("id")]

    assert len(ids) == len(set(ids))
    for element in elements:
        for name in ("aria-labelledby", "popovertarget"):
            assert element.get(name) is None or element.get(name) in ids


# --- numbers ---------------------------------------------------------------------------------


def test_a_number_stands_with_the_word_before_it() -> None:
    """Together in one span, which the style sheet keeps in one line."""
    text = (Text("They voted on Sunday."), Citation("gazette"), Citation("letters"))

    root = parsed(Brief("T", "t", (Paragraph(text),)))

    (span,) = found(root, "cites")
    assert told(span) == "Sunday.12"
    assert [told(button) for button in span] == ["1", "2"]
    assert told(root).endswith("They voted on Sunday.12")


@pytest.mark.parametrize(
    ("before", "kept", "word"),
    [
        ("on Sunday.", "on ", "Sunday."),
        ("Sunday.", None, "Sunday."),
        ("on Sunday ", "on Sunday ", ""),
        (f"on {'x' * WORD_LIMIT}", "on ", "x" * WORD_LIMIT),
        (f"on {'x' * (WORD_LIMIT + 1)}", f"on {'x' * (WORD_LIMIT + 1)}", ""),
    ],
)
def test_the_last_word_goes_with_its_numbers_unless_it_is_too_long(
    before: str, kept: str | None, word: str
) -> None:
    """A longer word may break, or it would push past the edge of a small screen."""
    citations = (Citation("a"), Citation("b", "p. 4"))

    result = grouped((Text(before), *citations, Text(" And so on.")))

    rest = [Cited(word, citations), Text(" And so on.")]
    assert result == ([Text(kept)] if kept is not None else []) + rest


def test_a_number_after_a_link_takes_no_word_out_of_it() -> None:
    """A link keeps all its words."""
    link = Link("https://e.example/", words("the record"))

    assert grouped((link, Citation("a"))) == [link, Cited("", (Citation("a"),))]


def test_many_numbers_in_a_row_may_break() -> None:
    """Nine numbers that cannot be parted would push past the edge of a small screen."""
    citations = [Citation(id) for id in "abcdefghi"]

    found = grouped((Text("it."), *citations))

    assert found == [Cited("it.", tuple(citations[:2])), *citations[2:]]


def test_a_number_opens_the_list_item_of_its_source() -> None:
    """The button's target is a popover within the list item; its label says what it opens."""
    cited = (Text("So."), Citation("letters", "p. 4"))
    document = Document(
        "topics/crimea", "T", "D",
        (Paragraph(cited), Brief("T", "t", (Paragraph(cited),)), SourceList((), (SOURCE, OTHER))),
    )  # fmt: skip
    numbered = Page("topics/crimea", {"letters": 2, "gazette": 1}, SOURCES)

    number = numbered.number(Citation("letters", "p. 4"))
    items = list(parsed(document.blocks[-1]).iter("li"))  # type: ignore[arg-type]

    (button,) = html5lib.parseFragment(number, namespaceHTMLElements=False)
    assert (told(button), button.get("aria-label")) == ("2, p. 4", "Source 2, p. 4")
    panel = items[1][0]
    assert panel.get("id") == button.get("popovertarget") == ":2"
    assert panel.get("popover") == ""
    assert write(document).count('popovertarget=":2"') == 3


def test_a_panel_is_closed_by_its_own_button() -> None:
    """Without a script."""
    panels = found(parsed(SourceList((), (SOURCE, OTHER))), "src")

    for panel in panels:
        (close,) = panel.iter("button")
        assert told(close) == "Close"
        assert close.get("popovertarget") == panel.get("id")


def test_a_page_without_a_list_of_sources_links_to_where_it_would_be() -> None:
    """No button opens a panel that is not there."""
    page = Page("topics/crimea", {"gazette": 1})

    assert page.number(Citation("gazette")) == '<a class="cite" href="#source-gazette">1</a>'


def test_a_source_says_what_it_is_who_published_it_and_when() -> None:
    """In the list and in its panel, which are one; whose text it passes on, and where to know more."""
    first, second = parsed(SourceList(words("Two sources."), (SOURCE, OTHER))).iter("li")

    assert told(first) == (
        "newspaperThe voteThe Gazette, 18 March 2014. Archived copy About this sourceClose"
    )
    assert told(second) == "LettersThe Gazette. Republishes The vote. About this sourceClose"
    assert said(SourceList(words("Two sources."), (SOURCE, OTHER)).plain()) == [
        "Two sources.",
        "1. The vote, The Gazette, 18 March 2014. Archived copy About this source",
        "1. Letters, The Gazette. Republishes The vote. About this source",
    ]


@pytest.mark.parametrize(
    ("sources", "origins", "expected"),
    [
        (1, 1, "Rests on 1 source from 1 distinct origin"),
        (2, 1, "Rests on 2 sources from 1 distinct origin"),
        (3, 2, "Rests on 3 sources from 2 distinct origins"),
        (1, 2, "Rests on 1 source, drawing on 2 origins"),
    ],
)
def test_an_answer_says_on_how_much_it_rests_and_has_an_address(
    sources: int, origins: int, expected: str
) -> None:
    """The words lead to the list of sources, the link to the answer itself."""
    component = RestsOn(rests_on(sources, origins), "why")

    ground, share = parsed(component).iter("a")
    assert (told(ground), ground.get("href")) == (expected, "#sources")
    assert (told(share), share.get("href")) == ("Link to this answer", "#why")
    assert said(component.plain()) == [f"{expected}."]


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "target", "anchor", "expected"),
    [
        ("", "topics/crimea", None, "topics/crimea/"),
        ("", "timeline", "event-vote", "timeline/#event-vote"),
        ("", "", "known", "#known"),
        ("timeline", "", None, "../"),
        ("timeline", "topics/crimea", "plan", "../topics/crimea/#plan"),
        ("timeline", "timeline", None, "./"),
        ("topics/crimea", "topics/nato", None, "../nato/"),
        ("topics/crimea", "actors/ada", None, "../../actors/ada/"),
        ("topics/crimea", "", "term-toll", "#term-toll"),
        ("topics/crimea", "", None, "../../"),
        ("topics/crimea/timeline", "topics/crimea", None, "../"),
        ("topics/crimea/timeline", "sources/a", None, "../../../sources/a/"),
    ],
)
def test_a_link_is_relative_to_the_folder_of_its_page(
    page: str, target: str, anchor: str | None, expected: str
) -> None:
    """From home, from a collection, from a record's page and from what goes on below it."""
    component = Facts((Fact("See", (PageLink(target, anchor, words("it")),)),))

    (link,) = parsed(component, Page(page)).iter("a")

    assert link.get("href") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", "assets/maps/topics/crimea-light.svg"),
        ("timeline", "../assets/maps/topics/crimea-light.svg"),
        ("topics/crimea", "../../assets/maps/topics/crimea-light.svg"),
        ("topics/crimea/timeline", "../../../assets/maps/topics/crimea-light.svg"),
    ],
)
def test_a_drawing_in_a_file_is_found_from_every_page(page: str, expected: str) -> None:
    """One picture a colour scheme, with its size and with words for those who do not see it."""
    svg = '<svg viewBox="0 0 640 460"></svg>'
    figure = Figure(svg, "places", 'A map of "Crimea".', file="assets/maps/topics/crimea")

    light, dark = parsed(figure, Page(page)).iter("img")

    assert light.get("src") == expected
    assert dark.get("src") == expected.replace("light", "dark")
    assert (light.get("width"), light.get("height")) == ("640", "460")
    assert light.get("alt") == dark.get("alt") == 'A map of "Crimea".'


# --- head and front --------------------------------------------------------------------------


def test_freshness_is_facts_with_labels() -> None:
    """Each a term and its description; in plain words a sentence each."""
    component = Freshness((Dated("As of", (DAY,)), Dated("Rests on", words("3 sources"))))

    root = parsed(component)

    assert [told(e) for e in root.iter("dt")] == ["As of", "Rests on"]
    assert [e.get("datetime") for e in root.iter("time")] == ["2014-03-18"]
    assert said(component.plain()) == ["As of 18 March 2014. Rests on 3 sources."]


def test_contents_are_links_to_places_of_the_page() -> None:
    """A landmark with a name; Markdown viewers make their own, so the plain form has none."""
    jumps = (Jump("plan", "What is planned?"), Jump("sources", "Sources"))
    component = Contents((JumpGroup("On this page", jumps),))

    root = parsed(component)

    (nav,) = root.iter("nav")
    assert nav.get("aria-label") == "On this page"
    assert [(a.get("href"), told(a)) for a in root.iter("a")] == [
        ("#plan", "What is planned?"), ("#sources", "Sources"),
    ]  # fmt: skip
    assert component.plain() == ()


def test_the_first_explainer_leads_and_the_others_stand_in_a_row() -> None:
    """Each is a section that is named by its heading."""
    leads = tuple(
        Lead("Explainer", words(f"Why {n}?"), words("So."), (), (), f"e{n}") for n in "123"
    )

    root = parsed(Leads(leads))

    (first,) = found(root, "lead--first")
    (row,) = found(root, "lead__row")
    assert told(first).startswith("ExplainerWhy 1?")
    assert [section.get("aria-labelledby") for section in row] == ["e2", "e3"]
    assert found(parsed(Leads(leads[:1])), "lead__row") == []


# --- ledger and timeline ---------------------------------------------------------------------


@pytest.mark.parametrize("status", ["known", "claimed", "disputed", "unknown"])
def test_a_standing_is_a_shape_and_a_word(status: str) -> None:
    """Colour only seconds them; the shape is silent, because the word says the same."""
    items = (Item((Paragraph(words("So it is.")),)),)
    component = Ledger((Standing(status, "How it stands", "A hint", "place", items),))

    root = parsed(component)

    (mark,) = found(root, f"st--{status}")
    (shape,) = mark
    assert told(mark) == "How it stands"
    assert shape.get("aria-hidden") == "true"
    assert shape[0].get("href") == f"#_{status}"
    assert said(component.plain()) == ["### How it stands #place", "A hint", "- So it is."]


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        ("2014-03-18", "day"), ("2014-03", "month"), ("2014", "year"), ("1991~", "year"),
        ("2014-02-20/2014-03-26", "span"), ("2014/2015", "span"), ("../2014", "span"),
        ("2014-03-18/..", "span"),
    ],
)  # fmt: skip
def test_a_mark_is_as_tall_as_its_date_is_vague(date: str, mark: str) -> None:
    """A day is a point; a month, a year and a span are longer."""
    parsed_date = PartialDate.parse(date)
    moment = Moment(
        None, Time(parsed_date.words), vagueness(parsed_date), words("x"), "established"
    )

    (entry,) = parsed(Timeline((Period("", None, (moment,)),))).iter("li")

    assert entry.get("class") == f"tl__i tl--{mark}"


def test_a_moment_can_be_pointed_at() -> None:
    """Its date is the link to its own address."""
    (entry,) = parsed(Timeline((Period("", None, (MOMENT,)),))).iter("li")

    (link,) = entry.iter("a")
    assert entry.get("id") == "event-vote"
    assert (link.get("href"), told(link)) == ("#event-vote", "18 March 2014")


@pytest.mark.parametrize("status", ["claimed", "disputed"])
@pytest.mark.parametrize("is_named", [True, False])
def test_a_contested_fact_is_marked_whether_or_not_somebody_is_named(
    status: str, *, is_named: bool
) -> None:
    """In both forms."""
    standing = words(f"{status} by Ada") if is_named else ()
    moment = Moment(None, DAY, "day", words("They voted."), status, standing)
    component = Timeline((Period("", None, (moment,)),))

    (mark,) = found(parsed(component), f"st--{status}")
    assert told(mark) == status.capitalize()
    assert said(component.plain()) == [
        f"- 18 March 2014 They voted. ({status}{' by Ada' if is_named else ''})"
    ]


def test_an_established_fact_bears_no_mark() -> None:
    """Nothing is said of what nobody contests."""
    component = Timeline((Period("", None, (MOMENT,)),))

    assert found(parsed(component), "st") == []
    assert said(component.plain()) == ["- 18 March 2014 They voted."]


def test_a_period_folds_and_one_without_a_title_stands_open() -> None:
    """Native folding, with the number of its events; open where it is to be."""
    component = Timeline(
        (
            Period("2013", "period-2013", (MOMENT,)),
            Period("2014", "period-2014", (MOMENT, MOMENT), is_open=True),
        )
    )

    closed, opened = parsed(component).iter("details")

    assert [told(next(e.iter("summary"))) for e in (closed, opened)] == [
        "2013 1 event", "2014 2 events",
    ]  # fmt: skip
    assert ("open" in closed.attrib, "open" in opened.attrib) == (False, True)
    assert (closed.get("id"), opened.get("id")) == ("period-2013", "period-2014")
    assert list(parsed(Timeline((Period("", None, (MOMENT,)),))).iter("details")) == []
    assert said(component.plain())[:2] == ["### 2013 #period-2013", "- 18 March 2014 They voted."]


def test_a_vote_is_words_first() -> None:
    """Each figure stands as text; the bar beside it is only drawn, and as long as the figure says."""
    votes = (Count("In favour", 1100), Count("Against", 11), Count("Absent", 0))
    moment = Moment(None, DAY, "day", words("They voted."), "established", vote=votes)
    component = Timeline((Period("", None, (moment,)),))

    (vote,) = found(parsed(component), "vote")

    assert [told(row) for row in vote] == ["In favour 1,100", "Against 11", "Absent 0"]
    bars = [next(e for e in row.iter() if e.tag.endswith("}svg")) for row in vote]
    assert {bar.get("aria-hidden") for bar in bars} == {"true"}
    assert [bar[0].get("width") for bar in bars] == ["100", "1", "0"]
    assert said(component.plain()) == [
        "- 18 March 2014 They voted. / Votes: In favour 1,100, Against 11, Absent 0."
    ]


def test_a_vote_of_nobody_is_no_division_by_nothing() -> None:
    """All figures may be nought."""
    moment = Moment(None, DAY, "day", words("x"), "established", vote=(Count("In favour", 0),))

    (vote,) = found(parsed(Timeline((Period("", None, (moment,)),))), "vote")

    assert told(vote) == "In favour 0"


# --- statements ------------------------------------------------------------------------------


def test_a_quotation_has_its_speaker_its_office_and_its_way() -> None:
    """The words first; then who spoke, in which office, and through whom they came."""
    way = (Text("to Reuters, in "), Text("The Independent."), Citation("gazette"))
    component = Words(
        "statement-s1", words("Ada"), "Mayor", words("said"), way, quote="“No.”", remarks=words("Said on Sunday.")
    )  # fmt: skip

    root = parsed(component)

    (figure,) = root.iter("figure")
    assert figure.get("id") == "statement-s1"
    assert told(next(root.iter("blockquote"))) == "“No.”"
    assert told(found(root, "quote__w")[0]) == "Ada, Mayor, said"
    assert told(found(root, "quote__s")[0]) == "To Reuters, in The Independent.1"
    assert told(found(root, "quote__n")[0]) == "Said on Sunday."
    assert said(component.plain()) == [
        "““No.”” Ada, Mayor, said, to Reuters, in The Independent.", "Said on Sunday.",
    ]  # fmt: skip


def test_words_in_another_language_have_their_language_and_direction() -> None:
    """A screen reader speaks them so, and they run their own way."""
    component = Words(
        None, words("Ada"), None, words("said"), (), quote="لا تنازلات", language="ar"
    )

    (quote,) = parsed(component).iter("blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "rtl")
    (plain,) = component.plain()
    assert isinstance(plain, Quotation)
    assert plain.language == "ar"

    side = Side("Claim", words("Ada"), "Нет.", "ru", (), words("in A."))
    (quote,) = parsed(Versus(words("T"), "t", side, ())).iter("blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("ru", "ltr")


def test_a_name_in_its_own_script_is_marked_as_such() -> None:
    """With its language; where that is not known, only its direction is kept apart."""
    known = parsed(People((Person(words("Ada"), Foreign("أدا", "ar"), "Mayor"),)))
    unknown = parsed(People((Person(words("Ada"), Foreign("أدا", None), "Mayor"),)))

    (name,) = known.iter("span")
    assert (told(name), name.get("lang"), name.get("dir")) == ("أدا", "ar", "rtl")
    assert [told(e) for e in unknown.iter("bdi")] == ["أدا"]


def test_reported_words_are_no_quotation() -> None:
    """What was said in our words stands without marks and outside a quotation."""
    component = Words(
        "s",
        words("Ada"),
        "Mayor",
        words("denied"),
        words("in A."),
        said=words("Denies that it is so."),
    )

    root = parsed(component)

    assert list(root.iter("blockquote")) == list(root.iter("figure")) == []
    assert told(root).startswith("Ada, Mayor, deniedDenies that it is so.In A.")
    assert said(component.plain()) == ["Ada, Mayor, denied: Denies that it is so.", "Ada, in A."]


def test_words_without_a_way_have_no_stray_stop() -> None:
    """Where the speaker's own text is what was read, the numbers follow the name."""
    component = Words(
        None, words("Russia"), None, words("said"), (Citation("gazette"),), quote="No."
    )

    (quotation,) = component.plain()

    assert isinstance(quotation, Quotation)
    assert text_of(quotation.attribution) == "Russia said"


def test_a_chain_is_told_hand_by_hand_and_folds() -> None:
    """The first hand first, this page last; what each did, who it is and when."""
    steps = (
        Step("spoke, in Russian", words("Ada"), (DAY,)),
        Step("reported", words("an official"), words("no name is given")),
        Step("read and quoted", words("This page")),
    )
    chain = Chain("How these words reached this page", steps)
    component = Words("s", words("Ada"), None, words("said"), (), quote="No.", chain=chain)

    root = parsed(component)

    (fold,) = root.iter("details")
    assert "open" not in fold.attrib
    assert told(next(root.iter("summary"))) == "How these words reached this page 3 steps"
    assert [told(hop) for hop in found(root, "hop")] == [
        "spoke, in RussianAda18 March 2014", "reportedan officialno name is given",
        "read and quotedThis page",
    ]  # fmt: skip
    assert [told(hop) for hop in found(root, "hop--us")] == ["read and quotedThis page"]
    assert said(component.plain())[1:] == [
        "The way of these words:",
        "1. Ada: spoke, in Russian; 18 March 2014",
        "1. an official: reported; no name is given",
        "1. This page: read and quoted",
    ]


def test_a_statement_can_be_shared_by_its_address() -> None:
    """Only where it has one: on the page that carries it."""
    here = Words("statement-s1", words("Ada"), None, words("said"), (), quote="No.")
    elsewhere = Words(None, words("Ada"), None, words("said"), (), quote="No.")

    (link,) = found(parsed(here), "quote__e")[0].iter("a")
    assert link.get("href") == "#statement-s1"
    assert found(parsed(elsewhere), "quote__e") == []


@pytest.mark.parametrize(("is_checked", "shapes"), [(True, 1), (False, 0)])
def test_what_was_compared_bears_its_mark(*, is_checked: bool, shapes: int) -> None:
    """The mark only seconds the words."""
    component = Words(
        None, words("Ada"), None, words("said"), (), quote="No.",
        evidence=words("Compared word for word."), is_checked=is_checked,
    )  # fmt: skip

    (evidence,) = found(parsed(component), "quote__e")
    assert told(evidence) == "Compared word for word."
    assert len(list(evidence)) == shapes


def test_a_claim_stands_beside_its_denial() -> None:
    """Each side with its label, its words as they were said or ours, and its way."""
    claim = Side("Claim", words("Ada"), "It pays.", None, (), (Text("to Reuters."),))
    denial = Side("Denial", words("Crews"), None, None, words("Deny it."), (Text("in A."),))
    component = Versus(words("What Ada said"), "dispute-s1", claim, (denial,))

    root = parsed(component)

    assert [told(side) for side in found(root, "vs__side")] == [
        "ClaimAda“It pays.”To Reuters.", "DenialCrewsDeny it.In A.",
    ]  # fmt: skip
    assert [told(quote) for quote in root.iter("blockquote")] == ["“It pays.”"]
    assert said(component.plain()) == [
        "### What Ada said #dispute-s1",
        "Claim. Ada",
        "“It pays.” To Reuters.",
        "Denial. Crews",
        "Deny it. In A.",
    ]


# --- lists -----------------------------------------------------------------------------------


def test_positions_are_a_table_with_a_caption_and_scopes() -> None:
    """Who heads each row; below, each position with its day, who spoke for them, who rejects it."""
    first = Position(None, Time("2013"), words("Waits."))
    second = Position("Ada", DAY, words("Tolls."), words("Rejected by the crews"))
    rows = (PositionRow(words("Council"), (first, second)),)
    component = Positions(words("Who pays?"), rows)

    root = parsed(component)

    assert told(next(root.iter("caption"))) == "Who pays?"
    assert [(e.get("scope"), told(e)) for e in root.iter("th")] == [
        ("col", "Who"), ("col", "What they said"), ("row", "Council"),
    ]  # fmt: skip
    assert [told(e) for e in next(root.iter("td"))] == [
        "2013", "Waits.", "Ada, 18 March 2014", "Tolls.", "Rejected by the crews",
    ]  # fmt: skip
    assert said(component.plain()) == [
        "Who pays?",
        "Council | 2013: Waits. Ada, 18 March 2014: Tolls. (Rejected by the crews)",
    ]


def test_a_term_can_be_pointed_at() -> None:
    """Its definition stands with it."""
    root = parsed(Terms((Term("term-toll", words("Toll"), words("Money.")),)))

    (entry,) = [e for e in root.iter("div") if e.get("id")]
    assert (entry.get("id"), [told(e) for e in entry]) == ("term-toll", ["Toll", "Money."])


def test_a_drawing_has_its_places_notes_and_credit_in_words() -> None:
    """Numbered as on the map; what has to be said of it stands below it."""
    component = Figure(
        "<svg></svg>", "places", "A map.", words("Crimea"), (words("Kyiv"), words("Sevastopol")),
        (words("Hatched: disputed."),), "Outlines: Natural Earth.",
    )  # fmt: skip

    root = parsed(component)

    assert [told(e) for e in next(root.iter("figcaption"))] == [
        "Crimea", "KyivSevastopol", "Hatched: disputed.", "Outlines: Natural Earth.",
    ]  # fmt: skip
    assert said(component.plain()) == ["Crimea", "1. Kyiv", "1. Sevastopol", "Hatched: disputed."]


# --- basic blocks inside components ----------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(3, words("Why?"), "why"), '<h3 id="why">Why?</h3>'),
        (Paragraph(words("a < b"), "meta"), '<p class="meta">a &lt; b</p>'),
        (List((Item((Paragraph(words("One.")),), "one"),), ordered=True), '<ol><li id="one">One.</li></ol>'),
        (Quotation("No.", words("Ada"), "ar"),
         '<blockquote lang="ar" dir="rtl"><p>“No.”</p></blockquote><p class="attribution">Ada</p>'),
        (Paragraph((Strong(words("a")), Foreign("б", "ru"))),
         '<p><strong>a</strong><span lang="ru" dir="ltr">б</span></p>'),
        (Table((words("A"),), ((words("b"),),)),
         '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_basic_blocks_have_their_plain_elements(block: Block, expected: str) -> None:
    """Inside a component Markdown is not read."""
    assert PAGE.block(block) == expected


def test_a_component_does_not_stand_inside_another() -> None:
    """Its plain form would be lost there."""
    with pytest.raises(ValueError, match="inside another"):
        PAGE.block(RestsOn((), 0))
