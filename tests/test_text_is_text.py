"""Text is text: whatever an editor types into a field is what readers see, to the last character.

The content is made from the model itself: every field that generator.model marks as `Text` or
`Prose` is filled, in records and in the parts of records, so a field added later is tried too.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import generator.writers.markdown as markdown_writer
import html5lib
import markdown
import pytest
import yaml
from generator import model
from generator.document import Document, Heading, text_of
from generator.exports.jsonld import graph_of
from generator.load import load
from generator.model import Kind, Part, Record, Ref, TextKind, marked
from generator.publishing import Edition, Settings
from generator.site import Site, read_site
from generator.writers import html as html_writer
from generator.writers.html import markup
from generator.writers.markdown import write, write_twin
from mkdocs.utils import meta

from browser.building import made_once
from conftest import ROOT, THOROUGH, add_engine
from hostile import GROUPS, HTML, STRINGS, distinct, folded

Values = dict[str, Any]
Slot = tuple[str, str]  # (name of the model, name of the field)
Words = Callable[[Slot], str]

# --- content made from the model -------------------------------------------------------------

HUB = "hub"


def strip(annotation: Any) -> tuple[Any, list[Any]]:
    """An annotation without `Annotated` around it, and the marks that stood there."""
    marks: list[Any] = []
    while typing.get_origin(annotation) is Annotated:
        annotation, *extras = typing.get_args(annotation)
        marks += extras
    return annotation, marks


def arms_of(annotation: Any, marks: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """The choices of a field: the arms of its union without None, else the field itself."""
    annotation, more = strip(annotation)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        for arm in typing.get_args(annotation):
            if arm is not type(None):
                yield from arms_of(arm, [])
    else:
        yield annotation, [*marks, *more]


def text_fields(part: type[Part]) -> Iterator[tuple[str, str]]:
    """(name, kind of text) of the text fields of a part, those in lists included."""
    for name, field in part.model_fields.items():
        for annotation, marks in arms_of(field.annotation, list(field.metadata)):
            if typing.get_origin(annotation) is tuple:
                marks = strip(typing.get_args(annotation)[0])[1]
            yield from ((name, mark.name) for mark in marks if isinstance(mark, TextKind))


def all_parts() -> list[type[Part]]:
    """Every kind of record and every part of one."""
    found: list[type[Part]] = [Part]
    for part in found:
        found += part.__subclasses__()
    return [part for part in found if part not in {Part, Record}]


class Filler:
    """Fills records of one string: `words(slot)` is what its text fields hold.

    The records of one `name` refer to each other, so that each is shown wherever it can be;
    a record refers to the hub of its own kind, because circles are mistakes.
    """

    def __init__(self, name: str, words: Words) -> None:
        self.name = name
        self.words = words

    def record_id(self, kinds: tuple[str, ...], slot: Slot, own: type[Part]) -> str:
        folder = next((kind for kind in kinds if kind != "statements"), "")
        if not folder:
            return "hub-said"
        may_circle = slot[0] == own.__name__ and folder == getattr(own, "folder", "")
        return f"{HUB if may_circle else self.name}-{folder}"

    def value(self, annotation: Any, marks: list[Any], slot: Slot, own: type[Part]) -> Any:
        for mark in marks:
            if isinstance(mark, TextKind):
                return "" if mark.name == Kind.MARKDOWN else self.words(slot)
            if isinstance(mark, Ref):
                return self.record_id(mark.kinds, slot, own)
        if annotation is model.PartialDate:
            return "2022-01-10"
        if annotation is bool:
            return "true"
        if annotation is float:
            return "45.5"
        if annotation is int:
            return "7"
        if typing.get_origin(annotation) is typing.Literal:
            return typing.get_args(annotation)[0]
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return self.part(annotation, own)
        plain = {"url": "https://e.example/", "archived": "https://e.example/"}
        return (plain | {"rule": "unsourced-claim"}).get(slot[1], "uk")

    def part(self, part: type[Part], own: type[Part]) -> Values:
        """All fields of a part; of a union, the arm given last, which is the richer one."""
        values = {}
        for name, field in part.model_fields.items():
            *_, (annotation, marks) = arms_of(field.annotation, list(field.metadata))
            values[name] = self.several(annotation, marks, (part.__name__, name), own)
        # Ids are no texts, no two records were called the same before, and drafts are not shown.
        for name in ("id", "formerly", "draft"):
            values.pop(name, None)
        return values

    def several(self, annotation: Any, marks: list[Any], slot: Slot, own: type[Part]) -> Any:
        if typing.get_origin(annotation) is not tuple:
            return self.value(annotation, marks, slot, own)
        item, item_marks = strip(typing.get_args(annotation)[0])
        if isinstance(item, type) and issubclass(item, Part):
            return list(self.variants(item, own))
        return [self.value(item, item_marks, slot, own)]

    def variants(self, part: type[Part], own: type[Part]) -> Iterator[Values]:
        """A part in full, and once without each optional field that may hide another.

        A name hides the words for somebody without one, a quotation hides a report.
        """
        full = self.part(part, own)
        yield full
        full = {k: v[-1:] if isinstance(v, list) else v for k, v in full.items()}
        for name, field in part.model_fields.items():
            hides = name in dict(text_fields(part)) or name == "who"
            if hides and not field.is_required():
                yield {key: full[key] for key in full if key != name}
        for name, field in part.model_fields.items():
            for annotation, marks in list(arms_of(field.annotation, list(field.metadata)))[:-1]:
                other = self.several(annotation, marks, (part.__name__, name), own)
                yield {**full, name: other}

    def records(self) -> Iterator[tuple[str, Values]]:
        """(folder, values) of one record of each kind in full, and one with the least it needs."""
        for kind in model.KINDS:
            full = {**self.part(kind, kind), "id": f"{self.name}-{kind.folder}"}
            least = {n: full[n] for n, f in kind.model_fields.items() if f.is_required()}
            yield kind.folder, full
            yield kind.folder, {**least, "id": f"{self.name}-least-{kind.folder}"}


def hub() -> Iterator[tuple[str, Values]]:
    """One plain record of each kind, and a statement that others can deny."""
    for folder, values in Filler(HUB, lambda _: "Plain words").records():
        if values["id"] != f"{HUB}-{folder}":
            continue
        kind = model.KIND_BY_FOLDER[folder]
        least = {n: values[n] for n, f in kind.model_fields.items() if f.is_required()}
        if folder == "articles":
            said = {"id": "hub-said", "speaker": "hub-actors", "text": "Plain words"}
            least["statements"] = [said]
        yield folder, least


def content(fillers: list[Filler]) -> dict[str, str]:
    """Files of content/ with the records of every filler and the hub."""
    files: dict[str, str] = {}
    by_folder: dict[str, list[Values]] = {}
    for folder, values in [*hub(), *(pair for filler in fillers for pair in filler.records())]:
        # The list of all exemptions is as long as the content: one page with it is enough.
        if "shows" in values and values["id"] != f"{fillers[0].name}-pages":
            del values["shows"]
        by_folder.setdefault(folder, []).append(values)
    for folder, records in by_folder.items():
        if model.KIND_BY_FOLDER[folder] in model.MARKDOWN_KINDS:
            for values in records:
                front = {key: value for key, value in values.items() if key != "body"}
                files[f"{folder}/{values['id']}.md"] = f"---\n{as_yaml(front)}\n---\n"
        else:
            for number in range(0, len(records), 5):
                files[f"{folder}/n{number}.yml"] = as_yaml(records[number : number + 5])
    return files


def as_yaml(value: Any) -> str:
    """JSON is YAML; the few characters that must not stand as they are in YAML are escaped."""
    return json.dumps(value, ensure_ascii=False, indent=1)


# --- pages as readers' browsers have them ----------------------------------------------------


@cache
def converter(*, of_twins: bool = False) -> markdown.Markdown:
    """Python-Markdown as mkdocs.yml configures it; for twins as a reader may."""
    if of_twins:
        return markdown.Markdown(extensions=["extra", "sane_lists"])
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    names, configs = [], {}
    for extension in settings["markdown_extensions"]:
        if isinstance(extension, dict):
            ((name, config),) = extension.items()
            configs[name] = config or {}
            names.append(name)
        else:
            names.append(extension)
    # MkDocs itself turns these on.
    names += [name for name in ("toc", "tables", "fenced_code") if name not in names]
    return markdown.Markdown(extensions=names, extension_configs=configs)


def parse(text: str) -> ElementTree.Element:
    return html5lib.parseFragment(text, namespaceHTMLElements=False)


def page_of(written: str) -> tuple[ElementTree.Element, dict[str, str]]:
    """The elements that a written Markdown file becomes, and its front matter."""
    body, front = meta.get_data(written)
    return parse(converter().reset().convert(body)), front


def twin_of(written: str) -> tuple[ElementTree.Element, dict[str, str]]:
    """The elements that a twin becomes; it has no front matter."""
    return parse(converter(of_twins=True).reset().convert(written)), {}


def local(name: Any) -> str:
    """The name of an element or attribute without its namespace; of a comment, its mark."""
    return name.rpartition("}")[2] if isinstance(name, str) else "!--"


def skeleton(element: ElementTree.Element) -> str:
    """A start tag with its attributes in order."""
    if local(element.tag) == "svg":
        # Where the names on a map stand follows their length: it is looked at by itself.
        return "<svg>"
    pairs = "".join(
        f' {local(name)}="{_plain_value(local(name), value)}"'
        for name, value in sorted(element.attrib.items())
    )
    return f"<{local(element.tag)}{pairs}>"


def _plain_value(name: str, value: str) -> str:
    """An attribute without the number of a source, which follows the order of the page."""
    if name in {"id", "popovertarget"}:
        return re.sub(r"^:\d+$", ":", value)
    if name == "aria-label":
        return re.sub(r"^Source \d+", "Source", value)
    # The words of a quotation stand in the fragment that scrolls to them, in another spelling.
    return value.partition("#:~:text=")[0]


BLOCKS = {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td", "th", "pre",
          "h1", "h2", "h3", "h4", "h5", "h6", "div", "hr", "section", "figure", "figcaption",
          "details", "summary", "nav", "dl", "dt", "dd", "caption", "DOCUMENT_FRAGMENT"}  # fmt: skip


def leaves(element: ElementTree.Element, above: str = "") -> Iterator[str]:
    """Each block without blocks in it: the elements around it, then itself, text and all.

    A list sorted by name has another order with other names, so leaves are counted, not lined up.
    """
    here = above + skeleton(element)
    inner = [child for child in element if child.tag in BLOCKS]
    if not inner:
        yield folded(here + contents(element))
        return
    loose = folded((element.text or "") + "".join(child.tail or "" for child in element))
    if loose:
        yield here + loose
    for child in element:
        if child.tag in BLOCKS:
            yield from leaves(child, here)
        else:
            yield here + skeleton(child) + contents(child)


def contents(element: ElementTree.Element) -> str:
    if local(element.tag) == "svg":
        return ""
    text = element.text or ""
    # Numbers follow the order of the page.
    if element.get("class") == "cite":
        text = text.lstrip("0123456789")
    if element.get("class") == "src__k":
        text = re.sub(r"^Source \d+", "Source", text)
    for child in element:
        if child.get("class") == "cites":
            # How much of a text stands in one line with its numbers follows its length.
            text += f"{contents(child)}{child.tail or ''}"
        else:
            text += f"{skeleton(child)}{contents(child)}</>{child.tail or ''}"
    return text


LETTER = re.compile(r'<h2(?: id="group-[^"]*")?>.{0,3}$')


def without_anchors_of_names(page: str, found: Mapping[str, int] | Iterable[str]) -> Counter[str]:
    """Leaves without what is made of names: the anchors of groups, and the letters of places."""
    kept: Counter[str] = Counter()
    for leaf, number in Counter(found).items():
        if page != "places" or not LETTER.search(leaf):
            leaf = re.sub(r'"(#?)group-[^"]*"', r'"\1group"', leaf)
            # A twin has its numbers in brackets.
            kept[re.sub(r"\[\d+(?=[],])", "[", leaf)] += number
    return kept


def unsafe(root: ElementTree.Element) -> list[str]:
    """What on a page could run, load or lead where it must not."""
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            found.append(f"a comment: {element.text!r}")
            continue
        tag = local(element.tag)
        if tag in RUNS and not is_of_the_page(tag, element):
            found.append(skeleton(element))
        if element.tag.startswith(SVG) and tag not in DRAWN:
            found.append(f"in a drawing: <{tag}>")
        for name, value in ((local(n), v) for n, v in element.attrib.items()):
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                found.append(skeleton(element))
            if name == "src" and not OUR_PICTURE.fullmatch(value):
                found.append(skeleton(element))
            if name == "href" and not is_safe_address(value):
                found.append(skeleton(element))
            if name == "href" and tag == "use" and not value.startswith("#"):
                found.append(skeleton(element))
    return found


SVG = "{http://www.w3.org/2000/svg}"
# What icons, maps and charts are drawn with.
DRAWN = {"circle", "defs", "desc", "g", "path", "pattern", "rect", "svg", "text", "title", "use"}
OUR_PICTURE = re.compile(r"(?:\.\./)*assets/maps/[a-z0-9/-]+\.svg")


def is_of_the_page(tag: str, element: ElementTree.Element) -> bool:
    """Whether an element that no editor may bring about is one of those that pages are made of."""
    if element.tag.startswith(SVG):
        return tag in {"svg", "title"}
    return tag == "img" and bool(OUR_PICTURE.fullmatch(element.get("src", "")))


def is_plain_html(written: str, text: str) -> bool:
    """Whether `written`, put into a page or between the quotes of an attribute, is just `text`."""
    root = parse(f"<p>{written}</p><p title='{written}'></p><p title=\"{written}\"></p>")
    told = [e.text if e.text else e.get("title") for e in root if set(e.attrib) <= {"title"}]
    return [folded(words or "") for words in told] == [folded(text)] * 3 and len(root) == 3


RUNS = {"script", "iframe", "object", "embed", "form", "input", "style", "link", "meta", "base",
        "svg", "math", "img", "video", "audio", "template", "textarea", "title", "plaintext"}  # fmt: skip


def is_safe_address(href: str) -> bool:
    plain = re.sub(r"[\x00-\x20]", "", href)
    scheme = urlsplit(plain).scheme.lower()
    return scheme in {"http", "https", "mailto"} or (not scheme and not plain.startswith("//"))


# --- every string in every field -------------------------------------------------------------


def stand_in(number: int) -> str:
    """Harmless letters in the place of the text of a number; they occur nowhere else."""
    return f"Yk{number}yk"


# Where the page sets the first letter, the last stop, the marks around a text or its place in a
# row itself, the text stands between words of its own.
SET_BY_THE_PAGE: dict[Slot, str] = {
    ("Place", "kind"): "A {}",
    ("Member", "name"): "\U0010fffd {}",
    ("Statement", "quote"): "So {} so",
    ("Unnamed", "unnamed"): "A {}",
    ("Unnamed", "why"): "{} indeed",
    ("Exemption", "why"): "So {} so",
    ("Exemption", "owner"): "So {}",
}


def fillers(texts: Sequence[str]) -> list[Filler]:
    """One filler a text; in each, every field of every record holds that text."""

    def words(text: str) -> Words:
        return lambda slot: SET_BY_THE_PAGE.get(slot, "{}").replace("{}", text, 1)

    return [Filler(f"r{number}", words(text)) for number, text in enumerate(texts)]


def read(project: Path) -> Site:
    """The site, held against no rule but that of dead links: what is said here makes no sense."""
    return read_site(project, date(2021, 1, 1), only=["dead-link"])


def made(project: Path, texts: Sequence[str]) -> Site:
    """The site of the records that `fillers` gives, read from files like any other."""
    for path, text in content(fillers(texts)).items():
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    site = read(project)
    assert site.is_publishable, [d for d in site.diagnostics if d.severity.value == "error"][:3]
    return site


Form = Callable[[Document], tuple[ElementTree.Element, dict[str, str]]]
# What a page is written as: for the engine, and for those who read Markdown.
FORMS: dict[str, Form] = {
    "page": lambda document: page_of(write(document)),
    "twin": lambda document: twin_of(write_twin(document)),
}


OF_A_TEXT = re.compile(r"\br(\d+)-")


@cache
def harmless_leaves(count: int) -> dict[tuple[str, str], Counter[str]]:
    """(form, path of a page) -> its leaves, where each text is a stand-in.

    The pages of one stand-in are those of another with another number: of all but the first two,
    whose pages are read, they are made by renumbering. Pages of all texts are read.
    """
    with tempfile.TemporaryDirectory() as folder:
        documents = tuple(made(Path(folder), [stand_in(n) for n in range(count)]).documents)
    found: dict[tuple[str, str], Counter[str]] = {}
    for document, (name, form) in itertools.product(documents, FORMS.items()):
        number = OF_A_TEXT.search(document.path)
        if number is None or int(number[1]) < 2:
            found[name, document.path] = Counter(leaves(form(document)[0]))
    for document, name in itertools.product(documents, FORMS):
        if (name, document.path) not in found:
            second = found[name, OF_A_TEXT.sub("r1-", document.path)]
            found[name, document.path] = renumbered(second, OF_A_TEXT.findall(document.path)[0])
    return found


def renumbered(page: Counter[str], number: str) -> Counter[str]:
    """The leaves of a page of the second stand-in, as those of another."""
    return Counter(
        {
            re.sub(r"\br1-", f"r{number}-", leaf).replace(stand_in(1), stand_in(int(number))): times
            for leaf, times in page.items()
        }
    )


def differences(
    project: Path, texts: Sequence[str], forms: Mapping[str, Form] = FORMS
) -> Iterator[str]:
    """What the pages of hostile texts have that those of harmless words have not, and back.

    Told as it is found: who looks for one difference need not wait for all.
    """
    wanted = harmless_leaves(len(texts))
    documents = tuple(made(project, texts).documents)
    assert {path for _, path in wanted} == {document.path for document in documents}
    for document, (name, form) in itertools.product(documents, forms.items()):
        place = f"{name} of {document.path or 'home'}"
        root, front = form(document)
        have = without_anchors_of_names(document.path, leaves(root))
        want = without_anchors_of_names(
            document.path,
            {with_texts(leaf, texts): n for leaf, n in wanted[name, document.path].items()},
        )
        yield from (f"{place}: {told}" for told in unlike(have - want, want - have))
        yield from (f"{place}: unsafe: {what}" for what in unsafe(root))
        for key, value in (("title", document.title), ("description", document.description)):
            if name == "page" and not is_plain_html(front.get(key, ""), value):
                yield f"{place}: {key} is {front.get(key)!r}, not {value!r}"


def shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def unlike(appearing: Iterable[str], missing: Iterable[str]) -> Iterator[str]:
    """What differs, said briefly: each missing leaf beside the one most like it."""
    left = list(appearing)
    for leaf in missing:
        near = max(left, key=lambda other: shared(leaf, other), default="")
        if near:
            left.remove(near)
        start = max(shared(leaf, near) - 20, 0)
        yield f"…{near[start : start + 60]!r} in the place of …{leaf[start : start + 60]!r}"
    yield from (f"appears: {leaf[:200]!r}" for leaf in left)


def with_texts(leaf: str, texts: Sequence[str]) -> str:
    """A leaf of a harmless page with each stand-in replaced by the text it stands for."""
    return folded(re.sub(r"Yk(\d+)yk", lambda match: folded(texts[int(match.group(1))]), leaf))


def joined(strings: Iterable[str]) -> list[str]:
    """The strings in a row, harmless words between them, in texts that a field can hold."""
    texts: list[str] = []
    for string in strings:
        if not texts or len(texts[-1]) + len(string) > 900:
            texts.append("Words")
        texts[-1] += f" {string} words"
    return texts


def in_batches(texts: Sequence[str], size: int) -> list[Sequence[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def test_there_are_at_least_two_hundred_hostile_strings() -> None:
    """No two of them look alike to a reader."""
    assert len(STRINGS) >= 200
    assert len({folded(string) for string in STRINGS}) == len(STRINGS)


# Tried in each run, whatever group they are of.
SOME = STRINGS[::9]


def test_the_strings_of_each_run_are_among_the_groups() -> None:
    assert set(SOME) <= {string for group in GROUPS.values() for string in distinct(group)}


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_strings_inside_a_text_appear_as_typed(tmp_path: Path, group: str) -> None:
    """Every third string, by `make thorough` each, stands between words in every field of all records."""
    strings = distinct(GROUPS[group])
    chosen = strings if THOROUGH else [s for s in strings if s in SOME or s in strings[::3]]
    texts = joined(chosen)

    assert [*differences(tmp_path, texts)] == []


# In twins, which are Markdown throughout, what counts is what Markdown or HTML can read.
MARKUP = {folded(text) for name in ("markdown-blocks", "markdown-inlines", "html") for text in GROUPS[name]}  # fmt: skip


# 31 is a divisor of the number of strings: batches of one length share their harmless pages.
BATCH = 31
# As a whole text, every sixteenth is tried in each run, from all groups, and every one by
# `make thorough`.
WHOLE = STRINGS if THOROUGH else STRINGS[::16]


@pytest.mark.slow
@pytest.mark.parametrize("texts", in_batches(WHOLE, BATCH), ids=itertools.count())
def test_a_string_that_is_the_whole_text_appears_as_typed(
    tmp_path: Path, texts: Sequence[str]
) -> None:
    """A string is all of every field, so that it begins lines and ends them."""
    names = FORMS if MARKUP & set(map(folded, texts)) else ("page",)

    assert [*differences(tmp_path, texts, {name: FORMS[name] for name in names})] == []


# --- controls: each place where characters are made literal is needed ------------------------


def as_it_is(text: str) -> str:
    return text


def take_away(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Put a function that leaves a text as it is in the place of one of the HTML writer's."""
    taken = 0
    for module in (*(vars(html_writer)[n] for n in FORM_MODULES), markup):
        if hasattr(module, name):
            monkeypatch.setattr(module, name, as_it_is)
            taken += 1
    assert taken > 1


