"""Meetings of bodies that verbs tell of: two that "held talks", one that "convened", "ministers" who "gathered"."""

import re
from collections.abc import Iterator

from coopdata.expressions import later
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence, words_needed
from coopdata.extract.event_drafts import ORDINAL_WORD, EventDraft
from coopdata.extract.lexicon import Kind
from coopdata.reference.wordlists import word_list

_TALKS = (
    *("talks", "discussions", "meeting", "meetings", "conversation", "session", "audience", "consultations"),
    *("negotiations", "lunch", "dinner"),
)
TALKED = (
    rf"(?:(?:held|holds|hold|holding|had|have|having) (?:[^ ]+ ){{0,3}}?(?:{'|'.join(_TALKS)})"
    r"|(?:sat|sits|sit) (?:down|together|at (?:one|the same) table)|conferred|confers"
    r"|(?:came|come|comes|got|get) together|(?:were|was|are|is) in (?:talks|session|conference)"
    r"|exchanged (?:views|ideas|opinions)|compared notes|swapped views)"
)
_OTHERWISE = (
    *("sat", "sits", "sit", "conferred", "confers", "together", "conference"),
    *("exchanged", "compared", "swapped"),
)
TALKING = words_needed((*_TALKS, *_OTHERWISE))
"""What a sentence needs one of for `TALKED` to stand in it."""
MEETING = TALKING | {"met", "meets", "meet"}
_OWN_WORDS = r"(?: (?!N\d)[^ ]+)"
_WHEN = r"D\d+|today|yesterday|last|this|earlier|during|again|and|after|when"
NEXT = rf"(?= (?:,|in|at|on|for|to|L\d+|here|there|{_WHEN}) |\s*$)"
"""What follows "met" where nobody is met besides those named before."""
_BODIES = later(
    rf" (?P<one>[PU]\d+) and(?: [a-z]+){{0,3}} (?P<two>[PU]\d+){_OWN_WORDS}{{0,8}}? (?:met|meet|{TALKED}){NEXT}"
)
_WITH = later(
    rf" (?P<one>[PU]\d+){_OWN_WORDS}{{0,10}}? (?:met|meets|meet|{TALKED}) with(?: [a-z]+){{0,3}} (?P<two>[PU]\d+) "
)
_SITTING = ("meeting", "gathered", "gathering", "sitting", "convening", "in session")
_SAT = (
    *("met", "meets", "meet", "gathered", "gathers", "gather", "convened", "convenes", "convene", "sat", "sits"),
    *("assembled", "assembles"),
)
_ASSEMBLES = rf"(?:(?:is|was|are|were|will be) (?:{'|'.join(_SITTING)})|{'|'.join(_SAT)})"
_ASSEMBLED = words_needed((*_SITTING, *_SAT))
_ONE = later(
    r" (?:(?P<who>[a-z]+) of )?(?P<body>[PU]\d+)(?: , (?:which|who))?"
    rf"(?: (?:has|have|also|then|will(?: next)?|is to|are to))? {_ASSEMBLES}{NEXT}"
)
_COMMON_BODIES = ("board", "cabinet", "council", "committee", "commission", "parliament", "assembly")
_COMMON = later(
    rf" (?P<noun>{'|'.join(_COMMON_BODIES)}){_OWN_WORDS}{{0,8}}? "
    r"(?:sat|met|convened|gathered|meets|convenes) (?:on |in |at |last |this )?(?=D\d+|L\d+)"
)
_COMMON_NAMED = words_needed(_COMMON_BODIES)
_CAME = ("met", "meeting", "meet", "gathered", "gather", "came together", "sat down", "assembled", "convened")
_GATHERED = words_needed(_CAME)
_OF_PEOPLE = later(
    r"\b(?:[Tt]he )?(?P<who>(?:(?!The |All |Both |These )[A-Z][\w-]* |foreign |defen[cs]e |finance |trade )?"
    r"(?:[Ll]eaders|[Mm]inisters|[Oo]fficials|[Dd]elegates|[Ee]xperts|[Nn]egotiators|[Rr]epresentatives|[Pp]residents"
    r"|[Gg]overnors|[Mm]ayors|[Rr]ectors)(?: (?:of|from)(?: [\w-]+){1,9}?)?) "
    r"(?:have |had |are |were |will |are to )?(?:next )?"
    rf"(?:{'|'.join(_CAME)})"
    r"(?= (?:again |there |here )?(?:in|on|at|for|last|this|yesterday|today)\b)"
)
_BARE = later(r"[a-zA-Z]+\Z")
_NUMBERED_BODIES = ("Committee", "Commission", "Council")
_NUMBERED = later(
    rf"\b(?P<name>(?:\d+(?:st|nd|rd|th)|(?i:(?:[a-z]+-)?{ORDINAL_WORD}))"
    rf" (?:[A-Z][\w-]*(?: (?:of|on|for|and))? ){{0,7}}(?:{'|'.join(_NUMBERED_BODIES)})"
    r"(?: (?:on|of|for) (?![A-Z][a-z]+day\b)[A-Z][\w-]*(?: [A-Z][\w-]*){0,4})?)"
)


