"""The records of a checkout as the form sees them: one file each, also where a list holds many.

A record is read and written at `content/KIND/ID.yml` (`.md` for those with a body), wherever its
real file lies. What is saved changes the lines of that one record, and no others.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

from generator import output
from generator.form.configuration import endings
from generator.references import ID_PATTERN
from generator.source import Mapping, Scalar, Sequence, decode, parse_yaml, read_regular_file
from generator.values import Value

_ENDINGS = endings()
_PATH = re.compile(r"content/([a-z]+)/([a-z0-9-]{1,100})\.(yml|md)")
_TEXT_LIMIT = 500_000


class Entry(Value):
    """One record: the file that holds it, and the lines of it there where it is one of a list.

    `lines` counts from 0, the second not included; `margin` are the columns of its dash and space.
    """

    file: Path
    text: str
    lines: tuple[int, int] | None = None
    margin: int = 0


class RefusedError(Exception):
    """What cannot be saved, in words for the person at the form."""


def entries(project_dir: Path) -> dict[str, Entry]:
    """Every record that can be read, by the path at which the form knows it, sorted by file."""
    found: dict[str, Entry] = {}
    for kind, ending in _ENDINGS.items():
        for file in _files(project_dir / "content" / kind, ending):
            text = _read(file)
            if text is None:
                continue
            if ending == "yml" and _is_list(text):
                parts = _parts(file, text)
            else:
                parts = {file.stem: Entry(file, text)}
            for record_id, entry in parts.items():
                found.setdefault(f"content/{kind}/{record_id}.{ending}", entry)
    return found


def save(project_dir: Path, path: str, text: str, was: str | None) -> str:
    """Write one record, and return its text as it stands now.

    `was` is the text that the form had read; None for a record that is new.
    Errors: RefusedError where the record is another by now, its id is taken, or it is none.
    """
    with _SAVING:
        return _save(project_dir, path, text, was)


# A list is read and written whole: two records of it at once would lose one.
_SAVING = threading.Lock()


def _save(project_dir: Path, path: str, text: str, was: str | None) -> str:
    kind, record_id = _named(path)
    if len(text) > _TEXT_LIMIT:
        raise RefusedError("this is too long for one record")
    known = entries(project_dir)
    entry = known.get(path)
    if entry is None:
        if was is not None:
            raise RefusedError(f"{path} is gone; load the page again")
        _require_free(record_id, known)
        file = project_dir / path
        if file.exists() or file.is_symlink():
            raise RefusedError(f"{path} exists already; choose another name")
        _require_readable(kind, text)
        try:
            output.create_files(project_dir, {path: text})
        except FileExistsError as error:
            raise RefusedError(f"{Path(error.filename).name} stands in the way") from None
        return text
    if was is None:
        raise RefusedError(f"{path} exists already; choose another name")
    if was != entry.text:
        raise RefusedError(f"{path} was changed by somebody else; load the page again")
    _require_readable(kind, text)
    relative = entry.file.relative_to(project_dir).as_posix()
    output.write_files(project_dir, {relative: _with(entry, text).encode("utf-8")})
    return text


def lists(project_dir: Path) -> dict[str, tuple[str, ...]]:
    """By kind, the paths of the files that hold more than one record, for kinds that have any."""
    found: dict[str, list[str]] = {}
    for path, entry in entries(project_dir).items():
        if entry.lines is not None:
            files = found.setdefault(path.split("/")[1], [])
            file = entry.file.relative_to(project_dir).as_posix()
            if file not in files:
                files.append(file)
    return {kind: tuple(files) for kind, files in found.items()}


def ids_of(known: dict[str, Entry], kind: str) -> tuple[str, ...]:
    return tuple(Path(path).stem for path in known if path.startswith(f"content/{kind}/"))


# --- files ------------------------------------------------------------------------------------


def _files(folder: Path, ending: str) -> list[Path]:
    """Files of a kind, in folders below too; nothing behind a link."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return []
    found: list[Path] = []
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        endings = {".yml", ".yaml"} if ending == "yml" else {".md"}
        found += [
            Path(here, name)
            for name in sorted(names)
            if Path(name).suffix in endings and ID_PATTERN.fullmatch(Path(name).stem)
        ]
    return found


def _read(file: Path) -> str | None:
    """None for what `explainer check` tells of: no regular file, no UTF-8."""
    data = read_regular_file(file, file.name)
    text = decode(data, file.name) if isinstance(data, bytes) else None
    return text if isinstance(text, str) else None


def _require_free(record_id: str, known: dict[str, Entry]) -> None:
    taken = next((path for path in known if Path(path).stem == record_id), None)
    if taken is not None:
        raise RefusedError(f'the name "{record_id}" is taken by {taken}; choose another')


def _require_readable(kind: str, text: str) -> None:
    """What is no YAML would take the form's own next reading away."""
    if _ENDINGS[kind] == "md":
        return
    parsed = parse_yaml(text, "record")
    if parsed.node is None or not isinstance(parsed.node, Mapping):
        reason = parsed.diagnostics[0].message if parsed.diagnostics else "it holds no keys"
        raise RefusedError(f"this cannot be saved: {reason}")


def _named(path: str) -> tuple[str, str]:
    found = _PATH.fullmatch(path)
    if not found or _ENDINGS.get(found[1]) != found[3] or not ID_PATTERN.fullmatch(found[2]):
        raise RefusedError("a record's name has lower-case letters, digits and single hyphens")
    return found[1], found[2]


# --- lists of records -------------------------------------------------------------------------


def _is_list(text: str) -> bool:
    first = next((s for s in map(str.strip, text.split("\n")) if s and not s.startswith("#")), "")
    return first == "-" or first.startswith("- ")


def _parts(file: Path, text: str) -> dict[str, Entry]:
    """The records of a list by id; none where they are written in another way than one a dash."""
    node = parse_yaml(text, file.name).node
    if not isinstance(node, Sequence):
        return {}
    lines = text.split("\n")
    starts = [item.location.line - 1 for item in node.items]
    found: dict[str, Entry] = {}
    for number, item in enumerate(node.items):
        margin = item.location.column - 1
        start = starts[number]
        record_id = item.get("id") if isinstance(item, Mapping) else None
        if lines[start][:margin].strip() != "-" or not isinstance(record_id, Scalar):
            return {}
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        while end > start + 1 and len(_lead(lines[end - 1])) < margin:
            end -= 1  # comments and empty lines before the next dash are not this record's
        own = [" " * margin + lines[start][margin:], *lines[start + 1 : end]]
        dedented = "\n".join(line[min(margin, len(_lead(line))) :] for line in own) + "\n"
        found[record_id.text] = Entry(file, dedented, (start, end), margin)
    return found


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _with(entry: Entry, text: str) -> str:
    """The whole file with this record's lines replaced."""
    if entry.lines is None:
        return text
    whole = _read(entry.file) or ""
    lines = whole.split("\n")
    start, end = entry.lines
    new = [" " * entry.margin + line if line else "" for line in text.rstrip("\n").split("\n")]
    new[0] = lines[start][: entry.margin] + new[0][entry.margin :]
    return "\n".join([*lines[:start], *new, *lines[end:]])