FORM_MODULES = ("figure", "front", "head", "ledger", "lists", "page", "sources", "statement",
                "timeline")  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


def test_every_form_of_a_component_is_among_those_that_the_controls_reach() -> None:
    """A new module of the HTML writer is named in FORM_MODULES.

    Whole pages are held against the Markdown writer's, byte for byte: tests/test_body.py.
    """
    folder = ROOT / "generator" / "writers" / "html"

    assert {p.stem for p in folder.glob("*.py")} - {"__init__", "markup", "body"} == set(
        FORM_MODULES
    )


@pytest.mark.longer
@pytest.mark.parametrize("name", FORMS)
def test_without_escaping_in_markdown_scripts_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The control of the Markdown writer, for pages and for twins."""
    harmless_leaves(1)
    monkeypatch.setattr(markdown_writer, "escaped", as_it_is)

    found = differences(tmp_path, [SCRIPT], {name: FORMS[name]})

    assert any(told.startswith(name) and "unsafe: <script>" in told for told in found)


@pytest.mark.longer
def test_without_escaping_in_components_scripts_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the HTML writer."""
    harmless_leaves(1)
    take_away(monkeypatch, "escaped")

    found = differences(tmp_path, [SCRIPT], {"page": FORMS["page"]})

    assert any("page of glossary: unsafe: <script>" in told for told in found)


