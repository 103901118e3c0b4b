"""A new record as the text of its file, and what a check would say of it before it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from generator import source
from generator.checking import ABOUT_RECORDS, check
from generator.desk import ids, lessons, yaml_lines
from generator.desk.forms import FORM_BY_FOLDER, Question
from generator.diagnostics import Diagnostic, errors_in
from generator.graph import Graph
from generator.ground import Ground
from generator.history import History
from generator.load import mistake_in, with_texts
from generator.model import KIND_BY_FOLDER, MARKDOWN_KINDS, UNWRITTEN, suggested_id
from generator.pages import Pages
from generator.references import scan
from generator.resolving import resolve
from generator.schema import first_line
from generator.values import Value, replace

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]


class NewFile(Value):
    """A file that is not there yet: its path below content/, its text, the id of its record."""

    path: str
    text: str
    id: str


def id_for(folder: str, answers: Answers, taken: Collection[str]) -> str:
    """The id that a record gets by itself; empty where its name has no letter that an id may have.

    `taken` are the ids of all others; one that is a name taken whole may be among them.
    """
    day = str(answers.get("date", ""))
    title = suggested_id(str(answers.get("title", "")))
    match folder:
        case "articles":
            return ids.new_id(title, taken, day=day)
        case "sources":
            publisher = suggested_id(str(answers.get("publisher", "")))
            return ids.whole(publisher, taken, day=day, more=title)
        case "events":
            text = suggested_id(str(answers["text"])[:200])
            return ids.new_id(text, taken, day=day, fewest=3)
        case "issues":
            return ids.new_id(title or suggested_id(str(answers["question"])), taken, fewest=3)
        case "topics":
            return ids.new_id(title, taken)
    return suggested_id(str(answers["term" if folder == "terms" else "name"]))


def new_file(folder: str, id: str, answers: Answers, graph: Graph, today: date) -> NewFile:
    """The file of a record: the keys that were answered, and comments that teach the others.

    An article without a summary is a draft whose summary is still to be written.
    """
    values = {key: tidied(answer) for key, answer in answers.items() if answer}
    is_markdown = KIND_BY_FOLDER[folder] in MARKDOWN_KINDS
    head = f"{first_line(folder)}\n"
    if folder == "articles" and "summary" not in values:
        head += "# The site leaves this out until the summary is written and draft: true is gone.\ndraft: true\n"
        values["summary"] = UNWRITTEN
    keys = [key for key in KIND_BY_FOLDER[folder].model_fields if key in values]
    text = "".join(_line(key, values[key]) for key in keys)
    own_source = values["source"] if folder == "articles" else ""
    assert isinstance(own_source, str)
    taught = lessons.comments(folder, graph, today, given=values, own_source=own_source)
    whole = f"{head}{text}\n{taught}"
    ending = "md" if is_markdown else "yml"
    return NewFile(f"{folder}/{id}.{ending}", f"---\n{whole}---\n" if is_markdown else whole, id)


def _line(key: str, value: Answer) -> str:
    line = yaml_lines.line(key, value)
    return line.replace("\n", "  # confirm\n") if value == UNWRITTEN else line


def with_answer(file: NewFile, key: str, answer: Answer) -> NewFile:
    """The same file with another answer at a key, or with one more."""
    line = yaml_lines.line(key, tidied(answer))
    there = re.compile(rf"^{key}:[^\n]*\n(?:[ ]+[^\n]*\n|\n(?=[ ]))*", re.MULTILINE)
    if there.search(file.text):
        return replace(file, text=there.sub(lambda _: line, file.text, count=1))
    first = re.compile(r"^[a-z_]+:", re.MULTILINE).search(file.text)
    at = first.start() if first else len(file.text)
    return replace(file, text=f"{file.text[:at]}{line}{file.text[at:]}")


def key_at(file: NewFile, line: int) -> str:
    """The key whose answer stands at a line of a file; empty where none does."""
    keys = [text.partition(":")[0] for text in file.text.split("\n")[:line] if text[:1].isalpha()]
    return keys[-1] if keys else ""


def tidied(answer: Answer) -> Answer:
    """An answer without what only came of the way it was typed: breaks of lines within a paragraph."""
    if not isinstance(answer, str):
        return answer
    paragraphs = answer.replace("\r\n", "\n").split("\n\n")
    return "\n\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def cited(text: str, source_ids: Sequence[str]) -> str:
    """A text with its sources behind it, unless it cites some already."""
    if "[@" in text or not source_ids:
        return text
    return f"{text} {' '.join(f'[@{id}]' for id in source_ids)}"


# --- what is wrong ---------------------------------------------------------------------------


def mistake(folder: str, question: Question, answer: Answer, graph: Graph) -> str | None:
    """What is wrong with one answer and what to type instead, in one line; None where it is right."""
    answer = tidied(answer)
    if not answer:
        return f"write {question.example}" if question.needed else None
    if question.names:
        given = (answer,) if isinstance(answer, str) else answer
        return next((m for id in given if (m := _lost(id, question.names, graph))), None)
    if not isinstance(answer, str):
        raise TypeError(f"{question.key} takes one answer")
    if any("\ud800" <= character <= "\udfff" for character in answer):
        return "this holds bytes that are no characters; type it anew"
    hidden = source.parse_yaml(yaml_lines.line(question.key, answer), "").diagnostics
    refused = mistake_in(KIND_BY_FOLDER[folder], question.key, answer) or next(iter(hidden), None)
    if refused is not None:
        return f"{refused.message}; {refused.help}"
    read = scan(answer)
    if read.problems:
        return f"{read.problems[0].message}; {read.problems[0].help}"
    return None


def _lost(id: str, folder: str, graph: Graph) -> str | None:
    """What to say of an id that no record of a kind has."""
    if folder in graph.library.folders_by_id.get(id, ()):
        return None
    name = FORM_BY_FOLDER[folder].name
    return f'there is no {name} "{id[:60]}"; explainer new {name} makes one'


def id_mistake(id: str, taken: Collection[str]) -> str | None:
    """What is wrong with an id that somebody chose."""
    refused = mistake_in(KIND_BY_FOLDER["sources"], "id", id)
    if refused is not None:
        return f"{refused.message}; {refused.help}"
    if id in taken:
        return f'"{id}" is taken by another record; choose another id'
    return None


def mistakes_of(files: Sequence[NewFile], graph: Graph, today: date) -> tuple[Diagnostic, ...]:
    """The errors that a check would find in files that are not written yet.

    The rules are held against them where the content is right otherwise, as in a check.
    """
    library, problems = with_texts(graph.library, {file.path: file.text for file in files})
    whole, lost = resolve(library)
    problems = (*problems, *lost)
    if not errors_in(problems):
        pages = Pages(whole, History())
        problems = check(Ground(whole, today, pages.find, pages.paths), ABOUT_RECORDS).diagnostics
    own = {f"content/{file.path}" for file in files}
    return tuple(d for d in errors_in(problems) if d.location.path in own)
