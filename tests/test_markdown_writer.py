"""What the Markdown writer writes, and that Python-Markdown reads it back as the same document."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import markdown
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
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    PageLink,
    Paragraph,
    Quotation,
    RecordLink,
    Rule,
    Strong,
    Table,
    Text,
    citation_numbers,
    slug,
)
from generator.prose import tidy
from generator.writers.markdown import escaped, file_of, write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from hostile import STRINGS, folded

PAGE = "topics/crimea"


def body(*blocks: Block, path: str = PAGE) -> str:
    """The Markdown of a document of these blocks, without its front matter."""
    text = write(Document(path, "Title", "", blocks))
    front, text = text.split("---\n\n", 1)
    assert front == '---\ntitle: "Title"\n'
    return text.rstrip("\n")


def words(text: str) -> Inlines:
    return (Text(text),)


def para(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


# --- reading it back -------------------------------------------------------------------------

_converter = markdown.Markdown(extensions=["attr_list", "sane_lists", "tables", "toc"])
Tree = list[Any]


def read_back(text: str) -> Tree:
    """What a browser makes of the Markdown, as nested lists: [tag, attributes, *children]."""
    root = html5lib.parseFragment(_converter.reset().convert(text), namespaceHTMLElements=False)
    return tree_of(root)[2:]


def tree_of(element: ElementTree.Element) -> Tree:
    attributes = dict(element.attrib)
    if "href" in attributes:
        attributes["href"] = unquote(attributes["href"])
    children: Tree = [element.text or ""]
    for child in element:
        children += [tree_of(child), child.tail or ""]
    if element.tag == "pre":  # its line breaks count
        return ["pre", attributes, "".join(element.itertext()).strip("\n")]
    return settled([str(element.tag), attributes, *children])


def settled(node: Tree) -> Tree:
    """White space as a browser shows it, and loose list items like tight ones."""
    tag, attributes, *children = node
    parts: Tree = []
    for child in children:
        if isinstance(child, str) and parts and isinstance(parts[-1], str):
            child = parts.pop() + child
        parts.append(" ".join(f".{child}.".split())[1:-1] if isinstance(child, str) else child)
    ends = tag in BLOCK_TAGS
    for number, part in enumerate(parts):
        if isinstance(part, str):
            before = is_block(parts[number - 1]) if number else ends
            after = is_block(parts[number + 1]) if number + 1 < len(parts) else ends
            part = part.lstrip(" ") if before else part
            parts[number] = part.rstrip(" ") if after else part
    parts = [part for part in parts if part != ""]
    if tag in {"li", "blockquote"}:
        parts = with_paragraphs(parts)
    return [tag, attributes, *parts]


def is_block(part: Any) -> bool:
    return isinstance(part, list) and part[0] in BLOCK_TAGS


def with_paragraphs(parts: Tree) -> Tree:
    """Loose inlines of a list item as the paragraph that they are."""
    result: Tree = []
    for part in parts:
        if is_block(part):
            result.append(part)
        elif result and result[-1][0] == "p" and result[-1][-1] is LOOSE:
            result[-1].insert(-1, part)
        else:
            result.append(["p", {}, part, LOOSE])
    return [[part for part in block if part is not LOOSE] for block in result]


LOOSE = object()
BLOCK_TAGS = {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th",
              "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "DOCUMENT_FRAGMENT"}  # fmt: skip


# --- what should come back -------------------------------------------------------------------


def expected(blocks: Blocks) -> Tree:
    numbers = citation_numbers(blocks)
    return [tree for block in blocks for tree in expected_block(block, numbers)]


def expected_block(block: Block, numbers: dict[str, int]) -> Tree:
    def inlines(children: Inlines) -> Tree:
        return [expected_inline(child, numbers) for child in children]

    def inner(blocks: Blocks) -> Tree:
        return [tree for one in blocks for tree in expected_block(one, numbers)]

    match block:
        case Heading(level, children, anchor):
            return [settled([f"h{level}", {"id": anchor}, *inlines(children)])]
        case Paragraph(children, role, anchor):
            named = {"id": anchor} if anchor else {}
            return [settled(["p", named | ({"class": role} if role else {}), *inlines(children)])]
        case List(items, ordered):
            written = [settled(["li", {}, *with_anchor(inner(i.blocks), i.anchor)]) for i in items]
            return [["ol" if ordered else "ul", {}, *written]]
        case BlockQuote(blocks):
            return [settled(["blockquote", {}, *inner(blocks)])]
        case Table(header, rows):
            head = [settled(["th", {}, *inlines(cell)]) for cell in header]
            found = [["tr", {}, *(settled(["td", {}, *inlines(c)]) for c in row)] for row in rows]
            return [["table", {}, ["thead", {}, ["tr", {}, *head]], ["tbody", {}, *found]]]
        case CodeBlock(text):
            return [["pre", {}, text]]
        case Rule():
            return [["hr", {}]]
    raise TypeError(block)


def with_anchor(trees: Tree, anchor: str | None) -> Tree:
    """The anchor of a list item stands on its first block."""
    if anchor:
        trees[0][1]["id"] = anchor
    return trees


def expected_inline(inline: Inline, numbers: dict[str, int]) -> Any:
    match inline:
        case Text(text):
            return text
        case Foreign(text, language):
            if language is None:
                return text
            direction = "rtl" if language in {"ar", "he"} else "ltr"
            return settled(["span", {"lang": language, "dir": direction}, text])
        case Emphasis(children):
            return settled(["em", {}, *(expected_inline(c, numbers) for c in children)])
        case Strong(children):
            return settled(["strong", {}, *(expected_inline(c, numbers) for c in children)])
        case Code(text):
            return settled(["code", {}, folded(text)])
        case LineBreak():
            return ["br", {}]
        case Link(href, children):
            shown = [expected_inline(c, numbers) for c in children]
            return settled(["a", {"href": unquote(href)}, *shown])
        case PageLink(_, anchor, children):
            shown = [expected_inline(c, numbers) for c in children]
            return settled(["a", {"href": f"#{anchor}"}, *shown])
        case Citation(source_id, locator):
            number = numbers[source_id]
            shown = f"{number}, {locator}" if locator else str(number)
            return settled(["a", {"class": "cite", "href": f"#source-{source_id}"}, shown])
    raise TypeError(inline)


# --- each block and inline -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inlines", "markdown_text"),
    [
        ((Text("Plain words."),), "Plain words."),
        ((Text("a\n  b"),), "a b"),
        ((Text("*a* _b_ `c`"),), r"\*a\* \_b\_ \`c\`"),
        ((Text("<b> & [x] {y} | \\"),), r"&lt;b&gt; &amp; \[x\] \{y\} &#124; \\"),
        ((Emphasis(words("a")), Text(" b")), "*a* b"),
        ((Strong(words("a")), Text(" b")), "**a** b"),
        ((Strong((Emphasis(words("a")),)),), "<strong>*a*</strong>"),
        ((Emphasis(words("a")), Strong(words("b"))), "*a*<strong>b</strong>"),
        ((Emphasis(words(" a")),), "<em> a</em>"),
        ((Code("a_b"),), r"<code>a\_b</code>"),
        ((Text("a"), LineBreak(), Text("b")), "a<br>b"),
        ((Foreign("Крым", "ru"),), '<span lang="ru" dir="ltr">Крым</span>'),
        ((Foreign("العربية", "ar"),), '<span lang="ar" dir="rtl">العربية</span>'),
        ((Foreign("Крым", None),), "Крым"),
        ((Link("https://e.example/", words("x")),), "[x](https://e.example/)"),
        ((PageLink("actors/nato", None, words("x")),), "[x](../actors/nato.md)"),
        ((PageLink("topics/nato", "top", words("x")),), "[x](nato.md#top)"),
        ((PageLink("", "top", words("x")),), "[x](#top)"),
        ((PageLink("timeline", "e", words("x")),), "[x](../timeline.md#e)"),
        ((Text("So."), Citation("s")), "So.[1](#source-s){: .cite }"),
        ((Text("So."), Citation("s", "p. 4")), "So.[1, p. 4](#source-s){: .cite }"),
        ((Citation("s"), Citation("t"), Citation("s")), "[1](#source-s){: .cite }[2](#source-t){: .cite }[1](#source-s){: .cite }"),
    ],
)  # fmt: skip
def test_inlines_are_written_as_markdown_has_them(inlines: Inlines, markdown_text: str) -> None:
    """Plain Markdown where it can say it, a tag of HTML where it cannot."""
    assert body(Paragraph(inlines)) == markdown_text


@pytest.mark.parametrize(
    ("block", "markdown_text"),
    [
        (Heading(2, words("What?"), "what"), "## What? {: #what }"),
        (Paragraph(words("a"), "standfirst"), "a\n{: .standfirst }"),
        (Paragraph(words("a"), "x", "y"), "a\n{: #y .x }"),
        (List((Item((para(Text("a")),)), Item((para(Text("b")),)))), "-   a\n-   b"),
        (List((Item((para(Text("a")),)), Item((para(Text("b")),))), ordered=True), "1.  a\n2.  b"),
        (List((Item((para(Text("a")),), "x"),)), "-   a\n    {: #x }"),
        (List((Item((para(Text("a")), para(Text("b")))), Item((para(Text("c")),)))), "-   a\n\n    b\n\n-   c"),
        (BlockQuote((para(Text("a")), para(Text("b")))), "> a\n>\n> b"),
        (Quotation("a", words("Who")), "> “a”\n\nWho\n{: .attribution }"),
        (Quotation("a", words("Who"), "ru", "x"), "> “a”\n> {: #x lang=ru dir=ltr }\n\nWho\n{: .attribution }"),
        (Table((words("A"), words("B")), ((words("c"), words("d")),)), "| A | B |\n| --- | --- |\n| c | d |"),
        (CodeBlock("a\n\n  b"), "    a\n\n      b"),
        (Rule(), "* * *"),
    ],
)  # fmt: skip
def test_blocks_are_written_as_markdown_has_them(block: Block, markdown_text: str) -> None:
    """Headings, lists, quotations and tables as an editor would write them."""
    assert body(block) == markdown_text


def test_blocks_stand_apart_and_a_file_ends_with_one_line_break() -> None:
    """An empty line between blocks, one line break at the end."""
    text = write(Document("x", "T", "About *it*", (para(Text("a")), para(Text("b")))))

    assert text == '---\ntitle: "T"\ndescription: "About *it*"\n---\n\na\n\nb\n'


@pytest.mark.parametrize(
    "title", ["<b>", 'a "b"', "it's", "a: b", "\\", "a\nb", "---", "…", "&amp;", "#"]
)
def test_the_title_is_one_line_of_yaml_with_html_escaped(title: str) -> None:
    """Themes print it as it stands, so it is HTML already; MkDocs reads it as YAML."""
    _, front = meta.get_data(write(Document("x", title, title, ())))

    for key in ("title", "description"):
        assert not set(front[key]) & set("<>\"'")
        root = html5lib.parseFragment(front[key], namespaceHTMLElements=False)
        assert root.text == folded(title)


@pytest.mark.parametrize(
    ("page", "file"),
    [("", "index.md"), ("topics", "topics.md"), ("topics/crimea", "topics/crimea.md")],
)
def test_a_page_has_one_file(page: str, file: str) -> None:
    """Home is index.md; every other page is named by its address."""
    assert file_of(page) == file


@pytest.mark.parametrize(
    ("here", "there", "target"),
    [
        ("", "topics/crimea", "topics/crimea.md"),
        ("topics/crimea", "", "#x"),
        ("topics", "topics/crimea", "topics/crimea.md"),
        ("topics/crimea", "topics", "../topics.md"),
        ("articles/page/2", "articles", "../../articles.md"),
        ("articles/page/2", "articles/page/3", "3.md"),
    ],
)
def test_links_are_relative_files(here: str, there: str, target: str) -> None:
    """MkDocs turns the file of another page into its address."""
    anchor = "x" if not there else None

    assert body(para(PageLink(there, anchor, words("w"))), path=here) == f"[w]({target})"


def test_a_link_that_was_not_resolved_is_a_bug_of_ours() -> None:
    """The writer knows no records, so it does not guess an address."""
    with pytest.raises(ValueError, match="nato"):
        body(para(RecordLink("nato", None)))


@pytest.mark.parametrize("count", [9, 10, 99, 100, 1000])
def test_ordered_lists_stay_one_list_at_any_length(count: int) -> None:
    """A mark of three digits is as wide as its indentation, of four wider; both hold."""
    items = tuple(Item((para(Text(f"item {n}")), para(Text("more")))) for n in range(count))
    blocks = (List(items, ordered=True),)

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        (para(Emphasis(words("a")), Emphasis(words("b"))),),
        (para(Strong(words("a")), Strong(words("b")), Emphasis(words("c"))),),
        (para(Emphasis(words("a")), Text("*"), Emphasis(words("b"))),),
        (para(Text("*"), Emphasis(words("a*")), Text("*")),),
        (para(Text("a"), Emphasis(words("b")), Text("c")),),
        (para(Text("a"), Strong(words("b")), Text("c")),),
        (para(Strong((Text("a "), Emphasis(words("b")), Text(" c")))),),
        (para(Emphasis((Link("https://e.example/", words("a")),))),),
        (para(Link("https://e.example/", (Emphasis(words("a")), Text("]")))),),
        (para(Text("\\"), Link("https://e.example/", words("a"))),),
        (para(Link("https://e.example/", words("a")), Text("(b)")),),
        (para(Link("https://e.example/", words("a")), Text("{: .x }")),),
        (para(Link("https://e.example/", words("a")), Text("[b]")),),
        (para(Text("["), Link("https://e.example/", words("a")), Text("]: b")),),
        (Table((words("a|b"), ()), (((Code("c|d"),), words("|")), ((), words("\\")))),),
        (Table((words("a"),), ((words("b"),),)),),
        (List((Item((List((Item((para(Text("a")),)),)),)),)),),
        (List((Item((para(Text("a")), List((Item((para(Text("b")),)),), ordered=True))),)),),
        (List((Item((para(Text("a")), BlockQuote((para(Text("b")),)))),)),),
        (BlockQuote((List((Item((para(Text("a")),)),)), para(Text("b")))),),
        (BlockQuote((BlockQuote((para(Text("a")),)),)),),
        (CodeBlock("<b>*x*</b> &amp; `y`"),),
        (CodeBlock("a\n\n\n    b"),),
    ],
)
def test_what_stands_close_together_stays_apart(blocks: Blocks) -> None:
    """Marks that touch, lists in lists, pipes in tables come back as they were."""
    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize(
    "inline",
    [
        Link("https://e.example/", words("a")),
        PageLink("", "a", words("a")),
        Citation("s"),
        Strong((Link("https://e.example/", words("a")),)),
    ],
)
def test_an_exclamation_mark_before_a_link_is_a_word(inline: Inline) -> None:
    """`!` and `[` side by side would be an image."""
    blocks = (para(Text("Stop!"), inline),)

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize("text", ["C#", "#", "a ##", "F# and C#", "a \\#"])
def test_a_heading_may_end_with_a_hash(text: str) -> None:
    """Markdown would take it for a closing mark."""
    blocks = (Heading(2, words(text), "x"),)

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize(
    "text", ["a", "2014-03-18", "ключ", "a_b", "_a_", "__a__ *b*", "!", "{#x}", "<b>"]
)
def test_an_anchor_made_of_any_words_holds(text: str) -> None:
    """Anchors are made of an editor's words, low lines and all."""
    blocks = (Heading(2, words("x"), slug(text)), Paragraph(words("y"), None, f"p-{slug(text)}"))

    assert read_back(body(*blocks)) == expected(blocks)