@pytest.mark.longer
def test_without_escaping_in_attributes_handlers_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of what stands within quotes, such as what a map shows."""
    harmless_leaves(1)
    take_away(monkeypatch, "attribute")

    found = differences(tmp_path, ['" onmouseover="alert(1)'], {"page": FORMS["page"]})

    assert any("unsafe: <img" in told and "onmouseover" in told for told in found)


@pytest.mark.slow
@pytest.mark.parametrize("group", ["markdown-inlines", "html"])
@pytest.mark.parametrize("name", FORMS)
def test_without_escaping_the_comparison_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, name: str
) -> None:
    """The control of the comparison itself: a writer that escapes nothing is found out."""
    texts = joined(distinct(GROUPS[group]))
    harmless_leaves(len(texts))
    monkeypatch.setattr(markdown_writer, "escaped", as_it_is)

    found = differences(tmp_path, texts, {name: FORMS[name]})

    assert any("unsafe" not in told for told in found)


# --- every field -----------------------------------------------------------------------------


def test_every_text_field_of_the_model_is_filled(tmp_path: Path) -> None:
    """No field escapes the test: what is marked as text in the model is what was filled."""
    filled: set[Slot] = set()
    filler = Filler("r0", lambda slot: filled.add(slot) or "Words")  # type: ignore[func-returns-value]
    wanted = {
        (part.__name__, name)
        for part in all_parts()
        for name, kind in text_fields(part)
        if kind != Kind.MARKDOWN
    }

    list(filler.records())

    assert filled == wanted
    assert len(wanted) >= 30


def test_what_was_filled_is_what_was_loaded(tmp_path: Path) -> None:
    """Each text that the model marks holds the string to its last character."""
    string = "“<b>*x*</b>” {{ y }} \\"

    made(tmp_path, [string])
    library, _ = load(tmp_path / "content")

    texts = {
        text
        for record in library.records.values()
        if record.id.startswith("r0-")
        for _, mark, text in marked(record)
        if isinstance(mark, TextKind) and mark.name != Kind.MARKDOWN
    }
    assert texts == {string, *(form.format(string) for form in SET_BY_THE_PAGE.values())} - {""}


def test_every_text_field_reaches_a_page(tmp_path: Path) -> None:
    """What an editor types is shown somewhere: on a page, or in what describes it."""
    filled: dict[Slot, str] = {}

    def words(slot: Slot) -> str:
        return filled.setdefault(slot, f"Zq{len(filled)}{slot[0].lower()}{slot[1].lower()}qz")

    for path, text in content([Filler("r0", words)]).items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    documents = read(tmp_path).documents

    # A twin has no head, where alone the description of a standing page stands.
    for form, not_shown in ((write, []), (write_twin, [("Page", "description")])):
        shown = "\n".join(form(document) for document in documents).replace("\\_", "_")
        assert [slot for slot, text in filled.items() if text not in shown] == not_shown


# --- text that means something in prose ------------------------------------------------------


PLACES = ("component", "paragraph", "twin of component", "twin of paragraph")


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Where a text of prose stands -> what it becomes there."""

    def make(typed: str) -> dict[str, str]:
        files = {
            "terms/t.yml": as_yaml({"term": "T", "definition": typed}),
            "sources/s.yml": as_yaml({"title": "<b>S</b>", "publisher": "P"}),
            "actors/a.yml": as_yaml({"name": "A*a*", "type": "person"}),
            "actors/b.yml": as_yaml({"name": "B", "type": "person", "description": typed}),
        }
        for path, text in files.items():
            file = tmp_path / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        site = read(tmp_path)
        assert site.is_publishable, site.diagnostics
        pages = {document.path: document for document in site.documents}
        glossary, actor = pages["glossary"], pages["actors/b"]
        found = (
            next(page_of(write(glossary))[0].iter("dd")),
            below_heading(page_of(write(actor))[0], 1),
            next(twin_of(write_twin(glossary))[0].iter("li")),
            below_heading(twin_of(write_twin(actor))[0], 1),
        )
        return dict(zip(PLACES, map(contents, found), strict=True))

    return make


