"""What an editor is told of each kind, group and field: one sentence, in plain words."""

from __future__ import annotations

_KINDS = {
    "articles": "The summary of one published article.",
    "topics": "An explainer: front matter, then questions (## …?) and answers.",
    "issues": "A question on which the sides differ.",
    "events": "A dated fact, with its sources.",
    "actors": "A person, an organisation, a state or a people.",
    "places": "A place, with coordinates where it stands on a map.",
    "terms": "An entry of the glossary.",
    "sources": "What was published, by whom and when.",
    "pages": "A standing page of the site, such as About; its first heading is its title.",
    "statement": "What somebody said, and through whom it reached us.",
    "unnamed": "A speaker without a name.",
    "hop": "One hand through which the words passed.",
    "rejection": "Somebody who rejects the statement.",
    "exemption": "A rule that this record need not keep, and why.",
    "change": "What readers are told of a change to the page.",
    "pinned": "A sentence that stands first under its heading.",
    "vote": "How a vote went, as far as the source gives the figures.",
    "role": "An office, and when it was held.",
    "member": "A member of the organisation, and since when.",
}

_NAMES = {
    "articles": "article", "topics": "explainer", "issues": "issue", "events": "event",
    "actors": "actor", "places": "place", "terms": "term", "sources": "source", "pages": "page",
    "statements": "statement", "unnamed": "speaker without a name", "hop": "step of via",
}  # fmt: skip

# What a field means wherever it stands, unless its kind says otherwise below.
_ANYWHERE = {
    "id": "The record's id, unique over the whole site; without one, the file's name is the id.",
    "formerly": "Ids that the record had before, the oldest first; explainer rename writes them.",
    "exempt": "A rule that need not be kept here: why, who answers for it, and until when.",
    "topics": "The explainers that this belongs to.",
    "sources": "The sources that this rests on.",
    "statements": "Who said what, in the order in which a reader should meet it.",
    "changes": "Corrections and updates that readers are told of.",
    "aliases": "Other names under which it is known; the search finds it by these too.",
    "native_name": "The name in its own language and script.",
    "native_language": "The language of the native name, as a tag such as uk or ru.",
    "description": "Who or what this is, in a sentence or two, each with its [@source].",
    "note": "What a reader should know besides, in your own words.",
    "date": "The day, as exactly as it is known.",
    "language": "The language, as a tag such as en, ru or uk.",
}