def test_a_heading_without_words_keeps_its_anchor() -> None:
    """`## {#x}` is a heading that an editor can type."""
    blocks = (Heading(2, (), "x"),)

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize(
    "inline", [Foreign("a\nb", None), Foreign("a\n\n# b", "ru"), Code("a\n\nb")]
)
def test_white_space_in_any_inline_is_one_space(inline: Inline) -> None:
    """No line break of a text reaches the Markdown."""
    assert "\n" not in body(para(Text("x "), inline))


@pytest.mark.parametrize("text", ["a]:b", "]:b", "a]: b", "*a]:*"])
def test_a_link_that_begins_a_line_is_no_reference_definition(text: str) -> None:
    """`[words]: address` would be taken off the page and kept for a link that names it."""
    link = Link("https://e.example/", words(text))
    blocks: Blocks = (para(link), List((Item((para(link),)),)))

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize("text", [" # x", " - x", " 1. x", "\n+ x", " ~~~", "    x"])
def test_a_space_at_the_start_of_a_line_hides_no_mark(text: str) -> None:
    """A paragraph's first mark is text, even behind a space."""
    blocks: Blocks = (para(Text(text)), List((Item((para(Text(text)),)),)))

    assert read_back(body(*blocks)) == expected(blocks)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("No.", "“No.”"),
        ("“No.”", "“No.”"),
        ('"No."', "“No.”"),
        ("He said “no”", "“He said “no””"),
        ("“No” was his answer", "““No” was his answer”"),
        ('"No" and "yes"', '“"No" and "yes"”'),
        ("“No” and “yes”", "““No” and “yes””"),
        ("No", "“No”"),
        ("5'10\"", "“5'10\"”"),
    ],
)
def test_quotation_marks_around_a_quote_are_not_doubled(quote: str, shown: str) -> None:
    """Marks that enclose all of it are ours; any other mark is part of the words."""
    written = read_back(body(Quotation(quote, words("Who"))))

    assert written[0][2][2] == shown


