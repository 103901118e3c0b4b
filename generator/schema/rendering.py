"""One JSON Schema for each kind of record, in the draft that editor programs know best."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from generator.schema import words
from generator.schema.examples import examples_of
from generator.schema.ids import Known
from generator.schema.scalars import GIVEN, NOTHING, Plain, Schema, text_schema, typed
from generator.schema.shapes import Allowed, Field, Shape, Type, kinds

DRAFT = "http://json-schema.org/draft-07/schema#"


def files(known: Known) -> Iterator[tuple[str, str]]:
    """(name, text) of a file for each kind, such as articles.json, one by one: an archive's ids are long."""
    for kind in kinds():
        # Without indentation the encoder is several times as fast, and only programs read these.
        yield f"{kind.name}.json", json.dumps(schema_of(kind, known), ensure_ascii=False) + "\n"


def schema_of(kind: Shape, known: Known) -> Schema:
    """The schema of a file of a kind: one record or a list of them; for `.md`, its front matter.

    References are the ids of `known`. Texts may be numbers, because YAML types what we do not.
    """
    writer = _Writer(known)
    record: Schema = writer.ref(kind.name, lambda: writer.group(kind))
    if kind.body is None:
        in_list = {"allOf": [record, {"required": ["id"]}]}
        whole: Schema = {
            "if": {"type": "array"},
            "then": {"items": in_list, "minItems": 1},
            "else": record,
        }
    else:
        whole = {"allOf": [record]}
    return {
        "$schema": DRAFT,
        "title": words.name_of(kind.name),
        "description": words.of_kind(kind.name),
        **whole,
        "definitions": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Gathers the definitions that one schema needs; each stands there once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.definitions: dict[str, Schema] = {}

    def ref(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # a group may hold itself
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def group(self, shape: Shape) -> Schema:
        required = [field.name for field in shape.fields if field.is_required]
        found: Schema = {
            "title": words.name_of(shape.name),
            "type": "object",
            "description": words.of_kind(shape.name),
            "properties": {field.name: self.field(shape, field) for field in shape.fields},
            "additionalProperties": False,
        }
        if required:
            found["required"] = required
        if shape.needs_one_of:
            first, *others = shape.needs_one_of
            given = [
                {"required": [name], "properties": {name: {"not": {"type": "null"}}}}
                for name in shape.needs_one_of
            ]
            message = "write one at least of: " + ", ".join([first, *others])
            found["if"] = {"not": {"anyOf": given}}
            # Here each of them is missing or empty, so that asking for the first fails surely.
            found["then"] = {
                "required": [first],
                "properties": {first: self.ref("given", lambda: GIVEN)},
                "errorMessage": message,
            }
        return found

    def field(self, shape: Shape, field: Field) -> Schema:
        told: Schema = {"description": words.of_field(shape.name, field.name)}
        examples = [_example(field.value, text) for text in examples_of(shape.name, field)]
        if examples:
            told["examples"] = examples
        if field.default is not None:
            told["default"] = _example(field.value, field.default)
        if (shape.name, field.name) == ("exemption", "rule") and self.known.rules:
            return told | {"enum": list(self.known.rules), "errorMessage": _NO_RULE}
        return told | self.place(field.value, field.is_required)

    def place(self, value: Allowed, is_required: bool) -> Schema:
        """What may stand after a key; with nothing after it, a key is as good as left out."""
        if value.type is Type.LIST and not value.may_be_one:
            assert value.item is not None
            checked = {"type": "array", "minItems": value.least, "errorMessage": _A_LIST}
            return {"items": self.item(value.item)} | self.unless_empty(checked, is_required)
        if value.type not in {Type.CHOICE, Type.REFERENCE, Type.GROUP, Type.LIST}:
            return self.unless_empty(self.text(value), is_required)
        forms = [self.item(value)] if value.item is None else self.one_or_several(value)
        if not is_required:
            forms.append(self.ref("nothing", lambda: NOTHING))
        return {"allOf" if len(forms) == 1 else "anyOf": forms}

    def one_or_several(self, value: Allowed) -> list[Schema]:
        assert value.item is not None
        item = self.item(value.item)
        return [item, {"type": "array", "items": item, "minItems": value.least}]

    def unless_empty(self, checked: Schema, is_required: bool) -> Schema:
        empty: Schema = {"if": {"type": "null"}}
        if is_required:
            empty["then"] = self.ref("given", lambda: GIVEN)
        return empty | {"else": checked}

    def item(self, value: Allowed) -> Schema:
        """What may stand after the dash of a list."""
        if value.type is Type.GROUP:
            assert value.group is not None
            shape = value.group
            group = self.ref(shape.name, lambda: self.group(shape))
            return group if value.bare is None else self.group_or_text(group, value.bare)
        if value.type is Type.CHOICE:
            return {"enum": list(value.choices)}
        return self.reference(value.kinds) if value.type is Type.REFERENCE else self.text(value)

    def group_or_text(self, group: Schema, bare: Allowed) -> Schema:
        """Both forms are offered by `anyOf`, whose last arm lets all through; what was begun is
        checked as what it is, so that a mistake in one form is not told as one of the other."""
        text = self.item(bare)
        return {
            "anyOf": [text, group, True],
            "if": {"type": "object"},
            "then": group,
            "else": text,
        }

    def reference(self, kinds: tuple[str, ...]) -> Schema:
        names = [words.name_of(kind) for kind in kinds] or ["record"]
        labels = self.known.of(kinds)
        return self.ref(f"{'-or-'.join(names)}-id", lambda: self.ids(labels, " or ".join(names)))

    def ids(self, labels: dict[str, str], wanted: str) -> Schema:
        return {
            "enum": [_as_read(id) for id in labels],
            "enumDescriptions": list(labels.values()),
            "errorMessage": f"no {wanted} with this id; explainer check names the nearest one",
        }

    def text(self, value: Allowed) -> Schema:
        limits = [value.low, value.high]
        name = value.type.value + ("" if limits == [None, None] else f"-{value.high:g}")
        return self.ref(name, lambda: text_schema(value))


_NO_RULE = "there is no such rule; explainer explain lists them"
_A_LIST = "write a list: [one, two], or one below the other with - before each"


def _as_read(id: str) -> Plain:
    """An id as YAML gives it: 2014 is a number there."""
    value = typed(id)
    return id if value is None or isinstance(value, bool) else value


def _example(value: Allowed, text: str) -> Plain:
    """An example as an editor program would insert it: figures without quotation marks."""
    is_typed = value.type in {Type.NUMBER, Type.COUNT, Type.FLAG} or text.isdigit()
    return typed(text) if is_typed else text
