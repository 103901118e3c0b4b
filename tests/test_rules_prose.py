"""Rules about words and addresses: what they tell, to the character, and what they leave alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from generator.diagnostics import Severity
from generator.reading import reading
from generator.sentences import blocks, is_quoted, linked_id_at, sentence_at, without_code
from generator.site import read_site

TODAY = date(2031, 7, 1)
SOURCE = "title: Letters of the crews\npublisher: Harbour Gazette\n"
FRONT = "---\ntitle: T\nquestion: Q?\nin_short: Short. [@s]\n---\n"
FRONT_LINES = FRONT.count("\n")


def found(tmp_path: Path, code: str, files: dict[str, str]) -> list[tuple[str, str]]:
    """Where a rule found something, and its sentence, in a project with a source `s`."""
    for name, text in {"sources/s.yml": SOURCE, **files}.items():
        target = tmp_path / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    site = read_site(tmp_path, TODAY, (code,), with_pages=False)
    others = [d for d in site.diagnostics if d.code != code and d.severity is Severity.ERROR]
    assert others == []
    mine = [d for d in site.diagnostics if d.code == code]
    return [(str(d.location).removeprefix("content/"), d.message) for d in mine]


# --- uncited-paragraph -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("One. [@s]\n\nTwo.\n", ["3:1"]),
        ("## Why?\nRight below it.\n", ["2:1"]),
        ("Why?\n----\n\nBelow.\n", ["4:1"]),
        ("## Why?\n\n### How?\n\n* * *\n\n---\n", []),
        ("  \n## Why?\n  \nCited [@s].\n", []),
        ("- one [@s]\n- two\n  goes on\n- three [@s]\n", ["2:1"]),
        ("- one [@s]\n    - inner\n    - other [@s]\n", ["2:5"]),
        ("1. one\n\n2. two [@s]\n", ["1:1"]),
        ("It is paid by:\n\n- the town [@s]\n- the county [@s]\n", []),
        ("It is paid by:\n\n- the town\n- the county [@s]\n", ["3:1"]),
        ("It is paid by:\n\nThe town. [@s]\n", ["1:1"]),
        ("It is paid by:\n\n## Who?\n\nThe town. [@s]\n", ["1:1"]),
        ("It is paid by:\n", ["1:1"]),
        ("- by these:\n    - the town [@s]\n- by those [@s]\n", []),
        ("- by these:\n- by those [@s]\n", ["1:1"]),
        ("They wrote:\n\n> We pay.\n>\n> Always.\n\n> All. [@s]\n", []),
        ("> We pay.\n", ["1:1"]),
        ("| who | what |\n|---|---|\n| town | half [@s] |\n| crews | half |\n", []),
        ("who | what\n--- | ---\ntown | half\n", ["1:1"]),
        ("Cited [@s].\n\n    code without a source\n\n    more of it\n", []),
        ("- Cited [@s].\n\n    A paragraph of the item.\n", ["3:5"]),
        ("Only `[@s]` as code.\n", ["1:1"]),
        ("Two at once. [@s, p. 4; @s, p. 5]\n", []),
    ],
)
def test_a_body_is_cited_block_by_block(tmp_path: Path, body: str, places: list[str]) -> None:
    """Paragraphs, items, tables and quotations cite; headings, rules, code and lead-ins need not."""
    result = found(tmp_path, "uncited-paragraph", {"topics/t.md": FRONT + body})

    shift = [f"topics/t.md:{int(p.split(':')[0]) + FRONT_LINES}:{p.split(':')[1]}" for p in places]
    assert [place for place, _ in result] == shift


def test_a_summary_of_an_issue_is_literal_text(tmp_path: Path) -> None:
    """Each of its paragraphs cites; marks of Markdown mean nothing in it."""
    summary = "question: Q?\nsummary: |\n  One `[@s]`.\n\n  - Two.\n\n  # Three.\n"

    result = found(tmp_path, "uncited-paragraph", {"issues/i.yml": summary})

    assert result == [
        ("issues/i.yml:5:3", 'nothing is cited for "Two."'),
        ("issues/i.yml:7:3", 'nothing is cited for "# Three."'),
    ]


# --- placeholder-source ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "TBD", "tba", "T.B.C.", "todo", "To do: ask Ann", "TODO (find it)", "unknown",
        "Unknown author", "Author unknown", "n/a", "N.A.", "none", "xxx", "?", "???", "...", "…",
        "-", "to be added", "To be confirmed by Ann", "not given", "Lorem ipsum dolor",
        "[placeholder]", "Placeholder title", "“TBD”",
    ],
)  # fmt: skip
def test_a_stand_in_is_no_title(tmp_path: Path, words: str) -> None:
    """Whatever its case and the marks around it."""
    text = f"title: '{words}'\npublisher: P\n"

    result = found(tmp_path, "placeholder-source", {"sources/x.yml": text})

    assert result == [("sources/x.yml:1:8", f'"{words}" is no title')]


@pytest.mark.parametrize(
    "words",
    [
        "Unknown soldiers laid to rest", "The todo list of a mayor", "None of the above", "XL",
        "Nothing is to be added, says mayor", "TBA Bank to merge", "What now?", "1984", "№ 7",
        "The unknown", "Placeholder names in law",
    ],
)  # fmt: skip
def test_a_title_with_such_a_word_in_it_is_one(tmp_path: Path, words: str) -> None:
    """Only a text that is nothing else keeps a place free."""
    text = f"title: '{words}'\npublisher: P\nauthor: A. None\n"

    assert found(tmp_path, "placeholder-source", {"sources/x.yml": text}) == []


@pytest.mark.parametrize(
    ("address", "is_refused"),
    [
        ("https://example.com/a", True),
        ("https://www.Example.org", True),
        ("https://gazette.example/bridge", True),
        ("https://gazette.test:8000/bridge", True),
        ("http://localhost:8000/", True),
        ("http://127.0.0.1/a", True),
        ("https://a.invalid./", True),
        ("https://example.com.gazette.town/", False),
        ("https://myexample.com/", False),
        ("https://gazette.town/example.com", False),
        ("https://test.gazette.town/", False),
    ],
)
def test_an_address_kept_for_examples_is_refused(
    tmp_path: Path, address: str, is_refused: bool
) -> None:
    """In `url` and in `archived`; it is the name of the host that counts."""
    text = f"title: T\npublisher: P\nurl: {address}\narchived: {address}\n"

    result = found(tmp_path, "placeholder-source", {"sources/x.yml": text})

    assert [place for place, _ in result] == (
        ["sources/x.yml:3:6", "sources/x.yml:4:11"] if is_refused else []
    )


def test_nobody_is_called_by_a_stand_in(tmp_path: Path) -> None:
    """Neither the speaker nor a step of the way; words that the source uses may stand."""
    issue = (
        "question: Q?\nstatements:\n"
        "  - speaker: {unnamed: unknown, why: W}\n    text: One.\n    sources: [s]\n"
        "  - speaker: {unnamed: a clerk, why: W}\n    text: Two.\n    via: [{unnamed: TBD}, s]\n"
    )

    result = found(tmp_path, "placeholder-source", {"issues/i.yml": issue})

    assert result == [
        ("issues/i.yml:3:24", '"unknown" stands for nobody'),
        ("issues/i.yml:8:21", '"TBD" stands for nobody'),
    ]


# --- unnamed-source-without-reason -----------------------------------------------------------


def test_only_a_speaker_needs_a_reason(tmp_path: Path) -> None:
    """A step of `via` has no place for one."""
    issue = (
        "question: Q?\nstatements:\n"
        "  - speaker: {unnamed: a clerk, why: not allowed to speak}\n    text: One.\n"
        "    via: [{unnamed: an aide}, s]\n"
        "  - speaker:\n      unnamed: an aide\n    text: Two.\n    sources: [s]\n"
    )

    result = found(tmp_path, "unnamed-source-without-reason", {"issues/i.yml": issue})

    assert result == [("issues/i.yml:7:7", 'nothing says why "an aide" has no name')]


# --- insecure-or-bare-link -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("See [the town](https://a.town/x).", []),
        ("See [the town](http://a.town/x).", [16]),
        ("See [the town]( <HTTP://a.town/x> ).", [18]),
        ("See https://a.town/x.", [5]),
        ("See (https://a.town/x), and www.a.town.", [6, 29]),
        ("See <https://a.town/x>.", [6]),
        ("See [https://a.town/x](https://a.town/x).", [6]),
        ("Code `http://a.town` and ``https://a.town ` b`` stay.", []),
        ("One ` mark. See https://a.town/x", [17]),
        ("[Write](mailto:desk@www.a.town) to desk@www.a.town.", []),
        ("[Here](/topics/t/) and [[s|there]] [@s].", []),
        ("    http://a.town/x as code", []),
    ],
)
def test_an_address_in_markdown(tmp_path: Path, body: str, columns: list[int]) -> None:
    """A link with words over https may stand, and so may whatever is code."""
    page = f"# P\n\nWords.\n\n{body}\n"

    result = found(tmp_path, "insecure-or-bare-link", {"pages/p.md": page})

    assert [place for place, _ in result] == [f"pages/p.md:5:{column}" for column in columns]


def test_a_stray_mark_of_code_hides_no_later_paragraph(tmp_path: Path) -> None:
    """Code ends with its paragraph, as it does on the page."""
    page = "# P\n\nOne ` mark.\n\nhttps://a.town\n\nAnother ` mark.\n"

    result = found(tmp_path, "insecure-or-bare-link", {"pages/p.md": page})

    assert result == [("pages/p.md:5:1", "the bare address https://a.town stands in the text")]


def test_a_link_in_markdown_is_text_in_yaml(tmp_path: Path) -> None:
    """A prose field shows it as typed. A quotation stays as it was said; an own address is a note."""
    files = {
        "sources/x.yml": "title: T\npublisher: P\nurl: http://a.town\nnote: See [it](https://a.town).\n",
        "actors/a.yml": "name: A\ntype: person\n",
        "issues/i.yml": (
            "question: Q?\nstatements:\n"
            "  - {speaker: a, quote: 'Go to http://a.town now', sources: [x]}\n"
        ),
    }

    result = found(tmp_path, "insecure-or-bare-link", files)

    assert result == [
        ("sources/x.yml:3:6", "http://a.town is not encrypted on its way to the reader"),
        ("sources/x.yml:4:16", "the bare address https://a.town stands in the text"),
    ]


# --- contested-term-in-own-voice -------------------------------------------------------------

TERMS = {
    "terms/levy.yml": (
        "term: “Levy”\naliases: [bridge tax, crews’ fine]\ncontested: true\ndefinition: D.\n"
    ),
    "terms/toll.yml": "term: Toll\ndefinition: D.\n",
    "actors/town.yml": "name: Port Ansel\ntype: organisation\n",
}


@pytest.mark.parametrize(
    "text",
    [
        "The levy is new.",
        "LEVIED are levys.",
        "The bridge taxes are high.",
        "The bridge\ntax is high.",
        "The crews’ fine is high.",
        "After the levy, the town demanded more.",
        "The crews called for an end to the levy.",
        "Long-term plans for a levy. The town says so.",
        "With regard to the levy, in terms of money: high.",
        "The crews deny the levy.",
        "The levy [[toll|of the toll]] is new.",
        "It is [[toll|a levy]].",
        "“No,” it said. The levy came.",
        "[[town|Port Ansel]]’s levy is new. [@s]",
        "[[town|Port Ansel]] raised the levy.",
        "- The levy is new.\n- The town says so.",
    ],
)
def test_a_contested_word_needs_somebody_who_uses_it(tmp_path: Path, text: str) -> None:
    """The name or an alias, in any case, in the plural, over a line's end: told once."""
    files = TERMS | {"topics/t.md": f"{FRONT}{text}\n"}

    result = found(tmp_path, "contested-term-in-own-voice", files)

    assert len(result) == 1
    assert "used here in the site's own voice" in result[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "What the town calls a levy is new.",
        "According to Dr. Reed, the levy is new.",
        "Mr. A. B. Reed said in May, see no. 5, that the levy is new.",
        "The town argues that a levy is fair.",
        "The term levy is new.",
        "It was “a new levy”, and the 'bridge tax', and «levy», and \"levy\".",
        "It was “the town’s levy. And more”.",
        "A [[levy|levy]] is new. See [[levy]].",
        "[[town|Port Ansel]] raised the levy. [@s]",
        "In May 2031, the [[town|town]] raised the levy [@s].",
        "- [[town|Port Ansel]] raised the levy [@s, p. 4].",
        "The levying of a relevy and a levy-free toll.",
        "Read [more](/topics/t/#levy) and `the levy` and [@s, on the levy].",
        "## Why? {#levy}",
        "    the levy as code",
        "The toll is new.",
    ],
)
def test_a_contested_word_may_stand_with_its_user(tmp_path: Path, text: str) -> None:
    """In quotation marks, in a link to the term, or in a sentence that says whose word it is."""
    files = TERMS | {"topics/t.md": f"{FRONT}Words.\n\n{text}\n"}

    assert found(tmp_path, "contested-term-in-own-voice", files) == []


