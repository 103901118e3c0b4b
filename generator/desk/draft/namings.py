"""Words behind which quotation marks hold a name, or a word that the reporter keeps at arm's length."""

from __future__ import annotations

import re

from generator.quotes.lexicon import SPEECH_VERBS

# Things that bear names: what stands in marks right behind one of these is what it is called.
_THINGS = re.compile(
    r"(?:^|[\s(])(?:the |a |an |his |her |their |der |die |das |le |la |l['’])?(?:"
    r"film|movie|book|novel|song|album|poem|play|series|programme|program|show|podcast|documentary|essay|painting|"
    r"ship|boat|ferry|vessel|yacht|tanker|operation|restaurant|café|pub|hotel|band|magazine|newspaper|"
    r"word|words|term|phrase|label|slogan|sign|banner|code name|codename|nickname|project|class|group|party|"
    r"Film|Buch|Roman|Lied|Fähre|Schiff|Zeitung|Magazin|Wort|Begriff|Partei|Frachter|Restaurant|Sendung|"
    r"film|livre|roman|chanson|navire|bateau|ferry|journal|mot|terme|restaurant|émission|"
    r"película|libro|novela|canción|barco|buque|transbordador|diario|palabra|término|restaurante|"
    r"фильм\w{0,3}|книг\w{1,3}|роман\w{0,3}|песн\w{1,3}|паром\w{0,3}|корабл\w{1,3}|судн\w{1,3}|газет\w{1,3}|"
    r"журнал\w{0,3}|агентств\w{1,3}|компани\w{1,3}|парти\w{1,3}|телеканал\w{0,3}|канал\w{0,3}|слов\w{1,3}|"
    r"термин\w{0,3}|план\w{0,3}|фільм\w{0,3}|книз\w{1,3}|пісн\w{1,3}|пором\w{0,3}|судно|газет\w{1,3}|"
    r"агенці\w{1,3}|агентств\w{1,3}|компані\w{1,3}|пароплавств\w{1,3}|парті\w{1,3}|слов\w{1,3}|завод\w{0,3}|"
    r"فيلم|كتاب|سفينة|عبارة|صحيفة|وكالة|كلمة|شركة"
    r")\s*,?\s*\Z"
)
_SO_CALLED = re.compile(
    r"(?:so-called|self-styled|self-proclaimed|known as|nicknamed|dubbed|titled|entitled|labell?ed|branded|"
    r"named|code-?named|sogenannte[nrsm]?|so genannte[nrsm]?|namens|mit dem Titel|genannt|"
    r"soi-disant|dit|dite|baptisée?|intitulée?|surnommée?|nommée?|llamad[oa]s?|titulad[oa]|bautizad[oa]|"
    r"так называем\w{2,3}|под названием|по имени|так зван\w{1,3}|під назвою|ما يسمى(?: ب)?|المسماة?|بعنوان)\s*(?:the |a |der |die |le |la )?\s*\Z",
    re.IGNORECASE,
)
# "is called", "officially called": a name. "He called it", "which she called": speech.
_CALLED = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|officially|commonly|locally|formally|often|usually|also)\s+)called\s*\Z",
    re.IGNORECASE,
)
# "Stroud called the project “a monument to hurry”".
_CALLS = re.compile(
    r"\b(?:call(?:s|ed|ing)|describ(?:es|ed|ing)|nannte|nennt|bezeichnete|qualifi\w+|calific\w+|назва[лв]\w{0,2}|وصف\w?)\b",
    re.IGNORECASE,
)
_HEISST = re.compile(
    r"\b(?:heißt|heißen|hieß|s['’]appelle|se llama|называется|називається|يسمى|تسمى)\s*\Z"
)


def is_naming(before: str, words: str) -> bool:
    """Whether what stands before the opening mark makes the words in marks a name or a label.

    `before` is the paragraph up to the mark; `words` are what is in marks.
    """
    if _SO_CALLED.search(before) or _CALLED.search(before) or _HEISST.search(before):
        return True
    if not _THINGS.search(before) or (words[:1].islower() and _CALLS.search(before[-80:])):
        return False
    # "He ended with the words “We will go home.”" is speech for all that.
    return not (
        words[:1].isupper() and words.rstrip()[-1:] in ".!?,…" and len(words.split()) > 3
    ) or (before.split()[-1].lower() in SPEECH_VERBS)