def body_meetings(clause: Clause) -> Iterator[EventDraft]:
    """The meetings of bodies, states and groups of people that the verbs of a sentence tell."""
    for found in (_numbered(clause), _of_two(clause), _of_one(clause), _of_group(clause)):
        drafts = list(found)
        if drafts:
            yield from drafts
            return


_NOUN_BEHIND = 16


def _numbered(clause: Clause) -> Iterator[EventDraft]:
    """A meeting that has the name of its body and a number: "the 15th Peru-Korea Joint Committee on Trade"."""
    passage = clause.passage
    if all(passage.text.find(body, passage.start, passage.end) < 0 for body in _NUMBERED_BODIES):
        return
    for match in _NUMBERED.finditer(passage.text, passage.start, passage.end):
        noun = passage.hits_in(Kind.EVENT, match.start(), match.end() + _NOUN_BEHIND)
        if not noun:
            yield _draft(match["name"], *match.span("name"))


_TWO = 2


def _of_two(clause: Clause) -> Iterator[EventDraft]:
    """Two bodies or states: "meeting of Bank Negara Malaysia and Bank Indonesia"."""
    passage, text = clause.passage, clause.passage.text
    if passage.parts.isdisjoint(MEETING) or len(clause.of("P")) + len(clause.of("U")) < _TWO:
        return
    for match in (*_BODIES.finditer(clause.line), *_WITH.finditer(clause.line)):
        one, two = clause.named(match["one"])[0], clause.named(match["two"])[0]
        first, second = text[one.start : one.end], text[two.start : two.end]
        if first != second:
            yield told_meeting(f"meeting of {first} and {second}", one, two)


def _of_one(clause: Clause) -> Iterator[EventDraft]:
    """A body that meets: "meeting of the Baltic Council of Ministers", "meeting of the leaders of the Forum"."""
    text, passage = clause.passage.text, clause.passage
    for match in _ONE.finditer(clause.line) if not passage.parts.isdisjoint(_ASSEMBLED) else ():
        body = clause.named(match["body"])[0]
        name = text[body.start : body.end]
        of_people = match["who"] in word_list("assembling_people")
        if of_people or not word_list("assembling_body").isdisjoint(name.lower().split()):
            who = f"{match['who']} of the " if of_people else ""
            yield told_meeting(f"meeting of the {who}{name.removeprefix('the ')}", body, body)
    for match in _COMMON.finditer(clause.line) if not passage.parts.isdisjoint(_COMMON_NAMED) else ():
        found = re.search(rf"\b{match['noun']}\b", text[passage.start : passage.end], re.IGNORECASE)
        if found is not None:
            yield _draft(f"{match['noun']} meeting", passage.start + found.start(), passage.start + found.end())


def _of_group(clause: Clause) -> Iterator[EventDraft]:
    """People known by their offices: "meeting of ASEAN leaders"."""
    if clause.passage.parts.isdisjoint(_GATHERED):
        return
    for match in _OF_PEOPLE.finditer(clause.passage.text, clause.passage.start, clause.passage.end):
        if _BARE.match(match["who"]) is None:
            yield _draft(f"meeting of {match['who']}", *match.span("who"))


def told_meeting(name: str, one: Chunk, two: Chunk) -> EventDraft:
    """A meeting named after those who met, whose words begin with the one and end with the other."""
    return _draft(name, one.start, max(one.end, two.end))


def _draft(name: str, start: int, end: int) -> EventDraft:
    evidence = Evidence(name, start, end, "event.body_met", stated=False, confidence=0.7)
    return EventDraft(evidence, "meeting", "met")