def test_a_contested_word_is_told_once_in_each_field_in_our_voice(tmp_path: Path) -> None:
    """Where it stands first unattributed, by whichever of its names; a statement is not our voice."""
    files = TERMS | {
        "articles/a.yml": (
            "source: s\nsummary: The “levy” is a levy, a bridge tax.\nkey_points:\n  - A levy.\n"
            "statements:\n  - {speaker: town, text: A levy., position: A levy., issue: i, note: A levy.}\n"
        ),
        "events/e.yml": "date: 2031\ntext: A levy.\nsources: [s]\nnote: A levy.\n",
        "issues/i.yml": "question: A levy?\nsummary: A levy.\n",
        "topics/t.md": (
            "---\ntitle: Levy\nquestion: Levy?\nin_short: A levy.\nwhy: A levy.\n"
            "not_known: [A levy.]\n---\n"
        ),
    }

    result = found(tmp_path, "contested-term-in-own-voice", files)

    assert [place for place, _ in result] == [
        "articles/a.yml:2:26",
        "articles/a.yml:4:7",
        "events/e.yml:2:9",
        "issues/i.yml:2:12",
        "topics/t.md:4:13",
        "topics/t.md:5:8",
        "topics/t.md:6:15",
    ]


# --- the parts of running text ---------------------------------------------------------------


