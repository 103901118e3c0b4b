"""What may be typed in a field: short examples, shown beside what exists on the site."""

from __future__ import annotations

from generator.schema.shapes import Field, Type

_BY_TYPE = {
    Type.DATE: ("2014-03-18", "2014-03", "2014", "2014-02/2014-03", "1991~", "before 2014-03"),
    Type.LANGUAGE: ("en", "ru", "uk"),
    Type.URL: ("https://www.example.org/2026/11/20/talks",),
    Type.COUNT: ("100",),
}
_OF_FIELD = {
    ("articles", "summary"): ("Ministers will meet next week. On the table lies …",),
    ("articles", "title"): ("Ministers to look again at sanctions",),
    ("topics", "title"): ("The fleet",),
    ("topics", "question"): ("Why was there a Russian fleet in Sevastopol?",),
    ("issues", "question"): ("May the ministry close the harbour?",),
    ("events", "text"): ("The council voted to close the harbour.",),
    ("actors", "name"): ("Jane Smith",),
    ("places", "name"): ("Port Ansel",),
    ("places", "kind"): ("city", "region", "sea"),
    ("places", "latitude"): ("45.3",),
    ("places", "longitude"): ("-33.5",),
    ("terms", "term"): ("Lease",),
    ("sources", "title"): ("Ministers to look again at sanctions",),
    ("sources", "publisher"): ("Example Gazette",),
    ("sources", "author"): ("Jane Smith and John Brown",),
    ("sources", "seen"): ("Whole text, November 2026",),
    ("statement", "role"): ("foreign minister",),
    ("statement", "quote"): ("We will not lift them",),
    ("statement", "id"): ("smith-no-concessions",),
    ("unnamed", "unnamed"): ("a senior official",),
    ("unnamed", "why"): ("not allowed to speak in public",),
    ("hop", "unnamed"): ("a diplomat in Geneva",),
    ("exemption", "rule"): ("unsourced-claim",),
    ("exemption", "why"): ("the minutes are being printed",),
    ("exemption", "owner"): ("news desk",),
    ("role", "title"): ("foreign minister",),
}


def examples_of(kind: str, field: Field) -> tuple[str, ...]:
    """What one might type, as text; nothing where the ids or the choices are offered anyway."""
    return _OF_FIELD.get((kind, field.name)) or _BY_TYPE.get(field.value.type, ())
