"""The kinds of records, their fields and what each may hold: plain data, read off the model.

Whatever offers fields to an editor (a schema, a form, a new file) reads them from here, so that
none of these can differ from what the model accepts.
"""

from __future__ import annotations

import types
import typing
from enum import Enum
from functools import cache
from typing import Any

from generator import model
from generator.model import Kind as TextName
from generator.model import Part, Record, Ref, TextKind
from generator.values import Value


class Type(Enum):
    """What stands in a place. All but GROUP and LIST are one text in YAML."""

    TEXT = "text"
    PROSE = "prose"
    MARKDOWN = "markdown"
    ID = "id"
    REFERENCE = "reference"
    DATE = "date"
    URL = "url"
    LANGUAGE = "language"
    NUMBER = "number"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    GROUP = "group"
    LIST = "list"


class Allowed(Value):
    """What may stand in one place.

    `limit`: characters, of a text. `choices`: all values, of a CHOICE. `kinds`: the folders in
    which a REFERENCE may lead, all if empty. `low` and `high`: bounds of a NUMBER. `item`, `least`
    and `may_be_one`: of a LIST, its items, how many it needs, and whether an only one may stand
    without the list. `group`: the keys of a GROUP. `bare`: the text that may stand instead of it.
    """

    type: Type
    limit: int | None = None
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    item: Allowed | None = None
    least: int = 0
    may_be_one: bool = False
    group: Shape | None = None
    bare: Allowed | None = None


class Field(Value):
    """One key: what it holds, whether it must be there, and what stands for it where it is not."""

    name: str
    value: Allowed
    is_required: bool
    default: str | None = None


class Shape(Value):
    """The keys of a record or of a group within one, in the order in which they are written.

    `name` is the folder of a record ("articles") and the model's word for a group ("statement").
    `needs_one_of`: keys of which one at least is given. `body`: what follows the front matter of
    a `.md` file; None for YAML. The `id` of a record is needed only where a file holds a list.
    """

    name: str
    fields: tuple[Field, ...]
    needs_one_of: tuple[str, ...] = ()
    body: Allowed | None = None

    def field(self, name: str) -> Field:
        """Errors: KeyError where there is no such key."""
        found = next((field for field in self.fields if field.name == name), None)
        if found is None:
            raise KeyError(f"{self.name} has no field {name}")
        return found


@cache
def kinds() -> tuple[Shape, ...]:
    """The nine kinds of records, articles first."""
    return tuple(_shape(kind) for kind in model.KINDS)


@cache
def groups() -> tuple[Shape, ...]:
    """Every group of keys within a record, once, in the order in which the kinds use them."""
    found: dict[str, Shape] = {}

    def collect(value: Allowed | None) -> None:
        if value is None:
            return
        collect(value.item)
        if value.group is not None and value.group.name not in found:
            found[value.group.name] = value.group
            for field in value.group.fields:
                collect(field.value)

    for kind in kinds():
        for field in kind.fields:
            collect(field.value)
    return tuple(found.values())


def shape_of(name: str) -> Shape:
    """The kind or group of that name.

    Errors: KeyError where there is none.
    """
    found = next((shape for shape in (*kinds(), *groups()) if shape.name == name), None)
    if found is None:
        raise KeyError(f"there is no kind {name}")
    return found


def fields_of(kind: str) -> tuple[Field, ...]:
    """The keys of a kind ("articles") or group ("statement"): `id` first, `exempt` last."""
    return shape_of(kind).fields


# --- read off the model ----------------------------------------------------------------------

# What is written elsewhere: the heading of a page is its title, the file's name an id.
_GIVEN_ELSEWHERE = {("pages", "title")}
_LIMITS = {
    TextName.TEXT: model.TEXT_LIMIT,
    TextName.PROSE: model.PROSE_LIMIT,
    TextName.MARKDOWN: model.MARKDOWN_LIMIT,
}


def _validator_of(alias: Any) -> Any:
    return typing.get_args(alias)[1].func


_TYPES = {
    _validator_of(model.Id): Type.ID,
    _validator_of(model.Date): Type.DATE,
    _validator_of(model.Url): Type.URL,
    _validator_of(model.Language): Type.LANGUAGE,
    _validator_of(model.Count): Type.COUNT,
    _validator_of(model.Flag): Type.FLAG,
}


_LAST = {"formerly": 1, "exempt": 2}


@cache
def _shape(kind: type[Part]) -> Shape:
    is_record = issubclass(kind, Record)
    name = kind.folder if issubclass(kind, Record) else kind.__name__.lower()
    found = {key: (_field(name, key, info)) for key, info in kind.model_fields.items()}
    body = found.pop("body", None)
    # What every record may have is written last.
    order = (
        sorted(found.values(), key=lambda field: _LAST.get(field.name, 0))
        if is_record
        else found.values()
    )
    return Shape(name, tuple(order), kind.needs_one_of, body.value if body else None)


def _field(kind: str, name: str, info: Any) -> Field:
    is_id_of_record = name == "id" and info.is_required()
    is_required = (
        info.is_required() and not is_id_of_record and (kind, name) not in _GIVEN_ELSEWHERE
    )
    value = _value(info.annotation, tuple(info.metadata))
    return Field(name, value, is_required, _written(info.default))


def _written(default: Any) -> str | None:
    """A default as an editor would write it; None where nothing stands for what is left out."""
    if isinstance(default, bool):
        return "true" if default else "false"
    return default if isinstance(default, str) and default else None


def _value(annotation: Any, metadata: tuple[Any, ...] = ()) -> Allowed:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        inner, *extras = typing.get_args(annotation)
        return _value(inner, (*extras, *metadata))
    if origin in {typing.Union, types.UnionType}:
        return _union(
            [arm for arm in typing.get_args(annotation) if arm is not type(None)], metadata
        )
    if origin is tuple:
        least = max((getattr(extra, "min_length", 0) or 0 for extra in metadata), default=0)
        item = _value(typing.get_args(annotation)[0])
        return Allowed(Type.LIST, item=item, least=least, may_be_one=model.OneOrMany in metadata)
    if origin is typing.Literal:
        return Allowed(Type.CHOICE, choices=typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        shape = _shape(annotation)
        bare = shape.field(annotation.bare).value if annotation.bare else None
        return Allowed(Type.GROUP, group=shape, bare=bare)
    return _text(metadata)


def _union(arms: list[Any], metadata: tuple[Any, ...]) -> Allowed:
    """A single arm as it stands; of two, the group, with the other as the text in its place."""
    values = [_value(arm, metadata if len(arms) == 1 else ()) for arm in arms]
    if len(values) == 1:
        return values[0]
    bare, group = sorted(values, key=lambda value: value.type is Type.GROUP)
    return Allowed(Type.GROUP, group=group.group, bare=bare)


def _text(metadata: tuple[Any, ...]) -> Allowed:
    for extra in metadata:
        if isinstance(extra, Ref):
            return Allowed(Type.REFERENCE, limit=model.ID_LIMIT, kinds=extra.kinds)
        if isinstance(extra, TextKind):
            return Allowed(Type(extra.name), limit=_LIMITS[extra.name])
    for extra in metadata:
        read_by = getattr(extra, "func", None)
        if isinstance(read_by, model.Degrees):
            return Allowed(Type.NUMBER, low=read_by.low, high=read_by.high)
        if read_by in _TYPES:
            limit = model.ID_LIMIT if _TYPES[read_by] is Type.ID else None
            return Allowed(_TYPES[read_by], limit=limit)
    raise TypeError(f"no shape is known for a field with {metadata}")
