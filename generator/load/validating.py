"""Values of a file as a record, or what is wrong with them."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import VERSION as PYDANTIC_VERSION
from pydantic import ValidationError

from generator import source
from generator.diagnostics import Diagnostic, Location
from generator.mistakes import mistakes
from generator.model import Part, Record
from generator.source import Origin

# Of the libraries that decide what a file gives.
VERSIONS = (PYDANTIC_VERSION, source.YAML_VERSION)

Wanted = TypeVar("Wanted", bound=Part)


def validated(kind: type[Wanted], values: Any) -> Wanted | list[Any]:
    """The record that these values are, or all that the model has against them, as `mistakes` takes it."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        return error.errors()


def mistake_in(kind: type[Record], key: str, value: Any) -> Diagnostic | None:
    """What the model refuses in one key of a record; None where it takes the value.

    `value` is what YAML would give: a text, or a list of texts.
    """
    found = validated(kind, {key: value})
    if isinstance(found, list):
        own = [detail for detail in found if detail["loc"][:1] == (key,)]
        origin = Origin(source.Mapping(Location(""), ()))
        return next(iter(mistakes(kind, own, origin, named_by_file=False)), None)
    return None
