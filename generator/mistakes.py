"""What the model refuses, in an editor's words: each of pydantic's errors as a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.diagnostics import Diagnostic, Location
from generator.likeness import ALIKE, SLIP, nearest
from generator.model import (
    Exemption,
    Hop,
    Member,
    Part,
    Pinned,
    Record,
    Rejection,
    Role,
    Statement,
    Unnamed,
    Vote,
)
from generator.source import Mapping, Origin, find


def mistakes(
    kind: type[Part], details: Sequence[Any], origin: Origin, *, named_by_file: bool
) -> Iterator[Diagnostic]:
    """A diagnostic for each mistake of one record.

    `details` are pydantic's, as `ValidationError.errors()` gives them; `named_by_file` says
    that the record's id is the name of its file.
    """
    meant = {_meant(kind, d["loc"]) for d in details if d["type"] == "extra_forbidden"}
    for detail in details:
        # A mistyped key is one mistake, although the right one is missing too.
        if detail["type"] != "missing" or detail["loc"] not in meant:
            yield _diagnostic(kind, detail, origin, named_by_file)


def example(kind: type[Record]) -> str:
    """The least that a record of a kind needs, to be named in a help."""
    return f"at least {_EXAMPLES[kind.folder]}"


def _diagnostic(kind: type[Part], detail: Any, origin: Origin, named_by_file: bool) -> Diagnostic:
    path = _without_union_tags(detail["loc"])
    location = origin.at(path)
    key = _named(path)
    match detail["type"]:
        case "mistake":
            return _ours(detail["ctx"], path, location, named_by_file)
        case "missing":
            return Diagnostic("missing-field", location, f"{key} is missing", _help_for(path))
        case "too_short":
            return Diagnostic("missing-field", location, f"{key} is empty", _help_for(path))
        case "extra_forbidden":
            return _unknown_key(kind, path, origin)
        case "literal_error":
            return _not_in_list(location, detail, key)
    found = _what_it_is(detail.get("input"))
    wanted = _WANTED.get(detail["type"], "something else")
    return Diagnostic(
        "wrong-type", location, f"{key} must be {wanted}, but it is {found}",
        _shape_help(kind, path, detail),
    )  # fmt: skip


def _shape_help(kind: type[Part], path: tuple[Any, ...], detail: Any) -> str:
    """How to write a list or a group where something else stands, by what it was meant to hold."""
    value = detail.get("input")
    is_group = _model_at(kind, path) is not kind
    keys = [key for key in _known_keys(kind, (*path, "")) if key not in {"id", "exempt"}]
    group = ", ".join(f"{key}: …" for key in keys[:5]) + (", …" if len(keys) > 5 else "")
    match detail["type"]:
        case "tuple_type" if is_group and not _may_be_named_alone(path):
            return f"write one below the other, each as - {{{group}}} with the keys that you need"
        case "tuple_type":
            if isinstance(value, str) and not value.startswith("-") and len(value) <= 80:
                return f"write [{value}]"
            return "write it as [one, two], or one below the other with - and a space before each"
        case "model_type" | "dict_type" if is_group:
            return f"write it as {{{group}}} with the keys that you need"
    return "write keys below it, each on a line of its own, indented by two spaces"


def _may_be_named_alone(path: tuple[Any, ...]) -> bool:
    """Whether an item of the list may be an id instead of a group of keys."""
    return bool(path) and path[-1] in {"via", "rejected_by"}


def _ours(
    context: dict[str, str], path: tuple[Any, ...], location: Location, named_by_file: bool
) -> Diagnostic:
    """A mistake that the model found by itself, and for which it has its own words."""
    message, help = context["message"], context["help"]
    if path == ("id",) and named_by_file:
        ending = location.path.rpartition(".")[2]
        location = Location(location.path)
        help = re.sub(r'^write "(.*)"$', rf'rename the file to "\1.{ending}"', help)
    if message.startswith("this "):
        message = f"{_named(path)} {message.removeprefix('this ')}"
    return Diagnostic(context["code"], location, message, help)


def _named(path: tuple[Any, ...]) -> str:
    """What a value is called in a message: its key, or the list that it is an item of."""
    if path and isinstance(path[-1], int):
        return f'each item of "{path[-2]}"' if len(path) > 1 else "each item"
    return f'"{path[-1]}"' if path else "the record"


def _unknown_key(kind: type[Part], path: tuple[Any, ...], origin: Origin) -> Diagnostic:
    parent = find(origin.node, path[:-1])
    key = parent.key(str(path[-1])) if isinstance(parent, Mapping) else None
    known = _known_keys(kind, path)
    typed = str(path[-1])
    near = nearest(typed, known, at_least=SLIP)
    if near is None and _OTHER_WORDS.get(typed) in known:
        near = _OTHER_WORDS[typed]
    return Diagnostic(
        "unknown-key", key.location if key else parent.location,
        f'there is no key "{str(path[-1])[:40]}" here',
        f'write "{near}"' if near else f"use one of: {', '.join(known)}",
    )  # fmt: skip


def _not_in_list(location: Location, detail: Any, key: str) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    found = detail.get("input")
    if not isinstance(found, str):
        return Diagnostic(
            "wrong-type", location, f"{key} must be one word, but it is {_what_it_is(found)}",
            f"use one of: {', '.join(choices)}",
        )  # fmt: skip
    near = nearest(found.lower(), choices, at_least=ALIKE)
    return Diagnostic(
        "unknown-value", location, f'"{found[:40]}" is no value of {key}',
        (f'write "{near}"; the choices are: ' if near else "use one of: ") + ", ".join(choices),
    )  # fmt: skip


# What people call a key that is not like its name.
_OTHER_WORDS = {
    "quotation": "quote", "citation": "sources", "source": "sources", "who": "speaker",
    "person": "speaker", "headline": "title", "link": "url", "address": "url", "day": "date",
    "paper": "publisher", "writer": "author", "description": "summary", "chain": "via",
    "topic": "topics", "tags": "topics", "lat": "latitude", "lon": "longitude", "long": "longitude",
}  # fmt: skip

_WANTED = {
    "tuple_type": "a list",
    "model_type": "a group of keys",
    "dict_type": "a group of keys",
}
_EXAMPLES = {
    "articles": "source: and summary:",
    "topics": "title:, question: and in_short: between two lines of ---",
    "issues": "question:",
    "events": "date:, text: and sources:",
    "actors": "name: and type:",
    "places": "name:",
    "terms": "term: and definition:",
    "sources": "title: and publisher:",
    "pages": "a heading such as # About this site",
}
_FIELD_HELP = {
    "source": "the id of a record in content/sources/",
    "sources": "a list of ids of records in content/sources/, such as [reuters-2022-01-09]",
    "speaker": "the id of a record in content/actors/, or {unnamed: the words used, why: the reason}",
    "date": "the day, as far as it is known, such as 2014-03-18 or 2014",
    "since": "the day from which, as far as it is known, such as 2014-03-18 or 2014",
    "until": "the day on which the exemption ends, such as 2027-03-01",
    "owner": "the desk or person who will mend it",
    "why": "the reason, in a sentence that readers may see",
    "rule": "the code of the rule, such as unsourced-claim; explainer explain lists them",
    "record": "the id of the record that is exempt",
    "exempt": "{rule: …, why: …, owner: …, until: …}",
    "who": "the id of a record in content/actors/ or content/sources/",
    "by": "the id of the actor who rejects it",
    "question": "the question that it answers, ending with a question mark",
    "name": "the name that readers know it by",
    "term": "the word or words that it explains",
    "definition": "what it means, in a sentence or two",
    "publisher": "who published it, such as Reuters",
    "status": "known, claimed, disputed or unknown",
    "kind": "correction or update",
    "type": "person, organisation, state or people",
    "in_short": "the answer in two or three sentences, each with its [@source]",
}


def _without_union_tags(loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """pydantic names the arm of a union that it tried; an editor's file has no such step."""
    return tuple(
        step
        for before, step in zip((None, *loc), loc, strict=False)
        if not (before == "speaker" and step in {"named", "unnamed"})
    )


