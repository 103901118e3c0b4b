"""What stands plainly at the head of a text: its title, by-line, day, publisher, and where it is from."""

from __future__ import annotations

import re

from generator.desk.draft.days import first_full_date
from generator.desk.draft.declared import Declared, joined
from generator.desk.draft.outlets import is_outlet_name
from generator.quotes.paragraphs import Stretch, lines, sentence_end
from generator.quotes.reading import ReadText
from generator.values import replace

HEAD_PARAGRAPHS = 7
# A line of so many letters with more below it is the beginning of a wrapped paragraph.
WRAPPED = 55
_NAME = r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,4}"
_NAMES = rf"{_NAME}(?:\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*{_NAME}){{0,3}}"
_BY_LINE = re.compile(
    rf"(?:(?:By|Words by|Updates by|Reporting by|Von|Par|Por|Автор|Текст|Автори|Авторы|بقلم)\s*:?\s+)(?P<names>{_NAMES})"
    r"(?:\s*[,|]\s*(?P<rest>[^\n]{2,60}))?\.?"
)
_SOURCE_LINE = re.compile(
    r"(?:Source|Publisher|Quelle|Fuente|Источник|Джерело|المصدر)\s*:\s*(?P<name>[^\n]{2,60}?)\.?"
)
_ADDRESS_LINE = re.compile(
    r"(?:(?:URL|Link|Address)\s*:\s*)?(?P<url>https?://[^\s<>\"'`\\^{|}\[\]]+)"
)
# "The Morning Ledger, 6 May 2031": who published it stands before the day.
_IMPRINT = re.compile(
    r"\*?(?P<name>[A-ZА-ЯІЇЄҐÀ-Þ][^\n,.;:!?“”\"«»]{1,48}),\s+(?:broadcast\s+)?(?P<day>[^\n]{6,40})"
)
_DATELINE = re.compile(r"\A[^()\n]{2,60}\((?P<agency>[A-ZÀ-ÞА-ЯІЇЄҐ][\w/ .-]{1,30})\)\s*[—–-]+\s")


def plain_head(text: ReadText) -> Declared:
    """What the first lines say, each in a form that leaves no doubt; the rest is left out."""
    blocks = text.speech.paragraphs
    found = Declared(title=_title(text), language=language_of(text.text))
    for block in blocks[:HEAD_PARAGRAPHS]:
        for line in lines(text.text, block):
            words = text.text[line.start : line.end].strip()
            if len(words) <= 160:
                found = found.or_else(_of_line(words))
    for block in blocks[:HEAD_PARAGRAPHS]:
        found = found.or_else(_of_dateline(text.text, block))
    return found


def _title(text: ReadText) -> str | None:
    """The headline: the first line, where it is set as one."""
    if not text.speech.paragraphs or len(text.speech.paragraphs) < 2:
        return None
    rows = [row for block in text.speech.paragraphs[:3] for row in lines(text.text, block)][:4]
    shown = [" ".join(text.text[row.start : row.end].split()) for row in rows]
    if shown[0].lower().startswith("skip to"):
        return None  # a page that was saved as text begins with its menu
    if len(shown) > 1 and _is_kicker(shown[0]) and _is_headline(shown[1]):
        return shown[1].removeprefix("# ")
    in_first = len(lines(text.text, text.speech.paragraphs[0]))
    # A line that the next one goes on with is the beginning of a text that was wrapped.
    goes_on = in_first > 1 and (shown[1][:1].islower() or len(shown[0]) > WRAPPED)
    return shown[0].removeprefix("# ") if _is_headline(shown[0]) and not goes_on else None


def _is_headline(words: str) -> bool:
    is_line = len(words) <= 250 and not words.endswith((".", ",", ";", ":"))
    return is_line and not _BY_LINE.fullmatch(words) and not _DATELINE.match(words)


def _is_kicker(words: str) -> bool:
    """Two or three words above the headline: THE LONG READ."""
    few = len(words.split()) <= 3 and words[-1:] not in "?!.…"
    return few and words.isupper()