def below_heading(root: ElementTree.Element, number: int) -> ElementTree.Element:
    """The element of that number below the first heading."""
    return root[[element.tag for element in root].index("h1") + number]


Shown = Callable[[str], dict[str, str]]
TERM = "<strong>T</>. "


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"\[@s]", "[@s]"),
        (r"\[[a]]", "[[a]]"),
        (r"\[[a|*words*]]", "[[a|*words*]]"),
        (r"\\[x]", r"\\[x]"),
        (r"\[x]", r"\[x]"),
        ("[ @s]", "[ @s]"),
        ("[s]", "[s]"),
        ("a@b.example [x] @s", "a@b.example [x] @s"),
    ],
)
def test_an_escaped_reference_is_text(shown: Shown, typed: str, text: str) -> None:
    """A backslash before the brackets of a reference makes them text, and is itself not shown."""
    assert shown(typed) == dict(zip(PLACES, (text, text, TERM + text, text), strict=True))


@pytest.mark.parametrize("string", ["*w*", "<b>w</b>", "w | w", "`w`", "w {: .x }", "_w_ !", "!"])
def test_the_words_of_a_link_are_text(shown: Shown, string: str) -> None:
    """What stands behind the bar of a link is as literal as the rest."""
    told = shown(f"See [[a|{string}]] now")

    assert told == {
        "component": f'See <a href="../actors/a/">{string}</> now',
        "paragraph": f'See <a href="a.md">{string}</> now',
        "twin of component": f'{TERM}See <a href="actors/a.md">{string}</> now',
        "twin of paragraph": f'See <a href="a.md">{string}</> now',
    }


