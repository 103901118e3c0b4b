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
    for case in yaml.safe_load((folder / "cases.yml").read_text("utf-8"))
]
OPEN = pytest.mark.xfail(strict=True, reason="the program gets this one wrong today")
# So many of all cases may be open; the number only goes down.
OPEN_LIMIT = 14


@cache
def text_at(path: Path) -> ReadText:
    return ReadText(read_text(path).text)


def named(value: Any) -> str:
    folder, case = value if isinstance(value, tuple) else (None, value)
    return f"{folder.name}-{case['text']}-{str(case['quote'])[:30]}" if folder else ""


@pytest.mark.parametrize(
    "found",
    [pytest.param(found, marks=OPEN if found[1].get("open") else ()) for found in CASES],
    ids=named,
)
def test_the_verdict_is_the_one_that_the_rules_give(found: tuple[Path, dict[str, Any]]) -> None:
    """Faithful words are accepted, altered ones flagged, each with its reason and its speaker."""
    folder, case = found

    verdict = judge(str(case["quote"]), text_at(folder / "texts" / case["text"]), [case["speaker"]])

    assert ("accepted" if verdict.is_accepted else "flagged") == case["expect"], verdict.message
    if "reason" in case:
        assert verdict.reason == case["reason"], verdict.message
    if "speaker_status" in case and verdict.speaker is not None:
        assert verdict.speaker.value == case["speaker_status"].replace("-", " ")


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