def test_every_block_is_found_where_it_begins() -> None:
    """The words of a block stand in the text at its start, however they are set in."""
    text = "# H\n \nOne\ntwo.\n\n-  a\n\t- b\n\n  > q\n\n\n\n   last"

    result = blocks(text)

    assert [(b.kind, b.text) for b in result] == [
        ("paragraph", "One\ntwo."),
        ("item", "-  a"),
        ("item", "- b"),
        ("quotation", "> q"),
        ("paragraph", "last"),
    ]
    assert all(text.startswith(b.text, b.start) for b in result)


def test_code_is_blanked_in_its_place() -> None:
    """Nothing else moves, and lines stay lines."""
    text = "A `b` c.\n\n    code\n    more\n\n- item\n\n    its `own` words\n"

    result = without_code(text)

    assert result == "A     c.\n\n        \n        \n\n- item\n\n    its       words\n"


def test_a_sentence_takes_the_sources_behind_its_stop() -> None:
    """They belong to what they follow; short forms and initials end nothing."""
    text = "One (see p. 4). [@s] Dr. J. Reed came. [@s] [@t]\n\nNew"

    assert text[slice(*sentence_at(text, 2))] == "One (see p. 4). [@s]"
    assert text[slice(*sentence_at(text, 30))] == " Dr. J. Reed came. [@s] [@t]"
    assert text[slice(*sentence_at(text, len(text) - 1))] == "New"