LOCATORS = (
    "p. *4*",
    "<b>4</b>",
    "4 | 5",
    "`4`",
    "{: .x }",
    "&copy",
    "4_5_6",
    "'4\"",
    "\\",
)


@pytest.mark.parametrize("string", LOCATORS)
def test_the_locator_of_a_citation_is_text(shown: Shown, string: str) -> None:
    """The place in a source is as literal as the rest, beside the number and in its label."""
    told = shown(f"So it is. [@s, {string}]")

    number = f'<button aria-label="Source, {string}" class="cite" popovertarget=":">, {string}</>'
    assert told == {
        "component": f"So it is.{number}",
        "paragraph": f"So it is.{number}",
        "twin of component": f"{TERM}So it is.[1, {string}]",
        "twin of paragraph": f"So it is.[1, {string}]",
    }


@pytest.mark.parametrize("string", ["p. *4*", "`4`", "_4_"])
def test_numbers_in_a_line_of_markdown_are_kept_from_its_marks(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, string: str
) -> None:
    """The control: Markdown reads its marks within HTML in a line, unless they are spelled out."""
    whole = shown(f"So it is. [@s, {string}]")["paragraph"]

    monkeypatch.setattr(markdown_writer, "literal", as_it_is)

    assert shown(f"So it is. [@s, {string}]")["paragraph"] != whole


