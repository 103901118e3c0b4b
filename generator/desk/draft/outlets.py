"""Agencies, papers and broadcasters that a text names as the way by which words came to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.graph import Graph
from generator.model import Actor
from generator.quotes.names import folded
from generator.values import Value

# Agencies that reporters name without saying what they are.
AGENCIES = (
    "Reuters", "AFP", "Agence France-Presse", "AP", "Associated Press", "dpa", "DPA", "EFE", "ANSA",
    "Interfax", "Interfax-Ukraine", "TASS", "ITAR-TASS", "RIA Novosti", "RIA", "Ukrinform", "UNIAN",
    "Xinhua", "Anadolu", "BBC", "CNN", "Bloomberg", "Al Jazeera", "Deutsche Welle", "ТАСС", "РИА Новости",
    "Интерфакс", "Рейтер", "Рейтерс", "Укринформ", "Укрінформ", "УНІАН", "Інтерфакс-Україна",
    "رويترز", "فرانس برس", "أسوشيتد برس", "الأناضول", "سبوتنيك", "تاس", "الجزيرة",
)  # fmt: skip

_KINDS = {"newspaper", "broadcast", "wire report", "news site", "magazine"}
_DESCRIBED = re.compile(
    r"\b(?:news (?:agency|title|service|site|website)|newspaper|daily|weekly|magazine|broadcaster|"
    r"radio station|television (?:channel|station)|wire service)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:Gazette|Radio|News|Times|Post|Ledger|Herald|Tribune|Journal|Telegraph|Guardian|Chronicle|"
    r"Beacon|Courier|Observer|Mirror|Star|Today|Review|TV|Television|Zeitung|Kurier|Tagblatt|Tageblatt|Blatt|"
    r"Rundschau|Le Monde|Figaro|El País|Diario|Wire|Press|Agency|Bulletin|Mail|Express|Standard|Sun|"
    r"Независимая|Газета|газета|Вести|Новости|Известия|Ведомости|Правда|Новини|Радіо|Радио)\b"
)
# What such a body is called before its name, or in place of it.
_NOUN = (
    r"(?:news agency|agency|newspaper|daily|weekly|magazine|broadcaster|radio station|radio|TV channel|"
    r"television channel|television station|news site|website|Nachrichtenagentur|Agentur|Zeitung|Tageszeitung|"
    r"Magazin|Sender|agence|journal|quotidien|hebdomadaire|magazine|chaîne|agencia|diario|periódico|cadena|"
    r"агентств\w{1,3}|газет\w{1,2}|издани\w{1,3}|телеканал\w{0,2}|журнал\w{0,2}|виданн\w{1,3}|радіо|радио|"
    r"و?كالة|ل?وكالة|صحيفة|لصحيفة|قناة|لقناة|راديو|لراديو|موقع)"
)
_QUOTED_NAME = re.compile(rf"\b{_NOUN}\s+[„“«\"‘](?P<name>[^“”„«»\"’\n]{{2,40}})[“”»\"’]")
_MARKED_NAME = re.compile(
    r"\b(?:sagte|sagten|gegenüber|sagt|erklärte|berichtet|berichtete|laut|der|dem|die)\s+(?:der|dem|die)?\s*„(?P<name>[A-ZÄÖÜ][^“”„\n]{2,30})[“”]"
)
_ARABIC_NAME = re.compile(
    r"(?<!\w)ل?(?:وكالة|صحيفة|قناة|راديو)\s+(?P<name>[\u0620-\u064a]+(?:\s[\u0620-\u064a]+)?)"
)
_UNNAMED = re.compile(
    r"\b(?P<name>(?:(?:an?|another|a local|eine[rmn]?|une?|una?)\s+(?:[\w'’-]+\s+){0,2}?"
    r"(?:news agency|newspaper|news website|news site|radio station|television (?:station|channel)|TV (?:station|channel)|"
    r"broadcaster|news magazine|Nachrichtenagentur|Zeitung|Radiosender|agence de presse|journal|quotidien|"
    r"radio|agencia de noticias|diario))(?:\s(?:russe|ukrainienne?|local|locale|americaine?|ruso|rusa))?)\b"
)


class Outlet(Value):
    """One mention: where it stands, and whose it is. `id` is an actor's, `is_unnamed` "a news agency"."""

    start: int
    end: int
    name: str
    id: str | None = None
    is_unnamed: bool = False


def is_outlet_name(words: str) -> bool:
    """Whether a name says of itself that a paper or a broadcaster bears it: "Harbour Gazette"."""
    return _NAMED.search(words) is not None or words in AGENCIES


class Outlets:
    """The outlets that the records and this house's list know, made ready to be looked for."""

    def __init__(self, graph: Graph) -> None:
        publishers = {s.publisher for s in graph.sources.values() if s.kind in _KINDS}
        self.by_name: dict[str, str] = {}
        for actor in graph.actors.values():
            if is_outlet(actor, publishers):
                self.by_name |= dict.fromkeys(actor.names, actor.id)
        published = [p for p in publishers if p not in self.by_name and len(p) > 3]
        listed = sorted({*self.by_name, *AGENCIES, *published}, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, listed))
        self._pattern = re.compile(rf"(?<![\w-])(?:ل|و)?(?P<name>{alternatives})(?![\w-])")

    def in_text(self, text: str) -> tuple[Outlet, ...]:
        """The mentions in a stretch of text, in reading order; none lies in another."""
        kept: list[Outlet] = []
        for outlet in sorted(self._mentions(text), key=lambda o: (o.start, -o.end, o.id is None)):
            if not kept or outlet.start >= kept[-1].end:
                kept.append(outlet)
        return tuple(kept)

    def _mentions(self, text: str) -> Iterator[Outlet]:
        for match in self._pattern.finditer(text):
            name = match["name"]
            yield Outlet(match.start("name"), match.end("name"), name, self.id_of(name))
        for pattern in (_QUOTED_NAME, _MARKED_NAME, _ARABIC_NAME):
            for match in pattern.finditer(text):
                name = " ".join(match["name"].split())
                yield Outlet(match.start("name"), match.end("name"), name, self.id_of(name))
        for match in _UNNAMED.finditer(text):
            yield Outlet(*match.span("name"), " ".join(match["name"].split()), is_unnamed=True)

    def id_of(self, name: str) -> str | None:
        """The actor of that name, also with another case ending."""
        if name in self.by_name:
            return self.by_name[name]
        words = [folded(word) for word in name.split()]
        known = ((n, id) for n, id in self.by_name.items())
        return next((id for n, id in known if [folded(w) for w in n.split()] == words), None)


def is_outlet(actor: Actor, publishers: set[str]) -> bool:
    """Whether an actor passes on what others say: by its own description, or by its sources."""
    if actor.type != "organisation":
        return False
    described = re.split(r"[.!?]", actor.description or "")[0]
    return _DESCRIBED.search(described) is not None or bool(publishers & set(actor.names))
