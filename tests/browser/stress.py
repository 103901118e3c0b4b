"""Content at the far end: an article of 60 quotations, an explainer of 500 events and 300 sources.

Written as an editor would write it, and passed by every rule. Names have 80 characters, chains 12
steps, and every other quotation is in Arabic.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ARTICLE = "articles/summit/"
EXPLAINER = "topics/long-dispute/"

QUOTATIONS = 60
STEPS = 12
EVENTS = 500
SOURCES = 300
ACTORS = 40

ARABIC = "لن نقدم أي تنازلات تحت الضغط، وسنواصل الحديث مع جميع الأطراف حتى نصل إلى اتفاق عادل ودائم"
ENGLISH = "We shall not give way under pressure, and we shall go on talking to every side until a fair and lasting agreement is reached"

# What every rule would ask of so much text at once, and nobody can give for invented records.
RULES = ("quote-too-long",)


def name(number: int) -> str:
    """A name of exactly 80 characters, one word of it hard to break."""
    words = "Bartholomew Featherstonehaugh-Cholmondeley-Marjoribanks of Llanfairpwllgwyngyll"
    return f"{words[:77]}{number:03}"


WORDS = """
    border bridge ceasefire chamber commander committee concession convoy corridor court deadline
    delegation deputy district embassy envoy exchange extension ferry flag garrison governor harbour
    hearing island ministry mission monitor observer parliament passage patrol petition pipeline port
    prisoner proposal protest province quarter railway ranking refugee registry report residence
    resolution returning river sanction schedule seat secretary session settlement shipment signature
    speaker station statute summer survey suspended table tariff territory timber treaty tribunal
    truce vessel veteran village visit vote warning western winter withdrawal witness yearly zone
""".split()


def sentence(seed: str, words: int) -> str:
    """Words in an order that no other seed gives, so that packing saves no more than it does of news."""
    chosen = random.Random(seed).choices(WORDS, k=words)
    return f"The {' '.join(chosen)}"


def write_stress(project: Path) -> None:
    """Fill the content/ of a new project."""
    content = project / "content"
    for folder, records in {
        "sources": [source(number) for number in range(SOURCES)],
        "actors": [actor(number) for number in range(ACTORS)],
        "places": [
            {
                "id": f"place-{n}",
                "name": f"Place {n}",
                "latitude": str(40 + n),
                "longitude": str(20 + n),
            }
            for n in range(12)
        ],
        "events": [event(number) for number in range(EVENTS)],
        "articles": [article()],
    }.items():
        (content / folder).mkdir(parents=True, exist_ok=True)
        for start in range(0, len(records), 100):
            # JSON is YAML.
            text = json.dumps(records[start : start + 100], ensure_ascii=False, indent=1)
            (content / folder / f"from-{start:03}.yml").write_text(text, encoding="utf-8")
    (content / "topics").mkdir()
    (content / "topics" / "long-dispute.md").write_text(explainer(), encoding="utf-8")
    (content / "pages").mkdir()
    (content / "pages" / "about.md").write_text("# About\n\nA site of great length.\n")


def source(number: int) -> dict[str, Any]:
    return {
        "id": f"source-{number}", "title": sentence(f"source {number}", 9),
        "publisher": f"Publisher {number % 50}", "date": f"2022-{number % 9 + 2:02}-{number % 28 + 1:02}",
        "url": f"https://committee-archive.info/{number}/a-long-path-that-does-not-break-anywhere-at-all-{number}",
        "kind": "newspaper", "seen": "Whole item",
    }  # fmt: skip


def actor(number: int) -> dict[str, Any]:
    return {
        "id": f"actor-{number}", "name": name(number), "type": "person",
        "native_name": "عبد الرحمن بن محمد بن عبد الله الأنصاري", "native_language": "ar",
        "roles": [{"title": "Envoy", "start": "2010", "sources": [f"source-{number}"]}],
        "description": f"An envoy who took part in the talks. [@source-{number}]",
        "sources": [f"source-{number}"],
    }  # fmt: skip


def event(number: int) -> dict[str, Any]:
    return {
        "id": f"event-{number}", "date": f"{1990 + number // 16}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "text": sentence(f"event {number}", 14) + ".",
        "sources": [f"source-{number % SOURCES}"], "topics": ["long-dispute"],
        "actors": [f"actor-{number % ACTORS}"], "places": [f"place-{number % 12}"],
    }  # fmt: skip


def statement(number: int) -> dict[str, Any]:
    speaker = number % ACTORS
    quote = f"{ARABIC} {number}" if number % 2 else f"{ENGLISH}, {sentence(str(number), 6)}"
    between = [
        {"who": f"source-{10 + (number + step) % 200}", "verb": "reported", "date": "2022-01-09"}
        for step in range(STEPS - 1)
    ]
    return {
        "speaker": f"actor-{speaker}", "date": "2022-01-09", "verb": "said", "quote": quote,
        "language": "ar" if number % 2 else "en", "via": [*between, "source-0"],
    }  # fmt: skip


def article() -> dict[str, Any]:
    until = (date.today() + timedelta(days=365)).isoformat()
    exempt = [
        {"rule": rule, "why": "invented for a test", "owner": "tests", "until": until}
        for rule in RULES
    ]
    return {
        "id": "summit", "source": "source-0", "summary": "Sixty envoys spoke, one after another.",
        "key_points": ["All of them ruled concessions out."], "topics": ["long-dispute"],
        "statements": [statement(number) for number in range(QUOTATIONS)], "exempt": exempt,
    }  # fmt: skip


def explainer() -> str:
    answers = "\n\n".join(
        f"## What happened in part {part}? {{#part-{part}}}\n\n"
        + "\n\n".join(
            f"{sentence(f'answer {part} {n}', 18)} [@source-{part * 30 + n}]." for n in range(30)
        )
        for part in range(SOURCES // 30)
    )
    return (
        "---\ntitle: The long dispute\nquestion: Why has the dispute lasted so long?\n"
        'in_short:\n  - "Five hundred meetings brought no agreement [@source-1]."\n'
        f"as_of: 2026-11-23\n---\n\n{answers}\n"
    )
