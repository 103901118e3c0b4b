"""Records in one canonical form: same values, same comments, or the file is left alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from generator import source
from generator.desk import between, comments, layout
from generator.desk.between import UnformattableError
from generator.diagnostics import Diagnostic, Location
from generator.model import KIND_BY_FOLDER, MARKDOWN_KINDS
from generator.output import write_file
from generator.values import Value

_LINE_END = re.compile(r"\r\n|\r|\n")


class File(Value):
    """A file of content/, how reports name it, and the kind of its records ("articles")."""

    path: Path
    shown: str
    kind: str


class Outcome(Value):
    """What a file held and what it is to hold; with `diagnostics` it is left as it was."""

    file: File
    before: str = ""
    after: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    def diff(self) -> str:
        """The change line by line, in the form that git and patch read."""
        lines = unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True),
            f"a/{self.file.shown}", f"b/{self.file.shown}",
        )  # fmt: skip
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )


def files_in(content_dir: Path, paths: Iterable[Path]) -> tuple[list[File], list[Path]]:
    """Every file of records at or below `paths`, in order, and the paths that lead to none.

    Links are not followed, and what lies outside `content_dir` is none.
    """
    found: dict[Path, File] = {}
    strange = []
    for path in paths:
        files = [_file(content_dir, each) for each in _below(content_dir, path)]
        found |= {file.path: file for file in files if file}
        if not any(files):
            strange.append(path)
    return [found[path] for path in sorted(found)], strange


def _below(content_dir: Path, path: Path) -> Iterator[Path]:
    # Not resolved: a link on the way must be seen, not followed.
    whole, root = (Path(os.path.normpath(p.absolute())) for p in (path, content_dir))
    if whole != root and root not in whole.parents:
        return
    steps = [p for p in (whole, *whole.parents) if p == root or root in p.parents]
    if any(step.is_symlink() for step in steps if step != whole or step.is_dir()):
        return
    if not whole.is_dir():
        if os.path.lexists(whole):
            yield content_dir / whole.relative_to(root)
        return
    for folder, folders, names in os.walk(whole, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = content_dir / Path(folder).relative_to(root)
        yield from (here / name for name in sorted(names) if not name.startswith("."))


def _file(content_dir: Path, path: Path) -> File | None:
    relative = path.relative_to(content_dir)
    kind = KIND_BY_FOLDER.get(relative.parts[0]) if len(relative.parts) > 1 else None
    if kind is None:
        return None
    endings = {".md"} if kind in MARKDOWN_KINDS else {".yml", ".yaml"}
    # Bytes that are no characters give way, as in all reports.
    shown = f"content/{relative.as_posix()}".encode("utf-8", "replace").decode()
    return File(path, shown, kind.folder) if path.suffix in endings else None


def look(file: File) -> Outcome:
    """What the file is to hold; nothing is written."""
    data = source.read_regular_file(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return Outcome(file, diagnostics=(data,))
    return look_at(file, data)


def look_at(file: File, data: bytes) -> Outcome:
    """The same for bytes that are at hand, or are to be written there."""
    text = source.decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return Outcome(file, diagnostics=(text,))
    typed = data.decode("utf-8")
    is_markdown = KIND_BY_FOLDER[file.kind] in MARKDOWN_KINDS
    found = (
        _front_matter(text, typed, file) if is_markdown else formatted(text, file.shown, file.kind)
    )
    if isinstance(found, str):
        return Outcome(file, typed, found)
    return Outcome(file, typed, typed, found)


def kept_in_form(before: bytes, after: bytes, shown: str) -> bytes:
    """`after`, in canonical form where `before` was; else as it is. `shown` is the file's name."""
    folder = shown.split("/")[1]
    if folder not in KIND_BY_FOLDER:
        return after
    file = File(Path(shown), shown, folder)
    was = look_at(file, before)
    if was.is_changed or was.diagnostics:
        return after
    return look_at(file, after).after.encode("utf-8")


def mend(outcome: Outcome) -> None:
    """Write the file as it is to be, whole or not at all."""
    if outcome.is_changed:
        write_file(outcome.file.path, outcome.after)


def _front_matter(text: str, typed: str, file: File) -> str | tuple[Diagnostic, ...]:
    """A .md file whose front matter is in form; the text below stays to the byte."""
    parsed = source.parse_markdown_file(text, file.shown)
    if parsed.body is None:
        return parsed.diagnostics
    end = parsed.body.location.line - 2
    if end < 1:
        return typed
    head = "\n".join(text.split("\n")[1:end])
    found = formatted(head, file.shown, file.kind, first_line=2)
    if not isinstance(found, str):
        return found
    ends = [match.end() for match in _LINE_END.finditer(typed)]
    body = typed[ends[end] :] if end < len(ends) else ""
    closing = "---\n" if end < len(ends) else "---"
    return "---\n" + found.removesuffix("\n") + "\n" + closing + body if found.strip() else typed


def formatted(
    text: str, shown: str, kind: str, first_line: int = 1
) -> str | tuple[Diagnostic, ...]:
    """One YAML document in canonical form, or the mistakes for which it is left alone.

    Before it is given back it is read again: it must say the same, hold the same comments, and
    be in canonical form itself.
    """
    parsed = source.parse_yaml(text, shown, first_line)
    if parsed.diagnostics:
        return parsed.diagnostics
    node = parsed.node
    if isinstance(node, source.Scalar) or node is None or not _size(node):
        return text
    try:
        once = layout.write(comments.read(text, node, first_line), kind, text)
    except UnformattableError as error:
        return (error.diagnostic,)
    if once != text and not is_safe(text, once, kind):
        return (
            Diagnostic(
                "not-formatted", Location(shown, first_line),
                "fmt cannot write this file anew without a change of what it says",
                "leave it as it is, and report it: this is a bug of ours",
            ),
        )  # fmt: skip
    return once


def _size(node: source.Mapping | source.Sequence) -> int:
    return len(node.entries if isinstance(node, source.Mapping) else node.items)


def is_safe(before: str, after: str, kind: str) -> bool:
    """Whether one text may be written over the other: same values, same comments, and in form."""
    old, new = source.parse_yaml(before, "").node, source.parse_yaml(after, "")
    node = new.node
    if new.diagnostics or old is None or not isinstance(node, source.Mapping | source.Sequence):
        return False
    return (
        meaning(node) == meaning(old)
        and _comments(after, node) == _comments(before, old)
        and layout.write(comments.read(after, node), kind, after) == after
    )


def _comments(text: str, node: source.Node) -> list[str]:
    return sorted(comment.text for comment in between.look(text, node).comments)


Meaning = None | str | list["Meaning"] | dict[str, "Meaning"]


def meaning(node: source.Node) -> Meaning:
    """All values of a file, whatever the order of keys; line breaks that end a text are none."""
    if isinstance(node, source.Scalar):
        return None if node.is_null else node.text.rstrip("\n")
    if isinstance(node, source.Sequence):
        return [meaning(item) for item in node.items]
    return {key.text: meaning(value) for key, value in node.entries}