# --- Markdown bodies -------------------------------------------------------------------------

ATTACKS = (
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](javascript&colon;alert(1))", "[x](data:text/html,x)",
    "[x](vbscript:x)", "[x](//evil.example/)", "[x](file:///etc/passwd)", "[x](ftp://evil.example/)",
    "<javascript:alert(1)>", "<ftp://evil.example/>", "[x]( javascript:alert(1))", "[x](\x07javascript:1)",
    '[x](https://e.example/ "a\\" onclick=alert(1) b")', "[x](https://e.example/ 'onclick=1')",
    '[x](https://e.example/"onclick="alert(1))', "[x](https://e.example/<script>)",
    "[x](<https://e.example/>onclick=1)", "[x](https://e.example/&quot;&gt;&lt;script&gt;)",
    "![x](https://evil.example/x.png)", "![x](javascript:alert(1))", "!![x](https://evil.example/x.png)",
    "![x][y]\n\n[y]: https://evil.example/x.png", "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]: javascript:alert(1)\n\n[y]", "*!*[x](https://evil.example/)", "\\![x](https://evil.example/x.png)",
    "![[hub-actors]]", "!\\[x](https://evil.example/)", "<b>x</b>", "<b\n>x</b>", "<div markdown=1>x</div>",
    "<script>alert(1)</script>", "<script>\n\nalert(1)\n\n</script>", "> <script>x</script>", "- <img src=x>",
    "# <img src=x onerror=alert(1)>", "## x {: onclick=alert(1) }", "## x {#y onclick=alert(1)}", "x\n{: #y }",
    "## x {#Y\"onclick=1}", "| <script> | b |\n|---|---|\n| <img src=x> | c |", "`<script>x</script>`",
    "    <script>x</script>", "```\n<script>x</script>\n```", "~~~ {.x onclick=1}\ny\n~~~", "<![><img src=\"]>",
    "<!-- x -->", "<!-- -- ><script>x</script>", "<?php x ?>", "<![CDATA[<script>x</script>]]>", "<!DOCTYPE x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&amp;lt;script>",
    "<a href=javascript:alert(1)>x</a>", "[<script>x</script>](https://e.example/)", "[`<script>`](/topics/)",
    "*<img src=x onerror=alert(1)>*", "\\<script>x\\</script>", "<scr<script>ipt>x</script>", "<svg/onload=x>",
    "[x](#y)", "[x](/topics/)", "[x](mailto:a@b.example)", "<https://e.example/>", "[a](https://e.example/?a=1&b=2)",
    "\U000f00000\U000f0001", "\U000f00000\U000f0001 [[hub-actors]]", "\U000f00007\U000f0001 [@hub-sources]",
    "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03 <b>x</b>", "&#2;wzxhzdk:0&#3;", "wzxhzdk:0 <b>", "\x02amp\x03lt;b>",
)  # fmt: skip

# What an anchor of a link may smuggle into the Markdown that is written.
ANCHORS = (
    "[x](#a&rpar;&lt;img/src=x/onerror=alert(1)&gt;)", "[x](/topics/#a&#41;&lt;script&gt;y)",
    "[x](#a&lpar;b&rpar;c)", "[x](#a&rpar;{:onclick=alert&lpar;1&rpar;})",
)  # fmt: skip

