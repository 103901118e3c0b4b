"""A draft as files: keys for what stands in the text, `# confirm` behind what it only suggests."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.desk.draft.drafting import ARTICLE_LIMIT, Draft, Said
from generator.desk.draft.new_ids import id_of_article, id_of_source
from generator.desk.draft.yaml_lines import WIDTH, comment, key_line, quoted
from generator.desk.fmt import formatted
from generator.desk.near import article_on
from generator.graph import Graph
from generator.model import UNWRITTEN, suggested_id
from generator.quotes.names import romanised
from generator.quotes.texts import SavedText
from generator.schema import first_line

TIMES_SHOWN = 12
CONFIRM = "# confirm"


@dataclass(frozen=True)
class DraftedFiles(Mapping[str, str]):
    """Path below content/ -> the text of a file that is not there yet; `notes` are to be printed."""

    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __getitem__(self, path: str) -> str:
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def written(draft: Draft, saved: SavedText, graph: Graph) -> DraftedFiles:
    """The files of a draft, and what is to be said of them."""
    taken = set(graph.library.folders_by_id)
    source_id = draft.source.id if draft.source else id_of_source(draft, saved, taken)
    article_id = id_of_article(draft, source_id, taken | {source_id})
    files = {}
    if draft.source is None:
        files[f"sources/{source_id}.yml"] = "".join(_source(draft))
    files[f"articles/{article_id}.yml"] = "".join(_article(draft, source_id))
    files = {path: _in_form(path, text) for path, text in files.items()}
    notes = list(_notes(draft, source_id, saved, graph))
    if len(saved.text) > ARTICLE_LIMIT:
        notes.insert(
            0, f"Only the first {ARTICLE_LIMIT:,} characters were read; the rest is left out."
        )
    return DraftedFiles(files, tuple(notes))


def _in_form(path: str, text: str) -> str:
    """The file as `explainer fmt` writes it, so that an editor's first change is the editor's alone."""
    found = formatted(text, f"content/{path}", path.partition("/")[0])
    return found if isinstance(found, str) else text


# --- the source ----------------------------------------------------------------------------------


def _source(draft: Draft) -> Iterator[str]:
    head = draft.head
    yield f"{first_line('sources')}\n"
    # Both are needed, and explainer check says so of these words.
    yield key_line("title", head.title or "untitled") + _unless(
        head.title, "write the headline as it is printed"
    )
    yield key_line("publisher", head.publisher or "unknown publisher") + _unless(
        head.publisher, "write who published this; the text does not say"
    )
    if head.author:
        yield key_line("author", head.author) + "\n"
    if head.date:
        yield key_line("date", head.date.edtf) + "\n"
    if head.url:
        yield key_line("url", head.url) + "\n"
    if head.kind:
        yield f"kind: {head.kind}  {CONFIRM}\n"
    if head.language:
        yield key_line("language", head.language) + "\n"
    origin = head.first_published_by
    if origin and origin != head.publisher:
        yield f"# republishes:  {CONFIRM}: the text says it is by {quoted(origin)}; write the id of its own record\n"
    drawn = dict.fromkeys(o.id for said in draft.said for o in said.via if o.id)
    if drawn:
        yield f"# draws_on: [{', '.join(drawn)}]  {CONFIRM}\n"


def _unless(found: str | None, what: str) -> str:
    return "\n" if found else f"  {CONFIRM}: {what}\n"


# --- the article -----------------------------------------------------------------------------------


def _article(draft: Draft, source_id: str) -> Iterator[str]:
    yield f"{first_line('articles')}\n"
    yield "# The site leaves this out until the summary is written and draft: true is gone.\n"
    yield "draft: true\n"
    yield f"source: {source_id}" + (f"  {CONFIRM}: is it this text?\n" if draft.source else "\n")
    yield f"summary: {UNWRITTEN}  {CONFIRM}: tell in your own words what the text says\n"
    known = draft.known
    if known.topics:
        yield f"# topics: [{', '.join(known.topics)}]  {CONFIRM}\n"
    for what, ids in (("actors", known.actors), ("places", known.places), ("terms", known.terms)):
        if ids:
            yield comment(f"Named in the text, {what}: {', '.join(ids)}")
    times = list(_times(draft))
    if times:
        yield f"# Words of time, {CONFIRM[2:]} each:\n" + "".join(times)
    live = [said for said in draft.said if said.speaker.id or said.speaker.unnamed]
    if draft.said:
        yield "statements:\n" if live else "# statements:\n"
    for said in draft.said:
        yield "".join(_statement(said, draft, source_id))


def _times(draft: Draft) -> Iterator[str]:
    for line, words in draft.times[:TIMES_SHOWN]:
        meant = words.date.edtf if words.date else "the day of publication is not known"
        ahead = ", if it is still to come" if words.is_ahead else ""
        if words.ahead:
            ahead = f", or {words.ahead.edtf} if it is still to come"
        yield f"#   line {line}, {quoted(words.words)}: {meant}{ahead}\n"
    if len(draft.times) > TIMES_SHOWN:
        yield f"#   and {len(draft.times) - TIMES_SHOWN} more\n"


def _statement(said: Said, draft: Draft, source_id: str) -> Iterator[str]:
    """A statement; as a comment where its speaker has no record, so that a check can pass."""
    lines = list(_statement_lines(said, draft, source_id))
    if said.speaker.id or said.speaker.unnamed:
        yield from (f"  {line}\n" for line in lines)
    else:
        yield from (f"  # {line}\n" for line in lines)


def _statement_lines(said: Said, draft: Draft, source_id: str) -> Iterator[str]:
    quotation, speaker = said.quotation, said.speaker
    yield f"- {_speaker(said)}"
    if said.on is not None and said.on.date is not None:
        yield f"  date: {said.on.date.edtf}  {CONFIRM}: {quoted(said.on.words)}"
    elif said.on is not None:
        yield f"  # date:  {CONFIRM}: {quoted(said.on.words)}; the day of publication is not known"
    where = f"line {quotation.line}"
    if quotation.is_headline:
        where += ", in the headline only: were these words said?"
    if quotation.is_cut:
        where += ", one piece of a longer speech"
    yield f"  quote: >-  # {where}"
    wrapped = textwrap.wrap(quotation.words, WIDTH, break_long_words=False, break_on_hyphens=False)
    yield from (f"    {line}" for line in wrapped)
    language = draft.head.language
    if language and language.split("-")[0] != "en":
        yield f"  language: {language}"
    if said.via:
        yield f"  {_via(said, source_id)}"
    if speaker.name is not None and speaker.id is None:
        yield f"  # {quoted(speaker.name)} has no record yet; make one, then take these # away"


def _speaker(said: Said) -> str:
    speaker = said.speaker
    if speaker.id:
        return f"speaker: {speaker.id}  {CONFIRM}"
    if speaker.unnamed:
        return (
            f"speaker: {{unnamed: {json.dumps(speaker.unnamed, ensure_ascii=False)}, "
            f"why: the text gives no name}}  {CONFIRM}"
        )
    if speaker.name:
        return (
            f"speaker: {suggested_id(romanised(speaker.name))}  {CONFIRM}: {quoted(speaker.name)}"
        )
    return f"speaker:  {CONFIRM}: the text leaves open who says this"


def _via(said: Said, source_id: str) -> str:
    """The chain; as a comment where one of its hands has no record."""
    steps = []
    lacking = []
    for outlet in said.via:
        if outlet.is_unnamed:
            steps.append(f"{{unnamed: {json.dumps(outlet.name, ensure_ascii=False)}}}")
        elif outlet.id:
            steps.append(outlet.id)
        else:
            steps.append(suggested_id(romanised(outlet.name)) or "…")
            lacking.append(quoted(outlet.name))
    line = f"via: [{', '.join([*steps, source_id])}]  {CONFIRM}"
    return f"# {line}: no record of {' and '.join(lacking)} yet" if lacking else line


# --- what is said of it ------------------------------------------------------------------------------


def _notes(draft: Draft, source_id: str, saved: SavedText, graph: Graph) -> Iterator[str]:
    count = len(draft.said)
    lacking = sum(not (s.speaker.id or s.speaker.unnamed) for s in draft.said)
    if not draft.is_marked:
        yield "The text marks nothing as speech, so no quotation was drafted."
    elif count:
        noun = "1 quotation" if count == 1 else f"{count} quotations"
        stand = "1 stands as a comment" if lacking == 1 else f"{lacking} stand as comments"
        rest = f"; {stand}, for want of a record of the speaker" if lacking else ""
        yield f"Drafted {noun}{rest}."
    else:
        yield "No quotation was found."
    for line in draft.lost:
        yield f"Line {line}: words in quotation marks could not be taken over exactly; look there."
    missing = [
        key for key in ("title", "publisher", "author", "date", "language", "url")
        if getattr(draft.head, key) is None and draft.source is None
    ]  # fmt: skip
    if missing:
        yield f"Not found in the text: {', '.join(missing)}."
    if draft.source is not None:
        yield f"The site has this text as {source_id}."
    other = article_on(source_id, graph)
    if other is not None:
        place = graph.library.origins[other.id].location.path
        yield f"There is an article on this text already: {place}. Keep one of the two."
    name = f"{source_id}{saved.path.suffix}"
    yield f"Keep the text outside git as {name}, then compare: explainer verify --texts DIR"
