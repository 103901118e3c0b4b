"""The Markdown twin of each page: it stands alone, says the same, and leads to other twins."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import html5lib
import markdown
import pytest
from generator.components.sources import CitedSource, SourceList
from generator.document import (
    Block,
    Blocks,
    Citation,
    Code,
    Document,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
    citation_numbers,
    walk_inlines,
)
from generator.exports import twin_path
from generator.writers.citing import RUN_LIMIT
from generator.writers.markdown import write, write_twin

from conftest import GOLDEN, ROOT
from exporting import site_of

# What other programs know as Markdown.
READER = ["tables", "sane_lists"]


@pytest.fixture(
    scope="module",
    params=[GOLDEN, pytest.param(ROOT, marks=pytest.mark.slow)],
    ids=["golden", "real"],
)
def documents(request: pytest.FixtureRequest) -> dict[str, Document]:
    """Path of a twin -> its page, of the small complete site and of the real one."""
    return {twin_path(document): document for document in site_of(request.param).documents}


@pytest.fixture(scope="module")
def twins(documents: dict[str, Document]) -> dict[str, str]:
    return {path: write_twin(document) for path, document in documents.items()}


def elements(text: str) -> ElementTree.Element:
    rendered = markdown.markdown(text, extensions=READER)
    return html5lib.parseFragment(rendered, namespaceHTMLElements=False)


def twin_of(*blocks: Block) -> str:
    return write_twin(Document("topics/crimea", "T", "D", blocks)).removesuffix("\n")


def test_links_between_twins_lead_to_twins(twins: dict[str, str]) -> None:
    """Followed as files, so that a folder of twins can be read offline."""
    followed, dead = 0, []
    for path, text in twins.items():
        for href in re.findall(r"\]\(([^)\s]+)\)", text):
            target, _ = urldefrag(href)
            if urlsplit(target).scheme or not target:
                continue
            followed += 1
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            if file not in twins:
                dead.append(f"{path}: {href}")

    assert dead == []
    assert followed > 100


def test_no_html_stands_in_a_twin(twins: dict[str, str]) -> None:
    """No tag, no attribute list and no front matter: nothing that a reader of the file would see."""
    for path, text in twins.items():
        assert re.findall(r"<[a-zA-Z/!][^>]*>", text) == [], path
        assert re.findall(r"(?<!\\)\{", text) == [], path
        assert not text.startswith("---"), path


def test_a_twin_begins_with_its_title_and_ends_with_its_sources(
    documents: dict[str, Document], twins: dict[str, str]
) -> None:
    """One heading of the first level; the list of sources comes last, as on the page."""
    for path, document in documents.items():
        headings = re.findall(r"^(#+) (.+)$", twins[path], re.MULTILINE)

        assert [level for level, _ in headings].count("#") == 1, path
        numbers = citation_numbers(document.blocks)
        if numbers and not document.path.startswith("sources/"):
            _, _, listed = twins[path].partition("\n## Sources\n")
            assert len(re.findall(r"^\d+\. ", listed, re.MULTILINE)) == len(numbers), path


def test_every_number_of_a_twin_is_one_of_its_list(
    documents: dict[str, Document], twins: dict[str, str]
) -> None:
    """Brackets that no viewer takes for a link, with the place in the source."""
    cited = 0
    for path, document in documents.items():
        numbers = citation_numbers(document.blocks)
        shown = {int(n) for n in re.findall(r"\\\[(\d+)(?:,[^\]]*)?\\\]", twins[path])}
        cited += len(shown)
        if numbers and shown:
            assert shown <= set(numbers.values()), path

    assert cited > 20


def test_a_twin_says_every_word_of_its_page(
    documents: dict[str, Document], twins: dict[str, str]
) -> None:
    """Nothing that is known is kept for those who see the page; only drawings are left out."""
    for path, document in list(documents.items())[::9]:
        told = _letters("".join(elements(twins[path]).itertext()))
        for inline in walk_inlines(document.blocks):
            if isinstance(inline, (Text, Foreign, Code)):
                assert _letters(inline.text) in told, f"{path}: {inline.text}"


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def test_a_twin_renders_as_what_it_is() -> None:
    """A heading is a heading and a list a list, in a plain viewer of Markdown."""
    (document,) = (d for d in site_of(GOLDEN).documents if d.path == "topics/harbour-bridge")
    root = elements(write_twin(document))

    assert [e.tag for e in root if e.tag in {"h1", "h2"}][:3] == ["h1", "h2", "h2"]
    assert len(list(root.iter("table"))) == 2
    assert len(list(root.iter("blockquote"))) == 3
    assert {e.tag for e in root.iter()} <= {
        "DOCUMENT_FRAGMENT", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "code",
        "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Heading(2, (Text("Why? ##"),), "why"),), r"## Why? \#\#"),
        ((Paragraph((Text("By "), Foreign("Ада", "uk")), "byline", "by"),), "By Ада"),
        ((Paragraph((Code("content/a.yml"),)),), "`content/a.yml`"),
        ((Paragraph((Code("a`b"),)),), r"a\`b"),
        ((Paragraph((Code("<b>"),)),), "&lt;b&gt;"),
        ((Paragraph((Text("one"), LineBreak(), Text("# two"))),), "one / # two"),
        ((Paragraph((Strong((Text("*"),)),)),), "**&#42;**"),
        ((Paragraph((Strong((Text("a\\*"),)),)),), r"**a\\&#42;**"),
        ((Paragraph((Strong((Text("a"), Emphasis((Text("b"),)))),)),), "a*b*"),
        ((Paragraph((Emphasis((Text("a"),)), Strong((Text("b"),)))),), "*a*b"),
        ((Table(((Text("A"),),), (((Text("1"), LineBreak(), Text("2")),),)),),
         "| A |\n| --- |\n| 1 / 2 |"),
    ],
)  # fmt: skip
def test_what_markdown_has_no_mark_for_stands_as_its_words(blocks: Blocks, expected: str) -> None:
    """Never as HTML."""
    assert twin_of(*blocks) == expected


def test_a_number_is_not_a_link_in_a_twin() -> None:
    """Anchors differ from viewer to viewer; the list is numbered alike everywhere."""
    blocks = (Paragraph((Text("So."), Citation("s", "p. *4*"), Citation("t"))),)

    assert twin_of(*blocks) == r"So.\[1, p. \*4\*\]\[2\]"
    assert elements(twin_of(*blocks))[0].text == "So.[1, p. *4*][2]"


def test_no_number_of_a_long_row_opens_a_panel_in_a_twin() -> None:
    """Not even those that stand by themselves, so that a line may break between them."""
    ids = [f"s{n}" for n in range(1, RUN_LIMIT + 3)]
    listed = tuple(
        CitedSource(source_id, number, f"source-{source_id}", "", (), (), (), ())
        for number, source_id in enumerate(ids, start=1)
    )
    row = Paragraph((Text("So."), *(Citation(source_id) for source_id in ids)))

    told, _, _ = twin_of(row, SourceList((Text("Sources."),), listed)).partition("\n")

    assert told == "So." + "".join(rf"\[{number}\]" for number in range(1, RUN_LIMIT + 3))


def test_the_twin_and_the_page_are_of_one_document(documents: dict[str, Document]) -> None:
    """Writing one changes nothing of the other."""
    document = documents["timeline.md"]

    page, twin = write(document), write_twin(document)

    assert (write(document), write_twin(document)) == (page, twin)
    assert not any(isinstance(block, List) and not block.items for block in document.blocks)
