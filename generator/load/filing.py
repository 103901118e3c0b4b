"""Records filed under their ids, each of which is had once on the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from generator.diagnostics import Diagnostic, Location, Related
from generator.listing import folded
from generator.load.library import Damaged, Library
from generator.model import KIND_BY_FOLDER, Page, Record
from generator.references import ids_written
from generator.source import Origin

RESERVED_PAGE_IDS = frozenset(KIND_BY_FOLDER) | {
    "404", "admin", "assets", "glossary", "index", "search", "sitemap", "stylesheets", "timeline",
}  # fmt: skip


class Filing:
    """Files records in a library; what is wrong with their ids goes to `diagnostics`."""

    def __init__(self, library: Library, diagnostics: list[Diagnostic]) -> None:
        self.library = library
        self.diagnostics = diagnostics
        self._id_by_folded = {folded(id): id for id in library.folders_by_id}

    def enter(self, record: Record, origin: Origin) -> None:
        """File a record under its id and its statements' ids, where nobody has them."""
        kind = type(record)
        if record.id == "index" or (kind is Page and record.id in RESERVED_PAGE_IDS):
            self._report(
                "reserved-id", origin.location, f'the address "{record.id}" belongs to the site itself',
                f'rename the file, for example to "about-{record.id}.md"',
            )  # fmt: skip
        if self._claim(record.id, origin, kind.folder):
            self.library.records[record.id] = record
            self.library.origins[record.id] = origin
        for id, part in statement_origins(record, origin):
            self._claim(id, part, "statements")

    def enter_damaged(self, damaged: Damaged) -> None:
        """The ids of a record that could not be made are taken all the same, and those of its statements."""
        self._claim(str(damaged.values["id"]), damaged.origin, damaged.kind.folder)
        self.library.damaged.append(damaged)
        for statement in _as_list(damaged.values.get("statements")):
            if isinstance(statement, dict) and isinstance(statement.get("id"), str):
                self.take(statement["id"], "statements")

    def take_written(self, kind: type[Record], data: bytes) -> None:
        """The ids that stand in a file which gave no records: of records or statements."""
        carries = ("statements",) if "statements" in kind.model_fields else ()
        for id in ids_written(data):
            for folder in (kind.folder, *carries):
                self.take(id, folder)

    def take(self, id: str, folder: str) -> None:
        folders = self.library.folders_by_id
        folders[id] = _joined(folders.get(id), folder)

    def check_former_ids(self) -> None:
        """An old id leads to one record: it is no other's id, now or before, and no page of ours."""
        owners: dict[str, Record] = {}
        for record in self.library.records.values():
            for number, former in enumerate(record.formerly):
                if former == record.id:
                    continue
                at = partial(self.library.origins[record.id].at, ("formerly", number))
                if former == "index" or (isinstance(record, Page) and former in RESERVED_PAGE_IDS):
                    self._report(
                        "reserved-id", at(), f'the address "{former}" belongs to the site itself',
                        "remove it from formerly:",
                    )  # fmt: skip
                elif owners.get(former, record) is not record:
                    other = self.library.origins[owners[former].id].location
                    self._report(
                        "duplicate-id", at(), f'two records say that they were called "{former}"',
                        "leave it at the one that took over its readers",
                        Related(other, "the other record"),
                    )  # fmt: skip
                elif former in self.library.folders_by_id:
                    self._report(
                        "duplicate-id", at(), f'"{former}" is the id of another record now',
                        "remove it from formerly:, or give the other record another id",
                        *self._where_claimed(former),
                    )  # fmt: skip
                owners.setdefault(former, record)

    def _where_claimed(self, id: str) -> tuple[Related, ...]:
        origin = self.library.origins.get(id)
        return (Related(origin.at(("id",)), "the other record"),) if origin else ()

    def _claim(self, id: str, origin: Origin, folder: str) -> bool:
        """Reserve an id; False, with a report of both places, where it is taken."""
        self.take(id, folder)
        plain = folded(id)
        if plain not in self._id_by_folded:
            self._id_by_folded[plain] = id
            self.library.origins.setdefault(id, origin)
            return True
        other = self._id_by_folded[plain]
        differs = (
            ""
            if other == id
            else f' (it differs from "{other}" only in case or in how its letters are encoded)'
        )
        self._report(
            "duplicate-id", origin.at(("id",)), f'the id "{id[:60]}" is used twice{differs}',
            "give one of the two another id; ids are unique over the whole site",
            Related(self.library.origins[other].at(("id",)), "first used here"),
        )  # fmt: skip
        return False

    def _report(
        self, code: str, location: Location, message: str, help: str, *related: Related
    ) -> None:
        self.diagnostics.append(Diagnostic(code, location, message, help, related))


def statement_origins(record: Record, origin: Origin) -> Iterator[tuple[str, Origin]]:
    """The statements of a record that have an id, each with its origin."""
    for index, statement in enumerate(getattr(record, "statements", ())):
        if statement.id is not None:
            yield statement.id, origin.of(("statements", index))


@lru_cache(maxsize=1_000)
def _joined(folders: frozenset[str] | None, folder: str) -> frozenset[str]:
    """These folders and one more; one set for all ids that have the same."""
    return (folders or frozenset()) | {folder}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