@pytest.mark.parametrize(
    "href",
    [
        "https://e.example/a_b_c*d*", "https://e.example/(a)", "https://e.example/a(b", "https://e.example/a)b",
        "https://e.example/?a=1&b=2&copy=3", "https://e.example/%20%41", "https://e.example/#a_b",
        "https://e.example/a'b", "https://e.example/[a]", "https://e.example/{a}", "https://e.example/a|b",
        "https://e.example/é", "https://пример.example/", "https://e.example/a\\b", "https://e.example/~a",
        "https://u:p@e.example:81/", "mailto:a.b+c@e.example", "mailto:a@e.example?subject=x%20y",
        "https://e.example/" + "a" * 1900, 'https://e.example/"a"', "https://e.example/<a>", "https://e.example/a b",
        "https://e.example/a;b,c!d", "https://e.example/:smile:", "https://e.example/`a`", "https://e.example/^a",
    ],
)  # fmt: skip
def test_an_address_leads_where_it_led(href: str) -> None:
    """Whatever an address holds, the link has it, if need be with characters as %-codes."""
    blocks = (para(Text("a "), Link(href, words("x")), Text(" b")),)

    assert read_back(body(*blocks)) == expected(blocks)


def everywhere(string: str) -> Blocks:
    """A string at the start of a paragraph, a heading, an item, a cell, a link, in marks, in code."""
    text = Text(folded(string))
    return (
        para(text),
        para(Text("x "), text, Text(" y")),
        para(Text("x"), text, Text("y")),
        Heading(3, (Text("x "), text, Text(" y")), "a"),
        List((Item((para(text),)), Item((para(text),), "i"), Item((para(text), para(text))))),
        List((Item((para(text),)),), ordered=True),
        BlockQuote((para(text),)),
        Table(((text,), (Text("x"),)), (((text,), (Strong((text,)),)),)),
        para(Emphasis((text,)), Text(" "), Strong((text,)), Text(" "), Code(text.text)),
        para(Link("https://e.example/", (text,)), Text(" "), PageLink("", "a", (text,))),
        para(Text("x "), Foreign(text.text, "uk"), Text(" "), Citation("s", text.text)),
        para(text, LineBreak(), text),
        CodeBlock(f"x {text.text}"),
    )