def _help_for(path: tuple[Any, ...]) -> str:
    key = str(path[-1])
    return f"add a line {key}: with {_FIELD_HELP.get(key, 'a short text')}"


def _what_it_is(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    return "a list" if isinstance(value, (list, tuple)) else "a group of keys"


def _known_keys(kind: type[Part], path: tuple[Any, ...]) -> list[str]:
    names = [name for name in _model_at(kind, path[:-1]).model_fields if name != "body"]
    # What every record may have is named last.
    return sorted(names, key=lambda name: (name == "exempt", name == "formerly"))


def _meant(kind: type[Part], loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """The place of the key that an unknown one was most likely meant to be."""
    near = nearest(str(loc[-1]), _known_keys(kind, _without_union_tags(loc)), at_least=SLIP)
    return (*loc[:-1], near)


def _model_at(kind: type[Part], path: tuple[Any, ...]) -> type[Part]:
    """The model whose keys stand at `path` of a record."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return kind
    inner: dict[str, type[Part]] = {
        "statements": Statement,
        "speaker": Unnamed,
        "via": Hop,
        "roles": Role,
        "members": Member,
        "vote": Vote,
        "rejected_by": Rejection,
        "pinned": Pinned,
        "exempt": Exemption,
    }
    return inner.get(names[-1], kind)
