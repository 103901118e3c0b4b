"""An editor who edits at random, so that a project is broken and mended in ways that nobody thought of."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from conftest import GOLDEN


class Hand:
    """Somebody who edits without thinking, and mends what is broken every other time."""

    def __init__(self, content: Path, seed: int) -> None:
        self.content = content
        self.random = random.Random(seed)
        self.known = {p.relative_to(GOLDEN / "content"): p.read_bytes() for p in files_of(GOLDEN)}
        self.ids = sorted({path.stem for path in self.known})

    def edit(self) -> str:
        for path in files_of(self.content.parent):
            if path.relative_to(self.content) not in self.known and self.random.random() < 0.5:
                path.unlink()
        for path, data in self.known.items():
            file = self.content / path
            if self.random.random() < 0.5 and (not file.exists() or file.read_bytes() != data):
                file.write_bytes(data)
        file = self.random.choice(files_of(self.content.parent))
        ways = (
            self.word, self.word, self.line_out, self.id, self.link, self.spoil, self.empty, self.copy,
            self.rename, self.remove,
        )  # fmt: skip
        way = self.random.choice(ways)
        way(file)
        return f"{way.__name__} {file.name}"

    def word(self, file: Path) -> None:
        words = file.read_bytes().split(b" ")
        words[self.random.randrange(len(words))] += b"ly"
        file.write_bytes(b" ".join(words))

    def line_out(self, file: Path) -> None:
        lines = file.read_bytes().splitlines(keepends=True)
        del lines[self.random.randrange(len(lines))]
        file.write_bytes(b"".join(lines) or b"\n")

    def id(self, file: Path) -> None:
        text = file.read_text("utf-8", "replace")
        named = [id for id in self.ids if id in text] or [""]
        other = self.random.choice(self.ids)
        file.write_text(text.replace(self.random.choice(named) or text, other, 1), "utf-8")

    def link(self, file: Path) -> None:
        text = file.read_text("utf-8", "replace")
        file.write_text(text.replace(". ", f" [[{self.random.choice(self.ids)}]]. ", 1), "utf-8")

    def spoil(self, file: Path) -> None:
        file.write_bytes(file.read_bytes()[:40] + b"\xff: [")

    def empty(self, file: Path) -> None:
        file.write_bytes(b"")

    def copy(self, file: Path) -> None:
        shutil.copy(file, file.with_name(f"{self.random.choice(self.ids)}-too{file.suffix}"))

    def rename(self, file: Path) -> None:
        file.rename(file.with_name(f"{file.stem}-now{file.suffix}"))

    def remove(self, file: Path) -> None:
        file.unlink()


def files_of(project: Path) -> list[Path]:
    return sorted(path for path in (project / "content").rglob("*") if path.is_file())
