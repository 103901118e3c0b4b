"""Quotations, faithful and altered, against texts that were written for the purpose.

Each folder of tests/quotes/ holds `texts/` and `cases.yml`: a quotation, a speaker, what the verdict
must be and why. The folders were written by people who did not know the program, from the rules
alone; a case that is wrong by the rules is corrected there, never the rules for the case. A case
with `open: true` is one that the program gets wrong today: it must be closed when it no longer does.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from generator.quotes.judging import judge
from generator.quotes.reading import ReadText
from generator.quotes.texts import read_text

from conftest import ROOT

FOLDERS = sorted(path for path in (ROOT / "tests" / "quotes").iterdir() if path.is_dir())
CASES = [
    (folder, case)
    for folder in FOLDERS
    for case in yaml.load((folder / "cases.yml").read_bytes(), Loader=yaml.CSafeLoader)
]
# So many of all cases may be open; the number only goes down.
OPEN_LIMIT = 14


@cache
def text_at(path: Path) -> ReadText:
    return ReadText(read_text(path).text)


def is_right(folder: Path, case: dict[str, Any]) -> bool:
    """Whether the verdict, its reason and what it says of the speaker are those of the case."""
    verdict = judge(str(case["quote"]), text_at(folder / "texts" / case["text"]), [case["speaker"]])

    if ("accepted" if verdict.is_accepted else "flagged") != case["expect"]:
        return False
    if verdict.reason != case.get("reason", verdict.reason):
        return False
    if verdict.speaker is None or "speaker_status" not in case:
        return True
    return verdict.speaker.value == case["speaker_status"].replace("-", " ")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_verdicts_are_those_that_the_rules_give(folder: Path) -> None:
    """Faithful words are accepted, altered ones flagged, each with its reason and its speaker."""
    cases = [case for where, case in CASES if where == folder]
    right = [case for case in cases if is_right(folder, case)]

    assert [case for case in cases if case not in right and not case.get("open")] == []
    assert [case for case in right if case.get("open")] == [], "no longer wrong: close these"


def test_the_corpus_is_large_and_mixed() -> None:
    """What guards the verdicts is itself guarded: sixty of each kind, six texts, three scripts."""
    expected = Counter(case["expect"] for _, case in CASES)
    reasons = {case.get("reason") for _, case in CASES}
    texts = {(folder, case["text"]) for folder, case in CASES}
    scripts = {
        script
        for folder, name in texts
        for script, sample in (("Latin", "e"), ("Cyrillic", "и"), ("Arabic", "ا"))
        if sample in text_at(folder / "texts" / name).text
    }

    assert sum(case.get("open", False) for _, case in CASES) <= OPEN_LIMIT
    assert expected["accepted"] >= 60
    assert expected["flagged"] >= 60
    assert len(texts) >= 6
    assert scripts == {"Latin", "Cyrillic", "Arabic"}
    assert {"text", "boundary", "speaker", "cut", "brackets"} <= reasons


def test_every_flag_shows_the_passage_and_the_difference() -> None:
    """An editor sees what the source says instead, word by word."""
    for folder, case in CASES:
        verdict = judge(str(case["quote"]), text_at(folder / "texts" / case["text"]), [])

        if not verdict.is_accepted and verdict.passage is not None:
            assert verdict.changes, case
            assert verdict.message