@pytest.mark.slow
def test_each_hostile_string_is_text_wherever_it_stands() -> None:
    changed = [
        string
        for string in STRINGS
        if read_back(body(*everywhere(string))) != expected(everywhere(string))
    ]

    assert changed == []


def test_without_escaping_hostile_strings_do_not_come_back() -> None:
    """The control: the comparison sees what a writer that escapes nothing would do."""
    blocks = (para(Text("a *b* <b>c</b>")),)
    unescaped = write(Document("x", "T", "", blocks), escape=lambda text: text)

    assert read_back(unescaped.split("---\n\n", 1)[1]) != expected(blocks)


@given(text=st.text(max_size=40))
@settings(max_examples=300)
def test_escaped_text_holds_no_mark_that_is_not_escaped(text: str) -> None:
    """Without its escapes, what is left is free of every character that could be markup."""
    left = escaped(text)
    for mark in "\\`*_{}[]":
        left = left.replace(f"\\{mark}", "")
    for entity in ("&amp;", "&lt;", "&gt;", "&#124;"):
        left = left.replace(entity, "")

    assert not set(left) & set("\\`*_{}[]<>|")


# --- any tree comes back ---------------------------------------------------------------------

CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029"
)
MARKS = st.text(
    alphabet="*_`#+-=~^:!|<>&[](){}\\.123 \"'ab$%@/é\U000f0000\U000f00010", min_size=1, max_size=12
)
HOSTILE = st.integers(0, len(STRINGS) - 1).map(STRINGS.__getitem__)
WORDS = st.one_of(
    MARKS, HOSTILE, st.text(alphabet=CHARACTERS, min_size=1, max_size=12)
).map(folded).filter(bool)  # fmt: skip
SPACED = st.tuples(st.sampled_from(["", " "]), WORDS, st.sampled_from(["", " "])).map("".join)
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True)
HREFS = st.tuples(
    st.sampled_from(["https://e.example/", "http://e.example/?", "mailto:a@e.example"]),
    st.text(alphabet="ab_*()[]'\"&;=%20~!,:@é<>|^`", max_size=8).filter(lambda t: "%" not in t),
).map("".join)