_FIELDS = {
    "articles": {
        "source": "The source record of the article that is summed up.",
        "summary": "What the article says, in your own words.",
        "title": "The title of the summary's page; without one, the article's own.",
        "received_as": "The source record of the copy that was read, if it was not the original.",
        "date": "The day of the article, if its source record does not say it.",
        "key_points": "What matters in the article, a sentence or two for each point.",
        "reading": "What to read next, and why; link with [[id]].",
        "draft": "Whether it is still a draft, which is checked and not published.",
    },
    "topics": {
        "title": "The name of the subject, in a few words.",
        "question": "The question that the page answers.",
        "in_short": "The answer in two or three sentences, each with its [@source].",
        "why": "Why the reader is told this now: what the news left out.",
        "as_of": "The day up to which the page is right.",
        "review_by": "The day by which somebody looks at the page again.",
        "not_known": "What is not known, each point with how one can tell.",
        "highlights": "The events and statements that stand first, in this order.",
        "growth_of": "An organisation whose members, year by year, are part of the story.",
        "map": "The places on the page's map, instead of all that it names.",
        "pinned": "Sentences of yours that stand first under known, claimed, disputed or unknown.",
    },
    "issues": {
        "question": "The question on which the sides differ, fair to each of them.",
        "title": "A short name for the question.",
        "summary": "What the dispute is about, with its sources.",
    },
    "events": {
        "date": "The day on which it happened, as exactly as it is known.",
        "text": "What happened, in the past tense and without taking a side.",
        "status": "Whether the fact is established, claimed by one side or disputed.",
        "claimed_by": "Who says that it happened; for a status of claimed.",
        "disputed_by": "Who says that it did not happen so; for a status of disputed.",
        "actors": "Who took part.",
        "places": "Where it happened.",
        "vote": "How the vote went, in figures of the source.",
    },
    "actors": {
        "name": "The name as the site writes it.",
        "type": "Whether this is a person, an organisation, a state or a people.",
        "represents": "The actor for whom this one speaks.",
        "roles": "The offices that were held, and when.",
        "members": "Who belongs to the organisation, and since when.",
    },
    "places": {
        "name": "The name as the site writes it.",
        "kind": "What it is, such as a city, a peninsula or a sea.",
        "latitude": "Decimal degrees, north counting up from nought.",
        "longitude": "Decimal degrees, east counting up from nought.",
        "part_of": "The larger place in which it lies.",
        "status": "Who holds it and who claims it, in neutral words.",
    },
    "terms": {
        "term": "The word or phrase that is explained.",
        "definition": "What it means, and who uses it where that matters, with its [@source].",
        "contested": "Whether one side rejects the word.",
        "see_also": "Other entries that help to understand this one.",
    },
    "sources": {
        "title": "The title as it was published.",
        "publisher": "Who published it: the paper, the agency, the office.",
        "author": "Who wrote it, as it is signed.",
        "date": "The day of publication; leave it out where it is not known.",
        "url": "The web address at which it stands.",
        "archived": "The web address of an archived copy.",
        "kind": "What sort of source it is.",
        "language": "The language in which it was read, as a tag such as en, ru or uk.",
        "republishes": "The source whose text this one prints again.",
        "draws_on": "The sources or agencies whose reporting this one passes on.",
        "seen": "How much of it was read, and where.",
        "accessed": "The day on which it was read.",
    },
    "pages": {
        "title": "The title, if it is not the first heading.",
        "description": "What the page is about, in one sentence for search engines.",
        "shows": "Lists that the page draws from the records.",
    },
    "statement": {
        "id": "A name for the statement, so that others can deny or confirm it.",
        "speaker": "Who said it: an actor's id, or {unnamed: the words used, why: the reason}.",
        "role": "The office that the source gives the speaker.",
        "date": "The day on which it was said.",
        "verb": "How it was said.",
        "quote": "The exact words, to the character, as the source prints them.",
        "text": "What was said, in your own words.",
        "language": "The language of the quotation as it stands here.",
        "original_language": "The language in which it was said, if that is another.",
        "translated_by": "Who put the words into the language that stands here.",
        "via": "The hands through which the words passed, from the speaker outwards to what was read.",
        "sources": "Where it can be read, if that is not the last step of via or the article.",
        "issue": "The issue on which the statement takes a position.",
        "position": "Where the statement puts the speaker on the issue, in your own words.",
        "denies": "The statement that this one denies.",
        "confirms": "The statement that this one confirms.",
        "corrects": "The statement that this one corrects.",
        "withdraws": "The statement that this one takes back.",
        "rejected_by": "Who rejects the statement without a statement of their own here.",
    },
    "unnamed": {
        "unnamed": "The words that the source uses for the speaker, such as a senior official.",
        "why": "Why there is no name.",
    },
    "hop": {
        "who": "The actor or the source that passed the words on.",
        "verb": "How they passed them on.",
        "date": "The day on which they did.",
        "unnamed": "The words that the source uses for somebody without a name.",
        "language": "The language in which they passed them on.",
    },
    "rejection": {
        "by": "The actor who rejects the statement.",
        "sources": "Where that can be read.",
    },
    "exemption": {
        "rule": "The code of the rule, as explainer check prints it.",
        "why": "Why the rule cannot be kept now; readers see this.",
        "owner": "Who answers for it.",
        "until": "The day after which it is a mistake again.",
    },
    "change": {
        "date": "The day of the change.",
        "kind": "A correction of what was wrong, or an update of what is new.",
        "text": "What was changed, as readers are told it.",
    },
    "pinned": {
        "status": "The heading under which it stands.",
        "text": "The sentence, with its [@source].",
    },
    "vote": {
        "in_favour": "How many voted for it.",
        "against": "How many voted against it.",
        "abstained": "How many abstained.",
        "absent": "How many were absent or did not vote.",
    },
    "role": {
        "title": "The office.",
        "start": "The first day in office; leave it out where it is not known.",
        "end": "The last day in office; leave it out where it is not known or not over.",
        "sources": "Where that can be read.",
    },
    "member": {
        "who": "The member's id among the actors.",
        "name": "What it was called when it joined, or its name where the site has no record of it.",
        "since": "The day from which it is a member.",
        "sources": "Where that can be read.",
    },
}  # fmt: skip


def of_kind(kind: str) -> str:
    """What a record of a kind ("articles") or a group of keys ("statement") is.

    Errors: KeyError where there is no such kind.
    """
    return _KINDS[kind]


def name_of(kind: str) -> str:
    """What one record of a kind ("article") or one group of keys ("step of via") is called."""
    return _NAMES.get(kind, kind)


def of_field(kind: str, field: str) -> str:
    """What is written in a field of a kind ("articles") or a group ("statement").

    Errors: KeyError where there is no such kind or field.
    """
    return _FIELDS[kind].get(field) or _ANYWHERE[field]


def all_fields() -> frozenset[tuple[str, str]]:
    """Every (kind, field) that has a sentence of its own, so that none is kept in vain."""
    return frozenset((kind, field) for kind, fields in _FIELDS.items() for field in fields)
