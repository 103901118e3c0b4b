"""How `explainer new article` comes to its files: the article's, and its source's where that is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import click

from generator.commands.asking import is_this_one
from generator.commands.beginning import Beginning, ItIsThere
from generator.desk import near
from generator.desk.forms import OF_THE_SOURCE, Question
from generator.desk.new import Answer, NewFile, id_for, id_mistake, new_file
from generator.diagnostics import printable
from generator.model import Source


class BeginningArticle(Beginning):
    """One new article: of a source that is there, or of one that is made with it."""

    source_id = ""

    def fill_all(self) -> None:
        questions = {question.key: question for question in self.form.questions}
        named = str(self.answers.pop("source", ""))
        if named and named not in self.graph.sources:
            named = self._meant_by(named, questions["source"])
        if named in self.graph.sources:
            self._refuse_what_the_source_says()
        else:
            named = self._fill_source(named, [questions[key] for key in OF_THE_SOURCE])
        named = self._original_of(named)
        other = near.article_on(named, self.graph)
        if other and self.asks and is_this_one(f"An article on it is there: {self.file_of(other)}"):
            raise ItIsThere(other)
        self.source_id = named
        for key in ("summary", "topics"):
            self.fill(questions[key])

    def folder_of(self, question: Question) -> str:
        return "sources" if question.key in OF_THE_SOURCE else self.form.folder

    def named_by(self) -> Mapping[str, Answer]:
        source = self._source
        known = {"title": source.title, "date": str(source.date or "")} if source else {}
        return {**known, **self.answers}

    def taken(self) -> Collection[str]:
        return {*super().taken(), self.source_id}

    def require(self, question: Question) -> None:
        # A source that is not there yet can be made with the article.
        if question.key != "source":
            super().require(question)

    def files(self) -> list[NewFile]:
        assert self.id
        answers = dict(self.answers)
        made = []
        if self._source is None:
            of_source = {key: answers.pop(key) for key in OF_THE_SOURCE if key in answers}
            made.append(new_file("sources", self.source_id, of_source, self.graph, self.today))
        answers["source"] = self.source_id
        return [*made, new_file("articles", self.id, answers, self.graph, self.today)]

    @property
    def _source(self) -> Source | None:
        return self.graph.sources.get(self.source_id)

    def _meant_by(self, typed: str, question: Question) -> str:
        """The source that was meant; what was typed where that is to be a new one's id."""
        if "sources" in self.graph.library.folders_by_id.get(typed, ()):
            raise click.UsageError(
                f'{question.flag}: the record of "{typed}" has mistakes; explainer check tells them'
            )
        wrong = id_mistake(typed, self.taken())
        if wrong:
            raise click.UsageError(f"{question.flag}: {printable(wrong)}")
        meant = near.near_id(typed, "sources", self.graph)
        if meant and meant in self.graph.sources and self.asks:
            title = self.graph.sources[meant].title
            if is_this_one(f'There is no source "{typed}", but there is "{meant}": {title}'):
                return meant
        return typed

    def _original_of(self, named: str) -> str:
        """Whose text it is: of a copy, the article names both."""
        original = near.original_of(named, self.graph)
        if original != named:
            self.answers["received_as"] = named
        return original

    def _refuse_what_the_source_says(self) -> None:
        given = [f"--{key}" for key in ("publisher", "date", "url") if key in self.answers]
        if given:
            raise click.UsageError(
                f"leave {' and '.join(given)} out: the record of that source says it"
            )

    def _fill_source(self, named: str, questions: list[Question]) -> str:
        """The id of the source: a new one's, or that of one that was made before."""
        if (
            named
            and not self.asks
            and any(q.needed and q.key not in self.answers for q in questions)
        ):
            meant = near.near_id(named, "sources", self.graph)
            hint = f'write "{meant}", or ' if meant else ""
            raise click.UsageError(
                f'--source: there is no source "{named}"; {hint}give its --title and --publisher too, '
                "so that it is made with the article"
            )
        self.refuse_missing(tuple(questions))
        for question in questions:
            self.fill(question)
        title, publisher, day, url = (str(self.answers.get(key, "")) for key in OF_THE_SOURCE)
        same = near.same_source(title, publisher, day, url, self.graph)
        if same and not named:
            told = f"This source is there already: {self.file_of(same)}"
            if not self.asks or is_this_one(told):
                for key in OF_THE_SOURCE:
                    self.answers.pop(key, None)
                return same.id
        return (
            named
            or id_for("sources", self.answers, self.taken())
            or self.own_id("the publisher's name", flag="--source")
        )
