"""The search for other people's words in our prose finds what it should, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from borrowed import borrowed

TEXT = "The last ferry left at noon, and nobody on the quay knew why it did.\n"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The last ferry left at noon and nobody waved.", 1),
        ("Nobody on the quay knew why, and nobody asked.", 0),
        ("She wrote: “the last ferry left at noon, and nobody on the quay knew”.", 0),
        ("The last ferry [@s] left at noon, and nobody on the quay knew why it did.", 1),
        ("The last [[harbour|ferry]] left at noon, and nobody on the quay knew.", 1),
    ],
)
def test_runs_of_seven_words_are_found(tmp_path: Path, sentence: str, count: int) -> None:
    """Citations, links and capitals do not hide them; quotations are others' words by right."""
    files = {
        "sources/s.yml": "title: The last ferry left at noon and nobody on the quay\npublisher: P\n",
        "places/harbour.yml": "name: Harbour\n",
        "events/e.yml": f"date: 2031-05-01\ntext: >-\n  {sentence}\nsources: [s]\n",
    }
    for name, text in files.items():
        path = tmp_path / "project" / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "gazette.txt").write_text(TEXT, encoding="utf-8")

    found = borrowed(tmp_path / "project", [tmp_path / "texts"])

    assert len(found) == count
    assert all(told.startswith("events/e text: “") for told in found)
