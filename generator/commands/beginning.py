"""How `explainer new` comes to its files: what was given, what is asked, what is there already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import click

from generator.commands.asking import ask, ask_id, is_terminal, is_this_one
from generator.commands.common import shown
from generator.commands.writing import write
from generator.desk import near
from generator.desk.forms import FORM_BY_FOLDER, Form, Question
from generator.desk.new import (
    Answer,
    NewFile,
    cited,
    id_for,
    id_mistake,
    key_at,
    mistake,
    mistakes_of,
    new_file,
)
from generator.diagnostics import printable
from generator.model import Record
from generator.site import read_graph

# The keys by which a record of a kind is known.
_NAMED_BY = {
    "topics": "title", "issues": "question", "actors": "name", "places": "name", "terms": "term",
}  # fmt: skip


class ItIsThere(Exception):  # noqa: N818 - no error: nothing has to be made
    """The record that was meant is there already."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.id)
        self.record = record


class Beginning:
    """One new record; `run` asks for it, looks it over and writes it."""

    def __init__(
        self, form: Form, project_dir: Path, today: date, id: str | None, answers: dict[str, Answer]
    ) -> None:
        self.form = form
        self.project_dir = project_dir
        self.today = today
        self.id = id
        self.is_id_chosen = id is not None
        self.answers = answers
        self.asks = is_terminal()
        self.graph, _ = read_graph(project_dir)

    def run(self) -> None:
        """Ask, make sure that a check will find nothing wrong, write, and say what comes next."""
        for question in self.form.questions:
            if question.key in self.answers:
                self.require(question)
        try:
            self.fill_all()
            self._choose_id()
        except ItIsThere as found:
            click.echo(f"Nothing was written: {self.file_of(found.record)} is there.")
            return
        files = self.files()
        while problems := mistakes_of(files, self.graph, self.today):
            place = problems[0].location
            file = next(file for file in files if place.path == f"content/{file.path}")
            culprit = self._question_at(file, place.line)
            told = f"{problems[0].message}; {problems[0].help}"
            if not self.asks or culprit is None:
                where = culprit.flag if culprit else file.path
                raise click.UsageError(f"{where}: {printable(told)}")
            click.echo(f"Error: {printable(told)}")
            self.answers[culprit.key] = self._asked(culprit)
            if not self.is_id_chosen:
                self._make_id()
            files = self.files()
        write(files, self.project_dir)

    # --- what an article does otherwise ------------------------------------------------------

    def fill_all(self) -> None:
        """Come to an answer to each question.

        Errors: ItIsThere where the record that is meant is there already.
        """
        self.refuse_missing(self.form.questions)
        for question in self.form.questions:
            self.fill(question)
        if self.form.folder == "sources":
            self._offer_source()

    def folder_of(self, question: Question) -> str:
        """The folder of the record that holds the answer to a question."""
        del question
        return self.form.folder

    def named_by(self) -> Mapping[str, Answer]:
        """The answers of which the id is made."""
        return self.answers

    def taken(self) -> Collection[str]:
        """The ids that the record cannot have."""
        return self.graph.library.folders_by_id

    def files(self) -> list[NewFile]:
        """The files to be made, in the order in which they are."""
        assert self.id
        answers = dict(self.answers)
        if self.form.folder == "topics":
            sources = answers.pop("sources", ())
            answers["in_short"] = cited(str(answers["in_short"]), tuple(sources))
        return [new_file(self.form.folder, self.id, answers, self.graph, self.today)]

    # --- answers -----------------------------------------------------------------------------

    def require(self, question: Question) -> None:
        """Refuse an option that says what cannot be; an unknown id gets the nearest there is."""
        wrong = self.wrong_with(question, self.answers[question.key])
        if wrong:
            raise click.UsageError(f"{question.flag}: {printable(wrong)}")

    def wrong_with(self, question: Question, answer: Answer) -> str | None:
        wrong = mistake(self.folder_of(question), question, answer, self.graph)
        if wrong and question.names:
            known = self.graph.library.folders_by_id
            ids = (answer,) if isinstance(answer, str) else answer
            lost = (id for id in ids if question.names not in known.get(id, ()))
            meant = near.near_id(next(lost, ""), question.names, self.graph)
            return f'{wrong}; or is it "{meant}"?' if meant else wrong
        return wrong

    def refuse_missing(self, questions: tuple[Question, ...]) -> None:
        lacking = [q.flag for q in questions if q.needed and q.key not in self.answers]
        if lacking and not self.asks:
            raise click.UsageError(
                f"give {' and '.join(lacking)}; on a terminal the command asks for what it needs"
            )

    def fill(self, question: Question) -> None:
        """See that a question is answered, and offer what is there and is called so."""
        if question.key not in self.answers and question.asked and self.asks:
            self.answers[question.key] = self._asked(question)
        answer = self.answers.get(question.key)
        if question.key == "publisher" and isinstance(answer, str):
            self._offer_publisher(answer)
        if question.key == _NAMED_BY.get(self.form.folder) and isinstance(answer, str):
            self._offer_record(answer)

    def _asked(self, question: Question) -> Answer:
        return ask(question, lambda answer: self.wrong_with(question, answer))

    def _offer_publisher(self, typed: str) -> None:
        known = near.near_publisher(typed, self.graph)
        if known and self.asks and is_this_one(f'The sources of this site have "{known}".'):
            self.answers["publisher"] = known

    def _offer_record(self, called: str) -> None:
        found = near.same_or_near(self.form.folder, called, self.graph)
        if found is None:
            return
        record, is_same = found
        file = self.file_of(record)
        if self.asks:
            name = near.names_of(record)[0]
            if is_this_one(f'There is "{name}" already: {file}'):
                raise ItIsThere(record)
        elif not is_same:
            click.echo(f'Note: there is "{near.names_of(record)[0]}" too: {file}', err=True)
        elif not self.id:
            raise click.UsageError(
                f"there is one of that name: {file}; for another one of the same name, give its --id"
            )

    def _offer_source(self) -> None:
        title, publisher, day, url = (
            str(self.answers.get(key, "")) for key in ("title", "publisher", "date", "url")
        )
        found = near.same_source(title, publisher, day, url, self.graph)
        if found is None:
            return
        if self.asks:
            if is_this_one(f"This source is there already: {self.file_of(found)}"):
                raise ItIsThere(found)
        elif not self.id:
            raise click.UsageError(
                f"this source is there: {self.file_of(found)}; for another one, give its --id"
            )

    def file_of(self, record: Record) -> str:
        place = self.graph.library.origins[record.id].location
        return printable(shown(self.project_dir.absolute() / place.path))

    # --- ids and files -----------------------------------------------------------------------

    def _choose_id(self) -> None:
        if self.id:
            wrong = id_mistake(self.id, self.taken())
            if wrong:
                raise click.UsageError(f"--id: {printable(wrong)}")
            return
        self._make_id()

    def _make_id(self) -> None:
        self.id = id_for(self.form.folder, self.named_by(), self.taken())
        wrong = id_mistake(self.id, self.taken()) if self.id else None
        if not self.id or wrong:
            self.is_id_chosen = True
            self.id = self.own_id("its name", wrong)

    def own_id(self, named: str, wrong: str | None = None, flag: str = "--id") -> str:
        """An id of the editor's own choice, where what is `named` gives none that is free."""
        why = wrong or f"{named} gives no id, which has letters a-z, digits and hyphens"
        if not self.asks:
            raise click.UsageError(f"{printable(why)}; give one with {flag}")
        click.echo(f"{printable(why)}.")
        return ask_id(lambda chosen: id_mistake(chosen, self.taken()))

    def _question_at(self, file: NewFile, line: int) -> Question | None:
        """The question whose answer stands at a line of a new file."""
        questions = {q.key: q for q in (*self.form.questions, *FORM_BY_FOLDER["sources"].questions)}
        return questions.get(key_at(file, line))