def texts() -> st.SearchStrategy[Inline]:
    return SPACED.map(Text)


SIMPLE: st.SearchStrategy[Inline] = st.one_of(
    texts(),
    texts(),
    WORDS.map(Code),
    st.builds(Foreign, WORDS, st.sampled_from(["uk", "ar", None])),
    st.just(LineBreak()),
    st.builds(Citation, IDS, st.none() | WORDS),
)


def row_of(inline: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inlines]:
    return st.lists(inline, min_size=1, max_size=4).map(tuple)


MARKED: st.SearchStrategy[Inline] = st.recursive(
    texts() | WORDS.map(Code),
    lambda inner: st.one_of(st.builds(Emphasis, row_of(inner)), st.builds(Strong, row_of(inner))),
    max_leaves=4,
)
INLINE: st.SearchStrategy[Inline] = st.one_of(
    SIMPLE,
    MARKED,
    st.builds(Link, HREFS, row_of(MARKED)),
    st.builds(PageLink, st.just(""), IDS, row_of(MARKED)),
)


def as_pages_have_them(inlines: Inlines) -> Inlines:
    """Without space or break at the ends, as prose.tidy leaves them."""
    kept = list(inlines)
    while kept and isinstance(kept[0], LineBreak):
        kept.pop(0)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    return tidy(tuple(kept)) or words("x")


