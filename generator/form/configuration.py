"""What the form's program is told: the kinds of records as collections, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.form.fields import (
    SHOWN_AS,
    Config,
    bare_key,
    fields_for,
    hands_of,
    is_union,
    label_of,
    record_fields,
)
from generator.schema import words
from generator.schema.shapes import Allowed, Field, Shape, kinds

# Names for new files, which a person may change before saving.
_NAMED_AFTER = {
    "articles": "{{source}}-summary",
    "topics": "{{title}}",
    "issues": "{{question}}",
    "events": "{{date}}-event",
    "actors": "{{name}}",
    "places": "{{name}}",
    "terms": "{{term}}",
    "sources": "{{publisher}}-{{date}}",
    "pages": "{{title}}",
}
_IDENTIFIED_BY = {
    "articles": "source", "topics": "title", "issues": "question", "events": "date",
    "actors": "name", "places": "name", "terms": "term", "sources": "title", "pages": "title",
}  # fmt: skip
_ID_FORM = ["^[a-z0-9]+(-[a-z0-9]+)*$", "lower-case letters, digits and single hyphens"]
# Groups short enough that people write them in one line.
_IN_ONE_LINE = {"hop", "rejection", "member", "unnamed"}
_ID_LIMIT = 100
# The program tests the pattern of a filter on the word "null" where there is no value.
_THERE = "^(?!null$)"


def configuration(
    name: str, backend: Config, lists: Mapping[str, tuple[str, ...]] | None = None
) -> Config:
    """The settings of the program, for a site called `name`; media and previews are off.

    `lists` are the files of a kind that hold more than one record, where files are read as they
    are; on the checkout the server gives each record a file of its own.
    """
    listed = lists or {}
    return {
        "load_config_file": False,
        "app_title": f"{name}: records",
        "backend": backend,
        "media_folder": "",
        "media_libraries": {"default": False, "stock_assets": {"providers": []}},
        "publish_mode": "simple",
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _ID_LIMIT},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *(_collection(shape, has_lists=shape.name in listed) for shape in kinds()),
            *(
                _list_collection(shape, listed[shape.name])
                for shape in kinds()
                if shape.name in listed
            ),
        ],
    }


def _list_collection(shape: Shape, files: tuple[str, ...]) -> Config:
    """Files of many records, each of them a list that is opened item by item."""
    kind = shape.name
    records = {
        "name": "records",
        "label": label_of(kind),
        "label_singular": label_of(kind.removesuffix("s")),
        "widget": "list",
        "collapsed": True,
        "summary": SHOWN_AS[kind],
        "fields": [
            {"name": "id", "label": "Id", "widget": "string", "pattern": _ID_FORM},
            *fields_for(kind, record_fields(kind)),
        ],
    }
    return {
        "name": f"{kind}_lists",
        "label": f"{label_of(kind)}, in lists",
        "format": f"{kind}_lists",
        "files": [
            {"name": Path(file).stem, "label": label_of(Path(file).stem.replace("-", "_")),
             "file": file, "fields": [records]}
            for file in files
        ],
    }  # fmt: skip


def _collection(shape: Shape, *, has_lists: bool) -> Config:
    kind = shape.name
    fields = fields_for(kind, record_fields(kind))
    if shape.body is not None:
        fields.append({"name": "body", "label": "Text", "widget": "text", "required": False})
    return {
        "name": kind,
        "label": label_of(kind),
        "label_singular": label_of(kind.removesuffix("s")),
        "description": words.of_kind(kind),
        "folder": f"content/{kind}",
        "format": kind,
        "identifier_field": _IDENTIFIED_BY[kind],
        "summary": SHOWN_AS[kind],
        "slug": {"template": _NAMED_AFTER[kind], "editable": ["create"], "pattern": _ID_FORM},
        # An id that others name is changed by `explainer rename`, and taken away with them.
        "delete": False,
        # A copy would carry the id of a record that stands in a list.
        "duplicate": False,
        # `aliases` are other names here, not old addresses.
        "aliases_field": False,
        **({"filter": {"field": _IDENTIFIED_BY[kind], "pattern": _THERE}} if has_lists else {}),
        "fields": fields,
    }


def endings() -> dict[str, str]:
    """How the files of each kind end."""
    return {shape.name: "yml" if shape.body is None else "md" for shape in kinds()}


def written_shapes() -> dict[str, list[dict[str, Any]]]:
    """How records are written, for the form's own script: by kind, its fields in their order."""
    return {shape.name: _written_fields(record_fields(shape.name)) for shape in kinds()}


def _written_fields(fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    return [{"name": field.name, **_written(field.value)} for field in fields]


def _written(value: Allowed) -> dict[str, Any]:
    found: dict[str, Any] = {"type": value.type.value}
    if value.item is not None:
        found |= {"item": _written(value.item), "one": value.may_be_one}
    if value.group is not None:
        flow = value.group.name in _IN_ONE_LINE
        found["group"] = {"flow": flow, "fields": _written_fields(value.group.fields)}
        found["bare"] = True if is_union(value) else bare_key(value)
    if hands_of(value):
        found["hands"] = list(hands_of(value))
    return found


def kinds_of_hands() -> tuple[str, ...]:
    """The kinds whose ids the form's script has to know, to tell one sort of hand from another."""
    found: set[str] = set()

    def look(value: Allowed) -> None:
        found.update(hands_of(value)[:-1])
        for inner in (value.item, *(f.value for f in (value.group.fields if value.group else ()))):
            if inner is not None:
                look(inner)

    for shape in kinds():
        for field in shape.fields:
            look(field.value)
    return tuple(sorted(found))