def test_quotation_marks_hold_within_their_paragraph() -> None:
    """An apostrophe closes nothing, and a mark that is never closed holds nothing."""
    text = "‘the crews’ toll, Ann’s’ toll “open\n\nnew” toll"

    assert not is_quoted(text, text.rindex("toll"))
    assert is_quoted("“Ann’s toll”", 7)
    assert not is_quoted('"a" toll "b"', 4)


def test_a_character_knows_its_link() -> None:
    """The words lead to an id; what is typed as an id is not read by anybody."""
    text = "A [[toll|new toll]] and [[toll]] [@toll, p. 4] toll"

    at = [text.index("new"), text.index("toll"), text.index("p. 4"), text.rindex("toll")]

    assert [linked_id_at(text, offset, is_markdown=False) for offset in at] == [
        "toll",
        "",
        "",
        None,
    ]


# --- hard-to-read ----------------------------------------------------------------------------

PLAIN = "The town pays for the boat. The crew takes it over at six. Few go by night. " * 4
HARD = (
    "Notwithstanding administrative considerations, municipal representatives authorised it. " * 6
)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (PLAIN, []),
        (HARD, ["1:1"]),
        (f"{PLAIN}\n\n## Why?\n\n{HARD}", ["5:1"]),
        (f"## Why?\n\n- {HARD}\n- {HARD}\n", ["3:1"]),
        (f"“{HARD}” {PLAIN}", []),
        ("Notwithstanding administrative considerations.\n", []),
        (f"    {HARD}\n\n{PLAIN}", []),
        (f"{PLAIN} [@s, Notwithstanding administrative considerations of representatives]", []),
    ],
    ids=["plain", "hard", "one answer", "a list", "a quotation", "short", "code", "a locator"],
)
def test_an_answer_is_measured_by_itself(tmp_path: Path, body: str, places: list[str]) -> None:
    """Our own words count, answer by answer; quotations, code and citations do not."""
    files = {"topics/t.md": f"{FRONT}{body}\n"}

    result = found(tmp_path, "hard-to-read", files)

    shift = [f"topics/t.md:{int(p.split(':')[0]) + FRONT_LINES}:{p.split(':')[1]}" for p in places]
    assert [place for place, _ in result] == shift


def test_the_measure_is_the_one_that_is_documented() -> None:
    """4.71 letters a word and half a word a sentence, counted by hand for eleven words."""
    measured = reading("The ferry left at noon. Nobody saw [[ada-quill|Ada Quill]] go there [@s].")

    assert measured is not None
    assert (measured.words, measured.longest_words) == (11, 6)
    assert measured.longest == "Nobody saw Ada Quill go there."
    assert round(measured.grade, 2) == round(4.71 * 42 / 11 + 0.5 * 11 / 2 - 21.43, 2)