INLINES = row_of(INLINE).map(as_pages_have_them)
PARAGRAPH = st.builds(Paragraph, INLINES, st.none() | st.just("remark"), st.none() | IDS)
TABLE = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[INLINES] * width),
        st.lists(st.tuples(*[INLINES] * width), min_size=1, max_size=2).map(tuple),
    )
)
HEADING = st.builds(Heading, st.integers(1, 6), INLINES, IDS)
CODE = st.lists(st.text(alphabet=" ab*<&`_[", max_size=8).map(str.rstrip), max_size=4).map(
    lambda lines: CodeBlock("x" + "\n".join(filter(None, lines)).replace("**", "*\n\n*").rstrip())
)


def apart(blocks: list[Block]) -> Blocks:
    """No two neighbours that Markdown reads as one: a page puts a heading between them."""
    result: list[Block] = []
    for block in blocks:
        before = type(result[-1]) if result else None
        merges = {BlockQuote: {BlockQuote}, List: {List, CodeBlock}, CodeBlock: {CodeBlock}}
        if before in merges and type(block) in merges[before]:
            result.append(para(Text("Between.")))
        result.append(block)
    return tuple(result)


def several(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Blocks]:
    return st.lists(block, min_size=1, max_size=3).map(apart)


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    item = st.builds(
        lambda first, rest: Item(apart([first, *rest])),
        PARAGRAPH_PLAIN,
        st.lists(inner, max_size=2),
    )
    return st.one_of(
        st.builds(List, st.lists(item, min_size=1, max_size=3).map(tuple), st.booleans()),
        st.builds(BlockQuote, several(inner)),
    )


PARAGRAPH_PLAIN = st.builds(Paragraph, INLINES)
BLOCK: st.SearchStrategy[Block] = st.recursive(
    st.one_of(PARAGRAPH, HEADING, TABLE, CODE, st.just(Rule())), containers, max_leaves=5
)


@pytest.mark.slow
@given(blocks=several(BLOCK))
@example(blocks=(para(Text("Stop!"), Citation("s")),))
@example(blocks=(Heading(1, words("C#"), "a"),))
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_any_document_comes_back_as_it_was(blocks: Blocks) -> None:
    """Written and converted, every tree gives the same elements, attributes and words."""
    assert read_back(body(*blocks)) == expected(blocks)
