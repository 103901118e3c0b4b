"""The HTML of a page written in one step has the bytes that Python-Markdown makes of its Markdown."""

from __future__ import annotations

import posixpath
import re

import pytest
from generator.document import (
    Block,
    BlockQuote,
    Blocks,
    Citation,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from generator.writers.citing import Cited
from generator.writers.html import body as html_body
from generator.writers.html import page as html_page
from generator.writers.html.body import body
from generator.writers.markdown import _Writer, escaped, write
from generator.writers.relative import relative
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from conftest import THOROUGH
from hostile import STRINGS
from test_markdown_writer import BLOCK, HREFS, IDS, INLINES, PARAGRAPH, WORDS, apart, several

PAGE = "topics/crimea"
# The extensions of a build: those of mkdocs.yml, and those that MkDocs always adds.
ENGINE = Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "sane_lists"])


def by_engine(document: Document) -> str:
    """What an engine makes of the Markdown, but for links between pages, which it alone resolves."""
    text = write(document).split("---\n\n", 1)[1]
    return ENGINE.reset().convert(text)


def both(*blocks: Block) -> tuple[str | None, str]:
    document = Document(PAGE, "Title", "", blocks)
    return body(document, {PAGE}.__contains__), by_engine(document)


QUOTATION = st.builds(
    Quotation, WORDS, INLINES, st.none() | st.sampled_from(["uk", "ar"]), st.none() | IDS
)
# What pages are made of; what they never hold may be left to the engine.
USUAL = st.one_of(
    PARAGRAPH,
    st.builds(Heading, st.integers(1, 6), INLINES, IDS),
    st.builds(
        List,
        st.lists(
            st.lists(st.builds(Paragraph, INLINES), min_size=1, max_size=2).map(
                lambda paragraphs: Item(tuple(paragraphs))
            ),
            min_size=2,
            max_size=3,
        ).map(tuple),
        st.booleans(),
    ),
    st.builds(
        BlockQuote, st.lists(st.builds(Paragraph, INLINES), min_size=1, max_size=2).map(tuple)
    ),
    st.tuples(INLINES, INLINES).map(lambda cells: Table(cells, (cells[::-1],))),
    QUOTATION,
)


@pytest.mark.slow
@given(blocks=several(BLOCK | QUOTATION))
@settings(
    max_examples=5000 if THOROUGH else 300, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
def test_any_document_has_the_engines_bytes_or_is_left_to_it(blocks: Blocks) -> None:
    ours, engines = both(*blocks)

    assert ours is None or ours == engines


@pytest.mark.slow
@given(blocks=st.lists(USUAL, min_size=1, max_size=3).map(apart))
@settings(
    max_examples=5000 if THOROUGH else 300, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
def test_what_pages_are_made_of_has_the_engines_bytes(blocks: Blocks) -> None:
    ours, engines = both(*blocks)

    assert ours is None or ours == engines


def everywhere(text: str) -> tuple[Block, ...]:
    words = (Text(text),)
    return (
        Paragraph(words, "remark", "a"),
        Paragraph((Text(f"{text} "), Emphasis(words), Strong(words), Code(text), Text(" x"))),
        Paragraph((Foreign(text, "ar"), Text(" "), Foreign(text, None), Citation("s", text))),
        Paragraph((Link("https://e.example/?a=1&b=(2)", words), Text(": "), Citation("s"))),
        Paragraph((PageLink("", "a", words), Text(text))),
        Heading(2, words, "a"),
        List((Item((Paragraph(words),)), Item((Paragraph(words),)))),
        List((Item((Paragraph(words),), "a"), Item((Paragraph(words), Paragraph(words)))), True),
        BlockQuote((Paragraph(words),)),
        Table((words, words), ((words, (Emphasis(words),)),)),
        Quotation(text, words, "ar", "a"),
    )


@pytest.mark.longer
def test_a_hostile_string_has_the_engines_bytes_wherever_it_stands() -> None:
    texts = [" ".join(re.sub(r"\s+", " ", string).split()) for string in STRINGS]
    pairs = [(block, *both(block)) for text in texts if text for block in everywhere(text)]

    assert [block for block, ours, engines in pairs if ours is not None and ours != engines] == []


@pytest.mark.parametrize(
    "blocks",
    [
        (CodeBlock("x"),),
        (BlockQuote((Heading(2, (Text("x"),), "a"),)),),
        (Paragraph((Link("https://e.example/", (PageLink("", "a", (Text("x"),)),)),)),),
        (Table(((Text("a"),), (Text("b"),)), ()),), (Paragraph((Text("  "), Text("x"))),),
        (Paragraph(()),), (Paragraph((PageLink("no/such/page", None, (Text("x"),)),)),),
        (List((Item((Paragraph((Text("a"),)),)),)), List((Item((Paragraph((Text("b"),)),)),))),
    ],
)  # fmt: skip
def test_what_nobody_has_shown_is_left_to_the_engine(blocks: Blocks) -> None:
    assert both(*blocks)[0] is None


@pytest.mark.parametrize(
    "inlines",
    [
        (Text("~ a fence"),), (Text("[a]: x"), Citation("s")), (Citation("s"), Text("]: x")),
        (Text("Stop!"), Citation("s")), (Emphasis((Text("a"),)), Strong((Text("b"),))),
        (Text("1. one"),), (Text("a|b"),),
    ],
)  # fmt: skip
def test_what_keeps_markdown_from_misreading_leaves_its_traces(inlines: tuple[Text, ...]) -> None:
    ours, engines = both(Paragraph(inlines))

    assert ours == engines


@pytest.mark.slow
@given(href=HREFS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_an_address_has_the_engines_bytes(href: str) -> None:
    ours, engines = both(Paragraph((Link(href, (Text("x"),)),)))

    assert ours == engines


def test_each_kind_of_inline_is_written_everywhere() -> None:
    kinds = {*Inline.__args__, Cited}

    assert kinds == set(html_page._INLINE) == set(html_body._INLINE)
    assert kinds == set(_Writer("", html_page.Page(""), escaped).by_kind)


@pytest.mark.parametrize("target", ["", "a", "a/b", "a/c", "b/c/d"])
@pytest.mark.parametrize("folder", ["", "a", "a/b", "a/b/c", "c"])
def test_a_way_between_pages_is_that_of_posix(target: str, folder: str) -> None:
    assert relative(target, folder) == posixpath.relpath(target or ".", folder or ".")
