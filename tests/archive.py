"""An archive of any size, written as a desk would write it: one file an article, one a source.

Everything in it is invented, passes every rule, and is the same for the same size.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

WORDS = """
    border bridge ceasefire chamber commander committee convoy corridor court deadline delegation
    deputy district embassy envoy ferry garrison governor harbour hearing island ministry mission
    parliament passage patrol petition pipeline port protest province quarter railway refugee report
    sanction schedule seat secretary session settlement shipment statute summer survey tariff
    territory timber treaty tribunal truce vessel village visit vote winter withdrawal zone
""".split()


def write_archive(project: Path, articles: int) -> None:
    """Fill the content/ of a project with so many articles, and the records that they name.

    A statement of three has an exact quotation; there is one explainer, issue and place for each
    hundred articles, one actor for each ten, one event for each three.
    """
    content = project / "content"
    topics, actors = articles // 100 + 1, articles // 10 + 2
    for number in range(articles):
        _write(content / "sources" / f"paper-{number}.yml", _source(number))
        _write(content / "articles" / f"report-{number}.yml", _article(number, topics, actors))
    for number in range(actors):
        _write(content / "actors" / f"envoy-{number}.yml", _actor(number, articles))
    for number in range(articles // 3 + 1):
        _write(content / "events" / f"meeting-{number}.yml", _event(number, topics, actors))
    for number in range(topics):
        _write(content / "issues" / f"question-{number}.yml", _issue(number, topics))
        _write(content / "places" / f"port-{number}.yml", _place(number))
        _write(content / "topics" / f"dispute-{number}.md", _topic(number, articles))
    _write(content / "pages" / "about.md", "# About this site\n\nAn invented archive.\n")


def _write(path: Path, record: dict[str, Any] | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML, and one key a line is how an editor's file is laid out.
    text = record if isinstance(record, str) else "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items()
    ) + "\n"  # fmt: skip
    path.write_text(text, encoding="utf-8")


def _sentence(seed: str, words: int) -> str:
    """About so many words, every third of them a long one: nothing that is hard to read."""
    chosen = random.Random(seed).choices(WORDS, k=words)
    between = ("of the", "and a", "in our", "for his", "by two", "to all")
    told = [f"{word} {between[n % len(between)]}" for n, word in enumerate(chosen[: words // 3])]
    return f"The {' '.join([*told, chosen[-1]])}."


def _day(number: int) -> str:
    return f"{2010 + number % 16}-{number % 12 + 1:02}-{number % 28 + 1:02}"


def _source(number: int) -> dict[str, Any]:
    return {
        "title": _sentence(f"title {number}", 7), "publisher": f"Publisher {number % 50}",
        "date": _day(number), "url": f"https://paper-{number % 50}.info/{number}", "kind": "newspaper",
    }  # fmt: skip


def _article(number: int, topics: int, actors: int) -> dict[str, Any]:
    source = f"paper-{number}"
    statements = [
        {
            "speaker": f"envoy-{(number + nth) % actors}", "date": _day(number), "verb": "said",
            ("quote" if nth == 0 else "text"): _sentence(f"said {number} {nth}", 12),
            "via": [source], **({"issue": f"question-{number % topics}", "position": _sentence(f"holds {number}", 6)} if nth == 1 else {}),
        }
        for nth in range(3)
    ]  # fmt: skip
    return {
        "source": source,
        "summary": " ".join(_sentence(f"summary {number} {n}", 12) for n in range(3))
        + f" [[envoy-{number % actors}]] spoke in [[port-{number % topics}]].",
        "key_points": [_sentence(f"point {number} {n}", 11) for n in range(3)],
        "topics": [f"dispute-{number % topics}"],
        "statements": statements,
    }


def _actor(number: int, articles: int) -> dict[str, Any]:
    source = f"paper-{number * 7 % articles}"
    return {
        "name": f"{WORDS[number % len(WORDS)].title()} Number{number}", "type": "person",
        "roles": [{"title": "Envoy", "start": "2005", "sources": [source]}],
        "description": f"An envoy who took part in the talks. [@{source}]", "sources": [source],
    }  # fmt: skip


def _event(number: int, topics: int, actors: int) -> dict[str, Any]:
    return {
        "date": _day(number), "text": f"Meeting {number}. {_sentence(f'event {number}', 27)}",
        "sources": [f"paper-{number}"],
        "topics": [f"dispute-{number % topics}"], "actors": [f"envoy-{number % actors}"],
        "places": [f"port-{number % topics}"],
    }  # fmt: skip


def _issue(number: int, topics: int) -> dict[str, Any]:
    return {
        "question": f"Who holds the {WORDS[number % len(WORDS)]} of port {number}?",
        "summary": f"The two sides differ. [@paper-{number}]", "topics": [f"dispute-{number % topics}"],
    }  # fmt: skip


def _place(number: int) -> dict[str, Any]:
    return {
        "name": f"Port {WORDS[number % len(WORDS)].title()}", "latitude": str(40 + number % 20),
        "longitude": str(10 + number % 40),
    }  # fmt: skip


def _topic(number: int, articles: int) -> str:
    answers = "\n\n".join(
        f"## What happened in part {part}? {{#part-{part}}}\n\n"
        + "\n\n".join(
            f"{_sentence(f'answer {number} {part} {n}', 18)[:-1]} [@paper-{(number * 31 + part * 5 + n) % articles}]."
            for n in range(3)
        )
        for part in range(5)
    )
    return (
        f"---\ntitle: Dispute {number}\nquestion: Why has dispute {number} lasted so long?\n"
        f'in_short:\n  - "Many meetings brought no agreement [@paper-{number}]."\n---\n\n{answers}\n'
    )
