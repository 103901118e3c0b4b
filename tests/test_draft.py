"""Drafts of articles from saved texts: what stands there is found, and nothing else."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from generator.desk.draft import Draft, Said, draft, draft_article
from generator.diagnostics import errors_in
from generator.graph import Graph, resolve
from generator.load import load
from generator.quotes.texts import read_text

from conftest import ROOT

DRAFTS = ROOT / "tests" / "drafts"
KEYS: list[dict[str, Any]] = yaml.load(
    (DRAFTS / "key.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)
# Of all quotations of all texts so many are found exactly; none is invented.
FOUND_SHARE = 0.95


@cache
def graph() -> Graph:
    library, problems = load(DRAFTS / "content")
    assert not errors_in(problems)
    return resolve(library)[0]


@cache
def drafted(name: str) -> Draft:
    return draft(read_text(DRAFTS / "texts" / name), graph())


def named(key: dict[str, Any]) -> str:
    return str(key["text"])


def said_by_words(name: str) -> dict[str, Said]:
    return {said.quotation.words: said for said in drafted(name).said}


each_text = pytest.mark.parametrize("key", KEYS, ids=named)


@each_text
def test_the_head_is_what_the_text_says_of_itself(key: dict[str, Any]) -> None:
    """Title, publisher, author, day, language and address as given; what is not given stays out."""
    head = drafted(key["text"]).head

    found = {
        name: str(value)
        for name, value in vars(head).items()
        if value is not None and name not in {"kind", "first_published_by"}
    }

    if "head" in key:
        assert found == key["head"]
    if "republishes" in key:
        assert head.first_published_by == key["republishes"]


@each_text
def test_no_quotation_is_invented(key: dict[str, Any]) -> None:
    """Scare quotes, titles, names of ships and questions of the interviewer are nobody's speech."""
    expected = {quote["quote"] for quote in key["quotes"]}

    assert set(said_by_words(key["text"])) - expected == set()


def test_nineteen_quotations_of_twenty_are_found_to_the_letter() -> None:
    """Over all texts, each quotation that a reader finds is drafted in exactly these words."""
    expected = [(key["text"], quote["quote"]) for key in KEYS for quote in key["quotes"]]

    missed = [(text, words) for text, words in expected if words not in said_by_words(text)]

    assert len(expected) >= 75
    assert len(missed) <= (1 - FOUND_SHARE) * len(expected), missed


@each_text
def test_no_quotation_is_given_to_the_wrong_actor(key: dict[str, Any]) -> None:
    """An actor's id is drafted only where the text gives the words to that actor."""
    expected = {quote["quote"]: quote.get("speaker") for quote in key["quotes"]}

    wrong = {
        words: said.speaker.id
        for words, said in said_by_words(key["text"]).items()
        if said.speaker.id is not None and said.speaker.id != expected.get(words)
    }

    assert wrong == {}


def test_nineteen_of_twenty_are_given_as_the_text_gives_them() -> None:
    """Speaker, chain and day of a quotation are all right, over all texts."""
    pairs = [
        (said_by_words(key["text"])[quote["quote"]], quote)
        for key in KEYS
        for quote in key["quotes"]
        if quote["quote"] in said_by_words(key["text"])
    ]

    wrong = [(quote["quote"], faults) for said, quote in pairs if (faults := _faults(said, quote))]

    assert len(wrong) <= (1 - FOUND_SHARE) * len(pairs), wrong


def _faults(said: Said, quote: dict[str, Any]) -> list[str]:
    faults = []
    speaker = said.speaker
    if speaker.id != quote.get("speaker"):
        faults.append(f"speaker {speaker}")
    if "named" in quote and not set(quote["named"].lower().split()) <= set(
        (speaker.name or "").lower().split()
    ):
        faults.append(f"name {speaker}")
    if "unnamed" in quote and quote["unnamed"].lower() not in (speaker.unnamed or "").lower():
        faults.append(f"unnamed {speaker}")
    via = [outlet.id or outlet.name for outlet in said.via if outlet.id or outlet.is_unnamed]
    if via != quote.get("via", []):
        faults.append(f"via {via}")
    day = said.on.date.edtf if said.on and said.on.date else None
    if day != quote.get("date"):
        faults.append(f"date {day}")
    return faults


@each_text
def test_every_drafted_file_passes_the_loader(key: dict[str, Any], tmp_path: Path) -> None:
    """A draft is right YAML of right records; so it is with the statements that stand as comments."""
    shutil.copytree(DRAFTS / "content", tmp_path / "content")

    files = draft_article(DRAFTS / "texts" / key["text"], graph())

    for path, text in files.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    library, problems = load(tmp_path / "content")
    whole, lost = resolve(library)
    assert not errors_in([*problems, *lost])
    article = next(a for a in whole.articles.values())
    assert article.draft
    assert len([s for s in article.statements if s.quote]) == _live(key)


def _live(key: dict[str, Any]) -> int:
    return sum(bool(s.speaker.id or s.speaker.unnamed) for s in drafted(key["text"]).said)