def _of_line(words: str) -> Declared:
    by_line = _BY_LINE.fullmatch(words)
    if by_line:
        split = re.split(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*", by_line["names"])
        if not re.search(r"\b(?:and|und|et|y)\b|&", by_line["names"]):
            # Behind a comma alone stands an office, or where somebody writes from.
            split = split[:1]
        names = [n for n in split if n and not is_outlet_name(n) and not n[0].islower()]
        return Declared(author=joined(names) or joined(split[:1]))
    source = _SOURCE_LINE.fullmatch(words)
    if source:
        return Declared(publisher=source["name"].strip())
    address = _ADDRESS_LINE.fullmatch(words)
    if address:
        return Declared(url=address["url"])
    imprint = _IMPRINT.match(words)
    if imprint:
        day = first_full_date(imprint["day"])
        if day is not None and is_outlet_name(imprint["name"]):
            return Declared(publisher=imprint["name"].strip(), date=day)
    day = first_full_date(words)
    # A line that is hardly more than the day is when the text appeared; a sentence may tell of any.
    if day is not None and len(re.findall(r"[^\W\d_]+", words)) <= 7 and not words.endswith("?"):
        return Declared(date=day)
    return Declared()


def _of_dateline(text: str, block: Stretch) -> Declared:
    """ "VESSMARK, May 5 (Coast Wire) - ": the agency whose report this is, and the day if it has a year."""
    words = text[block.start : min(block.end, block.start + 200)]
    match = _DATELINE.match(words)
    if match:
        day = first_full_date(words[: match.end()])
        return Declared(date=day, first_published_by=match["agency"])
    place = re.match(r"[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ -]+,\s[^—–\n]{4,30}\s[—–-]\s", words)
    return Declared(date=first_full_date(place.group())) if place else Declared()


_REPRINTED = re.compile(
    r"(?:(?:This|The) (?:article|report|story|text) (?:was |is )?(?:first |originally |republished |reprinted )*"
    r"(?:published|appeared|republished|reprinted)? ?(?:by|in|on|from|at)|First published (?:by|in|on)|"
    r"Zuerst erschienen (?:in|bei)|Cet article a d['’]abord été publié (?:par|dans)|"
    r"Впервые опубликовано|Вперше опубліковано)\s+(?P<name>[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*(?:\s[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*){0,4})"
)


def reprinted_from(text: ReadText) -> str | None:
    """Whose text this is, where a line at its head or foot says that it appeared elsewhere first."""
    blocks = text.speech.paragraphs
    for block in (*blocks[:HEAD_PARAGRAPHS], *blocks[-4:]):
        start = block.start
        while start < block.end:
            stop = sentence_end(text.text, start, block.end)
            match = _REPRINTED.match(text.text[start:stop].strip())
            if match:
                return match["name"]
            start = max(stop, start + 1)
    return None


def with_agency(found: Declared, text: ReadText) -> Declared:
    """What was found, with the agency of the dateline as publisher where nobody else is named."""
    found = replace(found, first_published_by=reprinted_from(text) or found.first_published_by)
    if found.publisher is None and found.first_published_by is not None:
        return replace(found, publisher=found.first_published_by, kind="wire report")
    return found


# --- the language ------------------------------------------------------------------------------

_COMMON = {
    "en": "the of and to in that was is for with said on his her you my has have it",
    "de": "der die das und nicht ist den von mit sich auf im sie ein",
    "fr": "le la les des et une est dans que pour qui du au a",
    "es": "el la los las de y que en por una del es al se",
    "ru": "и в не на что с как он она это по его из был",
    "uk": "і в не на що з як він вона це до його та за",
}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")


def language_of(text: str) -> str | None:
    """The language of a text by its letters and its commonest words; None where that is not plain."""
    sample = text[:20_000]
    letters = sum(c.isalpha() for c in sample)
    if letters < 40:
        return None
    if len(re.findall("[\u0620-\u064a]", sample)) > 0.5 * letters:
        # Persian and Urdu have letters that Arabic has not.
        return None if re.search("[پچژگکی]", sample) else "ar"
    if len(re.findall("[\u0400-\u04ff]", sample)) > 0.5 * letters:
        ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
        return "uk" if ukrainian > russian else "ru" if russian else None
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {tag: sum(w in set(common.split()) for w in words) for tag, common in _COMMON.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best * 12 < len(words) or best < 1.3 * second:
        return None
    return max(counts, key=lambda tag: counts[tag])