TAGS = {"a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
        "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip


def pages_of_body(tmp_path: Path, body: str) -> tuple[ElementTree.Element, ...]:
    """The elements of a standing page with that body, and of its twin; none where it is refused."""
    files = {
        "pages/p.md": f"---\ntitle: P\n---\n{body}\n",
        "sources/s.yml": as_yaml({"id": "hub-sources", "title": "S", "publisher": "P"}),
        "actors/a.yml": as_yaml({"id": "hub-actors", "name": "A", "type": "person"}),
    }
    for path, text in files.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    site = read(tmp_path)
    for document in site.documents:
        if document.path == "p":
            return page_of(write(document))[0], twin_of(write_twin(document))[0]
    assert site.diagnostics
    return ()


def not_allowed(root: ElementTree.Element) -> list[str]:
    """Elements and attributes that no editor's Markdown may bring about."""
    found = unsafe(root)
    for element in list(root.iter())[1:]:
        if skeleton(element) in PARTS_OF_THE_PAGE:
            continue
        attributes = set(element.attrib) - {"id"} - ({"href"} if element.tag == "a" else set())
        if element.get("class") in ROLES_OF_THE_PAGE:
            attributes -= {"class"}
        if element.tag not in TAGS or attributes:
            found.append(skeleton(element))
    return found


ROLES_OF_THE_PAGE = {"cite", "remark"}
# What a page adds to a body: numbers, the list of sources, the contents.
PARTS_OF_THE_PAGE = {
    '<span class="cites">', '<button aria-label="Source" class="cite" popovertarget=":">',
    '<p class="meta">', '<ol class="sources">', '<div class="src" id=":" popover="">',
    '<p class="src__k">', '<p class="src__t">', '<p class="src__m">',
    '<button popovertarget=":">',
    '<nav aria-label="On this page" class="jump">', '<div class="jump__in">', "<div>",
    '<p class="jump__l">',
}  # fmt: skip


@pytest.mark.slow
def test_no_body_of_hostile_strings_brings_more_than_prose(tmp_path: Path) -> None:
    """Each string, begun on a line of its own in a page's body, is inert or is refused."""
    found = {}
    shown = 0
    for string in STRINGS:
        roots = pages_of_body(tmp_path, string)
        shown += bool(roots)
        if told := [wrong for root in roots for wrong in not_allowed(root)]:
            found[string] = told

    assert found == {}
    assert shown > len(STRINGS) * 0.9


@pytest.mark.parametrize("body", ATTACKS)
def test_no_attack_in_a_body_brings_more_than_prose(tmp_path: Path, body: str) -> None:
    """Each is inert on the page and in its twin, or is refused with a diagnostic."""
    roots = pages_of_body(tmp_path, body)

    assert [wrong for root in roots for wrong in not_allowed(root)] == []


@pytest.mark.parametrize("body", ANCHORS)
def test_no_anchor_in_a_body_leaves_its_link(tmp_path: Path, body: str) -> None:
    """An anchor cannot close the link that holds it: it is refused, or all of it is the anchor."""
    roots = pages_of_body(tmp_path, body)

    assert [wrong for root in roots for wrong in not_allowed(root)] == []
    assert {folded("".join(root[1].itertext())) for root in roots} <= {"x"}


# --- real builds -----------------------------------------------------------------------------

SELECTION = tuple(
    dict.fromkeys(
        [string for string in HTML if re.search(r"script|on\w+=|<[!?/t]|&", string)][:30]
        + list(STRINGS[:: len(STRINGS) // 36])
    )
)

STOCK = """site_name: Stock
docs_dir: generated
site_dir: stock
theme: mkdocs
"""


def named(texts: Sequence[str]) -> dict[str, str]:
    """Content in which every kind of record has each text as its name, title or question."""
    files = {"sources/hub.yml": as_yaml({"id": "hub", "title": "Hub", "publisher": "Hub"})}
    for filler in fillers(texts):
        for folder, values in filler.records():
            if "-least-" not in values["id"]:
                continue
            values |= {"source": "hub"} if folder == "articles" else {}
            values |= {"title": filler.words(("", ""))} if folder in {"articles", "issues"} else {}
            values |= {"sources": ["hub"]} if folder == "events" else {}
            # What the rules ask for: a source in the short answer, and no mark alone as a name.
            if folder == "topics":
                values["in_short"] = [f"{text} [@hub]" for text in values["in_short"]]
            if folder == "sources":
                values |= {key: f"{values[key]} so" for key in ("title", "publisher")}
            name = f"{folder}/{values.pop('id')}"
            if folder in {"topics", "pages"}:
                values.pop("body", None)
                files[f"{name}.md"] = f"---\n{as_yaml(values)}\n---\n"
            else:
                files[f"{name}.yml"] = as_yaml(values)
    return files


@cache
def html_page(path: Path) -> ElementTree.Element:
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def risks(root: ElementTree.Element) -> Counter[str]:
    """What runs or loads on a page, with how often; words and addresses left out."""
    found: Counter[str] = Counter()
    for element in root.iter():
        if not isinstance(element.tag, str):
            found["a comment"] += 1
            continue
        names = sorted(name for name in element.attrib if name not in {"checked", "data-md-level"})
        if element.tag in RUNS or any(name.startswith("on") for name in names):
            found[f"{element.tag} {' '.join(names)}"] += 1
        if "href" in element.attrib and not is_safe_address(element.attrib["href"]):
            found[f"href={element.attrib['href']}"] += 1
    return found


def build_in_all_ways(project: Path, texts: Sequence[str]) -> None:
    """A project whose names are the texts, built by the real commands."""
    for path, text in named(texts).items():
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    add_engine(project)
    (project / "stock.yml").write_text(STOCK)
    for command in (
        ["mkdocs", "build", "-q"],
        ["mkdocs", "build", "-q", "-f", "stock.yml"],
        ["generator", "build", "--site-dir", "direct"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=project, capture_output=True, text=True,
            timeout=600, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(shared_folder: Path) -> dict[str, Path]:
    """Two projects built by the real commands: hostile names, and harmless ones in their place."""
    harmless = [stand_in(number) for number in range(len(SELECTION))]
    return {
        name: made_once(shared_folder, name, partial(build_in_all_ways, texts=texts))
        for name, texts in (("hostile", SELECTION), ("harmless", harmless))
    }


@pytest.mark.slow
def test_the_selection_for_real_builds_is_wide() -> None:
    """At least sixty strings, from every group."""
    assert len(SELECTION) >= 60
    assert all(set(group) & set(SELECTION) for group in GROUPS.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hostile", "harmless"])
def test_whatever_names_hold_both_builds_give_the_same_bytes(
    built: dict[str, Path], name: str
) -> None:
    """`explainer build` beside `mkdocs build`: every kind of record, markup, and text from the right."""
    reference, direct = (
        {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        for folder in (built[name] / "site", built[name] / "direct")
    )

    assert len(reference) > 500
    assert [path for path in reference if direct.get(path) != reference[path]] == []
    assert direct.keys() == reference.keys()


@pytest.mark.slow
@pytest.mark.parametrize(("site", "step"), [("site", 4), ("stock", 12)])
def test_nothing_in_a_name_runs_on_a_built_page(
    built: dict[str, Path], site: str, step: int
) -> None:
    """A page of a hostile name holds the scripts and handlers of a page of its kind, no more.

    `stock` is the same Markdown under MkDocs' own theme, without our settings.
    """
    hostile, harmless = built["hostile"] / site, built["harmless"] / site
    paths = sorted(path.relative_to(hostile) for path in hostile.rglob("*.html"))
    named_pages = [path for path in paths if re.search(r"\br\d+-", str(path))]
    others = [path for path in paths if path not in named_pages]
    wrong = {}

    for path in [*others, *named_pages[::step]]:
        twin = re.sub(r"\br\d+-", "r0-", str(path))
        more = risks(html_page(hostile / path)) - risks(html_page(harmless / twin))
        if more:
            wrong[path] = more

    assert paths == sorted(path.relative_to(harmless) for path in harmless.rglob("*.html"))
    assert len(named_pages) > 200
    assert wrong == {}


def words_in(root: ElementTree.Element, path: str) -> list[str]:
    """The words of each element that `path` finds."""
    return [folded("".join(element.itertext())) for element in root.iterfind(path)]


def edition_of(project: Path) -> Edition:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    named = (settings[f"site_{name}"] for name in ("name", "description", "url"))
    return Edition(read_site(project), Settings(*named), project)


@pytest.mark.slow
def test_names_read_as_typed_in_every_sink_of_a_built_page(built: dict[str, Path]) -> None:
    """Heading, title, description, cards, data, citation and menus say what the editor typed."""
    edition = edition_of(built["hostile"])
    documents = edition.publication.documents
    standing = {folded(d.title) for d in documents if "/" not in d.path and d.record_id}
    wrong = []

    for document in documents[::3]:
        path = built["hostile"] / "site" / document.path / "index.html"
        root, worn = html_page(path), edition.dress(document)
        heading = next(b for b in document.blocks if isinstance(b, Heading) and b.level == 1)
        metas = [(m.get("property") or m.get("name"), m.get("content")) for m in root.iter("meta")]
        (data,) = [e.text for e in root.iter("script") if e.get("type") == "application/ld+json"]
        shown = {
            "title": (words_in(root, "head/title"), [worn.head.title]),
            "heading": (words_in(root, ".//h1"), [text_of(heading.children)]),
            "description": ([v for n, v in metas if n == "description"], [document.description]),
            "cards": ([p for p in metas if ":" in (p[0] or "")][:-1], [*worn.head.properties]),
            "data": (json.loads(data or ""), graph_of(edition.publication, document)),
            "menu": (standing - {*words_in(root, ".//footer//li/a")}, set()),
        }
        if worn.cited:
            told = [worn.cited.text, worn.cited.bibtex, worn.cited.csl_json]
            found = words_in(root, ".//*[@class='use__c']")
            shown["citation"] = (found, [folded(text) for text in told])
        wrong += [(document.path, name, *pair) for name, pair in shown.items() if not alike(*pair)]

    assert wrong == []
    assert len(standing) == len(SELECTION)


def alike(one: Any, other: Any) -> bool:
    """Whether two readings say the same, white space apart."""
    return _folded(one) == _folded(other)


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, (list, tuple)):
        return [_folded(part) for part in value]
    return value


@pytest.mark.slow
def test_titles_are_what_the_editor_typed(built: dict[str, Path]) -> None:
    """Each text of the selection is the whole title of a page, whatever was made of it since."""
    documents = read_site(built["hostile"]).documents

    titles = Counter(folded(d.title) for d in documents if d.record_id)

    assert [text for text in SELECTION if not titles[folded(text)]] == []


@pytest.mark.slow
def test_search_entries_are_words(built: dict[str, Path]) -> None:
    """The index is data: titles as they were typed, and the addresses of harmless names."""
    index = {
        name: json.loads((project / "site" / "assets" / "search-index.json").read_bytes())
        for name, project in built.items()
    }
    titles = {folded(entry[2]) for entry in index["hostile"]["entries"]}
    addresses = {
        name: sorted(entry[1] for entry in found["entries"]) for name, found in index.items()
    }

    assert [text for text in SELECTION if folded(text) not in titles] == []
    assert addresses["hostile"] == addresses["harmless"]
    assert len(addresses["hostile"]) > 200


@pytest.mark.slow
def test_the_sitemap_holds_addresses_only(built: dict[str, Path]) -> None:
    """It is well-formed, and names the same pages as that of harmless names."""
    names = {
        name: {
            element.text
            for element in ElementTree.parse(project / "site" / "sitemap.xml").iter()
            if element.tag.endswith("}loc")
        }
        for name, project in built.items()
    }

    assert names["hostile"] == names["harmless"]
    assert len(names["hostile"]) > 200


@pytest.mark.slow
def test_feeds_are_well_formed_and_hold_the_elements_of_harmless_ones(
    built: dict[str, Path],
) -> None:
    """No title adds an element to Atom or a key to JSON, and none is missing from them."""
    shapes: dict[str, dict[str, Counter[str]]] = {name: {} for name in built}
    for name, project in built.items():
        for path in (project / "site").rglob("feed.xml"):
            place = path.relative_to(project).as_posix()
            shapes[name][place] = Counter(e.tag for e in ElementTree.parse(path).iter())
        for path in (project / "site").rglob("feed.json"):
            items = json.loads(path.read_bytes())["items"]
            place = path.relative_to(project).as_posix()
            shapes[name][place] = Counter(key for item in items for key in item)
    feed = json.loads((built["hostile"] / "site" / "feed.json").read_bytes())

    assert shapes["hostile"] == shapes["harmless"]
    assert len(shapes["hostile"]) > 2 * len(SELECTION)
    assert {folded(item["title"]) for item in feed["items"]} <= {
        folded(d.title) for d in read_site(built["hostile"]).documents
    } | set(map(folded, SELECTION))


@pytest.mark.slow
def test_published_twins_are_inert_wherever_they_are_rendered(built: dict[str, Path]) -> None:
    """Nothing runs, loads or leads where it must not; every page has one, and every page a card."""
    site = built["hostile"] / "site"
    twins = sorted(path for path in site.rglob("*.md"))
    cards, same = (
        {
            p.relative_to(built[name])
            for p in (built[name] / "site" / "assets" / "cards").rglob("*.png")
        }
        for name in ("hostile", "harmless")
    )

    wrong = {
        path.name: found
        for path in twins[::4]
        if (found := unsafe(twin_of(path.read_text(encoding="utf-8"))[0]))
    }

    assert wrong == {}
    assert len(twins) == len(read_site(built["hostile"]).documents)
    assert cards == same
