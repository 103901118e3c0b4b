"""A desk that changes a small site at random: its content, its theme, its settings and what is built."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from generator.database import database_of, sum_of

Step = Callable[[], str]


def add_second_explainer(project: Path) -> None:
    """One on the same records as the first, where there is none yet."""
    first, second = (
        project / "content" / "topics" / f"{id}.md" for id in ("harbour-bridge", "toll-fight")
    )
    if first.exists() and not second.exists():
        text = first.read_text("utf-8").partition("## What is planned")[0]
        text = text.replace("The harbour bridge", "The toll fight").replace("{#plan}", "")
        second.write_text(f"{text}\nNothing yet. [@gazette-letters]\n", "utf-8")


class Desk:
    """Changes a copy of the small complete site, one step at a time, the same for the same seed.

    Not every change leaves content that can be published: `undo` takes back what the last one did.
    """

    def __init__(self, project: Path, seed: int, site: str = "site") -> None:
        self._project = project
        self._site = project / site
        self._random = random.Random(seed)
        self._number = 0
        self._before: dict[Path, bytes | None] = {}
        self.steps: tuple[Step, ...] = (
            self.edit_words, self.edit_words, self.edit_name, self.edit_heading, self.edit_topics,
            self.add_records,
            self.add_source, self.remove_file, self.rename_record, self.reorder_records, self.edit_theme,
            self.edit_style, self.edit_settings, self.touch, self.spoil_site, self.spoil_state,
        )  # fmt: skip

    def work(self) -> str:
        """One step; what it was."""
        self._number += 1
        self._before = {}
        return self._random.choice(self.steps)()

    def undo(self) -> None:
        for path, data in self._before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)

    # --- content -----------------------------------------------------------------------------

    def edit_words(self) -> str:
        """A sentence of a record gets another word."""
        path = self._any("content/*/*.y*ml", "content/topics/*.md", "content/pages/*.md")
        lines = self._lines(path)
        keys = ("text:", "description:", "definition:", "note:", "position:", "question:")
        told = [n for n, line in enumerate(lines) if any(f"{key} " in line for key in keys)]
        prose = [n for n, line in enumerate(lines) if re.match(r"[A-Z][^:]*\.$", line)]
        if not told + prose:
            return "nothing to edit"
        number = self._random.choice(told + prose)
        lines[number] = lines[number].rstrip(".") + f" Word {self._number}."
        self._write(path, "\n".join(lines))
        return f"edited {path.name}:{number + 1}"

    def edit_name(self) -> str:
        """A person or a body is called otherwise, wherever it is named."""
        path = self._any("content/actors/*.y*ml")
        text = path.read_text("utf-8")
        names = re.findall(r"^[ -]+name: (.+)$", text, re.MULTILINE)
        if not names:
            return "nobody to rename"
        name = self._random.choice(names)
        self._write(path, text.replace(f"name: {name}", f"name: Name {self._number}", 1))
        return f"renamed {name}"

    def edit_heading(self) -> str:
        """A heading of the explainer, and with it an anchor, changes."""
        path = self._any("content/topics/*.md")
        text = path.read_text("utf-8")
        self._write(path, re.sub(r"^## .*$", f"## Part {self._number}", text, count=1, flags=re.M))
        return "edited a heading"

    def edit_topics(self) -> str:
        """A record is put under a second explainer, or taken away from it."""
        add_second_explainer(self._project)
        folders = ("content/articles/*.yml", "content/issues/*.yml", "content/events/*.yml")
        if not any(any(self._project.glob(folder)) for folder in folders):
            return "nothing to put under another explainer"
        path = self._any(*folders)
        text, one, both = (
            path.read_text("utf-8"),
            "[harbour-bridge]",
            "[harbour-bridge, toll-fight]",
        )
        was, now = (both, one) if both in text else (one, both)
        self._write(path, text.replace(f"topics: {was}", f"topics: {now}", 1))
        return f"edited the topics of {path.name}"

    def add_records(self) -> str:
        path = self._project / "content" / "events" / f"more-{self._number}.yml"
        event = (
            "- id: more-{n}-{m}\n  date: 20{m}-03-{m}\n  text: Meeting {n}.{m} was held.\n"
            "  sources: [gazette-letters]\n  topics: [harbour-bridge]\n  actors: [ada-quill]\n"
        )
        self._write(path, "".join(event.format(n=self._number, m=m) for m in (11, 21)))
        return f"added {path.name}"

    def add_source(self) -> str:
        path = self._project / "content" / "sources" / f"letter-{self._number}.yml"
        self._write(path, f"title: Letter {self._number}\npublisher: Desk\ndate: 2031-04-02\n")
        return f"added {path.name}"

    def remove_file(self) -> str:
        """What nothing else names can go; what something names cannot, and comes back."""
        path = self._any("content/*/*.y*ml")
        self._before[path] = path.read_bytes()
        path.unlink()
        return f"removed {path.name}"

    def rename_record(self) -> str:
        """A record's id changes in all files that name it."""
        files = sorted((self._project / "content").rglob("*.*"))
        ids = sorted(
            {id for f in files for id in re.findall(r"^- id: (\S+)$", f.read_text("utf-8"), re.M)}
        )
        old = self._random.choice(ids)
        new = f"{old.rstrip('0123456789')}{self._number}"
        for path in files:
            text = path.read_text("utf-8")
            if old in text:
                self._write(path, re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text))
        return f"renamed {old} to {new}"

    def reorder_records(self) -> str:
        """The records of a file change places."""
        path = self._any("content/*/*.y*ml")
        records = re.split(r"(?m)^(?=- id: )", path.read_text("utf-8"))
        if len(records) < 3:
            return "nothing to reorder"
        head, rest = records[:1], records[1:]
        self._random.shuffle(rest)
        self._write(path, "".join(head + [r if r.endswith("\n") else f"{r}\n" for r in rest]))
        return f"reordered {path.name}"

    def touch(self) -> str:
        """A file is saved as it was."""
        path = self._any("content/*/*.y*ml")
        path.write_bytes(path.read_bytes())
        return f"saved {path.name}"

    # --- what pages are made with --------------------------------------------------------------

    def edit_theme(self) -> str:
        path = self._project / "site_config" / "theme" / "partials" / "footer.html"
        self._write(path, f"{path.read_text('utf-8')}<!-- {self._number} -->\n")
        return "edited the theme"

    def edit_style(self) -> str:
        path = self._project / "site_config" / "styles" / "tokens.css"
        self._write(path, f"{path.read_text('utf-8')}\n.x{self._number} {{ color: inherit; }}\n")
        return "edited a style"

    def edit_settings(self) -> str:
        path = self._project / "mkdocs.yml"
        text = path.read_text("utf-8")
        told = f"site_description: Words {self._number}"
        self._write(path, re.sub(r"^site_description: .*$", told, text, flags=re.M))
        return "edited the settings"

    # --- what was built ------------------------------------------------------------------------

    def spoil_site(self) -> str:
        """Somebody writes into the built site, or takes something out of it."""
        files = sorted(path for path in self._site.rglob("*") if path.is_file())
        if not files:
            return "no site to spoil"
        path = self._random.choice(files)
        if self._random.random() < 0.5:
            path.unlink()
            return f"took away {path.name}"
        path.write_bytes(path.read_bytes()[::-1])
        return f"spoilt {path.name}"

    def spoil_state(self) -> str:
        """The database is lost, torn, or says of pages what is not so."""
        path = database_of(self._project)
        if not path.exists():
            return "no state to spoil"
        match self._random.randrange(4):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(path.read_bytes()[: self._random.randrange(9_000)])
            case 2:
                data = bytearray(path.read_bytes())
                # Whatever the length, so much chance is used that all later steps stay the same.
                start = int(self._random.random() * len(data))
                data[start : start + 200] = bytes(len(data[start : start + 200]))
                path.write_bytes(data)
            case _:
                with sqlite3.connect(path) as database:
                    query = "SELECT site, first, read, pages, files, rows FROM bundles"
                    for site, first, _, *told in database.execute(query).fetchall():
                        row = ("QUJD", sum_of(site, first, "QUJD", *told), site, first)
                        database.execute(
                            "UPDATE bundles SET read = ?, sum = ? WHERE site = ? AND first = ?", row
                        )
                database.close()
        return "spoilt the state"

    # --- files ---------------------------------------------------------------------------------

    def _any(self, *patterns: str) -> Path:
        return self._random.choice(
            sorted(path for pattern in patterns for path in self._project.glob(pattern))
        )

    def _lines(self, path: Path) -> list[str]:
        return path.read_text("utf-8").split("\n")

    def _write(self, path: Path, text: str) -> None:
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)
        path.write_text(text, "utf-8")
