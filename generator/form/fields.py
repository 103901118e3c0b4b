"""A field of a record as the form's program wants to be told of it."""

from __future__ import annotations

from typing import Any

from generator.schema import words
from generator.schema.examples import examples_of
from generator.schema.shapes import Allowed, Field, Shape, Type, fields_of

# What a person looks a record up by, in the list of one kind and where another names it.
SHOWN_AS = {
    "articles": "{{slug}}",
    "topics": "{{title}}",
    "issues": "{{question}}",
    "events": "{{date}} · {{text}}",
    "actors": "{{name}}",
    "places": "{{name}}",
    "terms": "{{term}}",
    "sources": "{{title}} · {{publisher}}",
    "pages": "{{slug}}",
}
_ITEM_SHOWN_AS = {
    "statement": "{{speaker}} {{verb}}: {{quote}}{{text}}",
    "role": "{{title}}",
    "member": "{{who}} {{name}}",
    "change": "{{date}}",
    "exemption": "{{rule}}",
    "pinned": "{{status}}",
    "rejection": "{{by}}",
}
_HANDS = {"actors": "Person or agency", "sources": "Publication"}
_LONG_TEXTS = {"quote", "why", "question"}
_DATES = "Such as 2014, 2014-03 or 2014-03-18."

# A key of its own for the arm of a union that a form cannot show in one place with the other.
UNNAMED = "unnamed_"

Config = dict[str, Any]


def fields_for(kind: str, fields: tuple[Field, ...]) -> list[Config]:
    """The fields of a kind or group, in the order in which they are written; `id` of a record is
    its file's name and is left out."""
    found: list[Config] = []
    for field in fields:
        found.append(_field(kind, field))
        if is_union(field.value):
            assert field.value.group is not None
            found.append(_named(UNNAMED + field.name, field.value.group.name, field.value.group))
    return found


def hands_of(value: Allowed) -> tuple[str, ...]:
    """The kinds between which a person first chooses, for an item that may name one of several."""
    inner = value.bare if value.type is Type.GROUP else value
    if inner is None or inner.type is not Type.REFERENCE or is_union(value):
        return ()
    return inner.kinds if len(inner.kinds) > 1 and set(inner.kinds) <= set(_HANDS) else ()


def bare_key(value: Allowed) -> str | None:
    """The key for which a single text stands in the place of a group, as an id for `who`."""
    if value.group is None or value.bare is None:
        return None
    return next((f.name for f in value.group.fields if f.value == value.bare), None)


def is_union(value: Allowed) -> bool:
    """Whether a text in the place of the group is none of its keys: a named speaker."""
    return value.type is Type.GROUP and value.bare is not None and bare_key(value) is None


def label_of(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _field(kind: str, field: Field) -> Config:
    required = field.is_required and not is_union(field.value)
    return {
        "name": field.name,
        "label": label_of(field.name),
        "required": required,
        **_hint(kind, field),
        **_widget(kind, field.name, field.value),
    }


def _hint(kind: str, field: Field) -> Config:
    hint = words.of_field(kind, field.name)
    if is_union(field.value):
        hint = "Who said it. Where the source gives no name, leave this empty and fill in the next."
    shown = examples_of(kind, field)[:3] if field.value.type is not Type.DATE else ()
    if field.value.type is Type.DATE:
        hint += f" {_DATES}"
    elif shown and field.value.type is not Type.PROSE:
        hint += f" For example: {shown[0]}"
    # The form reads hints as Markdown.
    return {"hint": hint.replace("[", "\\[").replace("*", "\\*")}


def _named(name: str, kind: str, shape: Shape) -> Config:
    return {
        "name": name, "label": label_of(name), "required": False, "hint": words.of_kind(kind),
        "widget": "object", "collapsed": "auto", "fields": fields_for(kind, shape.fields),
    }  # fmt: skip


def _widget(kind: str, name: str, value: Allowed) -> Config:
    match value.type:
        case Type.PROSE | Type.MARKDOWN:
            return {"widget": "text"}
        case Type.REFERENCE:
            return _reference(value)
        case Type.CHOICE:
            return {"widget": "select", "options": list(value.choices)}
        case Type.FLAG:
            return {"widget": "boolean", "default": False}
        case Type.LIST:
            assert value.item is not None
            return _list(kind, name, value.item, value.least)
        case Type.GROUP if is_union(value):
            assert value.bare is not None
            return _widget(kind, name, value.bare)
        case Type.GROUP:
            assert value.group is not None
            return {
                "widget": "object", "collapsed": "auto",
                "fields": fields_for(value.group.name, value.group.fields),
            }  # fmt: skip
    return {"widget": "text" if name in _LONG_TEXTS else "string"}


def _reference(value: Allowed) -> Config:
    """A list of names to choose from; where none is complete, the id is typed."""
    if len(value.kinds) != 1 or value.kinds[0] not in SHOWN_AS:
        return {"widget": "string"}
    return _relation(value.kinds[0])


def _relation(kind: str) -> Config:
    return {
        "widget": "relation", "collection": kind, "value_field": "{{slug}}",
        "display_fields": [SHOWN_AS[kind]], "search_fields": [SHOWN_AS[kind], "{{slug}}"],
        # Always a menu in which one types to find a name, however few there are yet.
        "dropdown_threshold": 0,
    }  # fmt: skip


def _list(kind: str, name: str, item: Allowed, least: int) -> Config:
    bounds: Config = {"min": least} if least else {}
    if hands_of(item):
        return {**bounds, "widget": "list", "typeKey": "hand", "types": _hand_types(item)}
    if item.group is not None:
        group = item.group.name
        shown = _ITEM_SHOWN_AS.get(group)
        return {
            **bounds, "widget": "list", "collapsed": "auto", "label_singular": label_of(group),
            "fields": fields_for(group, item.group.fields),
            **({"summary": shown} if shown else {}),
        }  # fmt: skip
    inner = _widget(kind, name, item)
    if inner["widget"] in {"relation", "select"}:
        return {**bounds, **inner, "multiple": True}
    if inner["widget"] == "text":
        field = {"name": "text", "label": label_of(name), "widget": "text"}
        return {**bounds, "widget": "list", "collapsed": False, "field": field}
    return {**bounds, "widget": "list"}


def _hand_types(item: Allowed) -> list[Config]:
    """The forms of one hand: a person or agency, a publication, somebody without a name."""
    others = () if item.group is None else item.group.fields
    types = [
        _hand(kind, _HANDS[kind], others, {"name": "who", "label": _HANDS[kind], **_relation(kind)})
        for kind in hands_of(item)
    ]
    if any(field.name == "unnamed" for field in others):
        types.append(_hand("unnamed", "Without a name", others))
    return types


def _hand(name: str, label: str, fields: tuple[Field, ...], who: Config | None = None) -> Config:
    """One form of a hand: with a choice of `who` it is, or with the words used for somebody."""
    left_out = {"who", "unnamed"} if who else {"who"}
    rest = [_field("hop", field) for field in fields if field.name not in left_out]
    return {
        "name": name,
        "label": label,
        "widget": "object",
        "summary": "{{who}}" if who else "{{unnamed}}",
        "fields": [who, *rest] if who else rest,
    }


def record_fields(kind: str) -> tuple[Field, ...]:
    """The fields of a record that the form shows: its id is the name of its file."""
    return tuple(field for field in fields_of(kind) if field.name != "id")
