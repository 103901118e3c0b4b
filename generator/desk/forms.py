"""What `explainer new` asks of each kind of record: the least, and what else it takes as options."""

from __future__ import annotations

from generator.values import Value

# What an article is asked of its source, where that is new.
OF_THE_SOURCE = ("title", "publisher", "date", "url")
ACTOR_TYPES = ("person", "organisation", "state", "people")


class Question(Value):
    """One key of a record. `key` is the record's, `option` that of the command line without --.

    `needed` has to be answered; what is not `asked` is taken as an option only. `choices` are all
    answers there are; `names` is the folder of the records whose ids are meant. `several` ids may
    be given. `example` completes "write …" where an answer is wanted.
    """

    key: str
    asks: str
    example: str
    option: str = ""
    needed: bool = False
    asked: bool = True
    choices: tuple[str, ...] = ()
    names: str = ""
    several: bool = False

    @property
    def flag(self) -> str:
        return f"--{self.option or self.key.replace('_', '-')}"


class Form(Value):
    """One kind: its folder, what one is called, what it is, the questions in their order."""

    folder: str
    name: str
    about: str
    example: str
    questions: tuple[Question, ...]


TITLE = Question("title", "Title", "the headline as it is printed", needed=True)
PUBLISHER = Question("publisher", "Publisher", "the name as it is printed", needed=True)
DATE = Question(
    "date", "Date of publication", "a day such as 2026-11-20, or as much of it as is given"
)
URL = Question("url", "Web address", "the whole address, beginning with https://", asked=False)
_SOURCES = Question(
    "sources", "Sources", "the id of a record in content/sources/",
    option="source", needed=True, names="sources", several=True,
)  # fmt: skip
_TOPICS = Question(
    "topics", "Topics", "the id of an explainer",
    option="topic", asked=False, names="topics", several=True,
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form(
        "articles", "article", "the summary of one published article",
        'explainer new article --title "Ministers to look again" --publisher "The Gazette" '
        "--date 2026-11-20",
        (
            Question(
                "source", "Source", "the id of the record in content/sources/",
                asked=False, names="sources",
            ),
            TITLE,
            PUBLISHER,
            DATE,
            URL,
            Question("summary", "Summary", "in a few sentences what the article says"),
            _TOPICS,
        ),
    ),
    Form(
        "topics", "topic", "an explainer: a question, its short answer, the whole of it below",
        'explainer new topic --title "The fleet" --question "Why is there a fleet?" '
        '--in-short "Russia rented the harbour." --source ukrweekly-1997-fleet',
        (
            Question("title", "Title", "a word or two, such as The fleet", needed=True),
            Question("question", "Question", "the question that readers have", needed=True),
            Question("in_short", "Answer in short", "two or three sentences", needed=True),
            _SOURCES,
        ),
    ),
    Form(
        "issues", "issue", "a question on which the sides differ",
        'explainer new issue --question "Who pays for the bridge?"',
        (
            Question("question", "Question", "the question on which they differ", needed=True),
            Question("title", "Title", "a few words for lists", asked=False),
            _TOPICS,
        ),
    ),
    Form(
        "events", "event", "a dated fact",
        'explainer new event --date 2014-03-18 --text "Russia and Crimea signed a treaty." '
        "--source tass-2014-03-21 --topic crimea",
        (
            Question("date", "Date", "a day such as 2014-03-18, or as much of it as is known", needed=True),
            Question("text", "What happened", "one or two plain sentences", needed=True),
            _SOURCES,
            Question(
                "topics", "Topics", "the id of an explainer",
                option="topic", names="topics", several=True,
            ),
        ),
    ),
    Form(
        "actors", "actor", "a person, an organisation, a state or a people",
        'explainer new actor --name "Jane Smith" --type person',
        (
            Question("name", "Name", "the name as readers know it", needed=True),
            Question("type", "Type", "one of these words", needed=True, choices=ACTOR_TYPES),
        ),
    ),
    Form(
        "places", "place", "a town, a country, a sea or another place on a map",
        'explainer new place --name "Port Ansel"',
        (Question("name", "Name", "the name as readers know it", needed=True),),
    ),
    Form(
        "terms", "term", "a glossary entry",
        'explainer new term --term "Span" --definition "What a bridge crosses at one go."',
        (
            Question("term", "Term", "the word itself", needed=True),
            Question("definition", "What it means", "one or two plain sentences", needed=True),
            Question(
                "sources", "Sources", "the id of a record in content/sources/",
                option="source", names="sources", several=True,
            ),
            _TOPICS,
        ),
    ),
    Form(
        "sources", "source", "what was published, by whom and when",
        'explainer new source --title "Ministers to look again" --publisher "The Gazette" '
        "--date 2026-11-20",
        (TITLE, PUBLISHER, DATE, URL),
    ),
)  # fmt: skip

FORM_BY_FOLDER = {form.folder: form for form in FORMS}
