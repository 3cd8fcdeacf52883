"""Visits: somebody goes somewhere, is received as a guest, or a noun tells of it ("a visit by X to Edinburgh")."""

import re
from collections.abc import Iterator

from coopdata.documents.model import BlockKind
from coopdata.expressions import later
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence, words_needed
from coopdata.extract.event_drafts import EventDraft
from coopdata.extract.lexicon import Hit, Kind
from coopdata.reference.wordlists import word_list

_TOKEN = r"(?: (?!N\d)[^ ]+)"  # noqa: S105 - a token of a clause
_GATHERINGS = ("forum", "conference", "summit", "exhibition", "workshop", "ceremony")
_NOUN = r"(?:visit|visits|trip|tour|mission|stopover)"
_ASIDE = r"(?: ,(?: (?!N\d)[^ ,]+){1,12} ,)?"
_GOES = later(
    rf" (?P<who>N\d+){_ASIDE}{_TOKEN}{{0,6}}? (?:"
    r"(?P<plain>(?:travelled|traveled|travels|travelling|traveling|travel|come|came|comes|coming|gone|went|flown|flew"
    r"|flies) to|(?:arrived|arrives|arriving|landed|stopped|stayed|stays) (?:in|at)|(?:flew|flown) into|touched down in"
    r"|(?:(?:has|have|had) been|was|is|were) in(?= L\d+ (?:on|for|to|last|this|since|,|\.|D\d+|$))|toured|tours"
    r"|(?:has|have|had) been to|(?:called|called in|stopped|stopped by|dropped in|looked in) at"
    r"|journeyed to|made (?:the trip|the journey|(?:his|her|their) way) to|set foot in|headed to|stopped over in"
    r")|(?:led|leads|leading|headed|heading)(?: [^ ]+){0,3}? (?:delegation|team|mission|group)(?: [^ ]+){0,5}? to"
    r"|(?P<planned>(?:will|to|would|shall) visit)|visited|visits|visiting|(?:sets|set) (?:off|out)(?: [^ ]+){0,6}? for"
    r"|(?:on|for|paid|pays|paying|made|makes|making|began|begins|begun|started|concluded|ended|completed|undertook"
    rf"|kicked off|wrapped up|during|amid)(?: [^ ]+){{0,4}}? {_NOUN} to) (?P<where>[PL]\d+) "
)
_TAKEN = later(r" (?:took|brought|brings|takes|taking|bringing) (?P<who>N\d+) (?:to|through) (?P<where>[PL]\d+) ")
_VISITING = later(r"\b(?:the |by |with |and )visiting (?:[A-Z][a-z]+ )?$")
_STAYS = later(
    rf" (?P<who>N\d+){_ASIDE}{_TOKEN}{{0,8}}? (?:(?:on|for|paying|paid|began|begins|concluded|ended)"
    rf"(?: [^ ]+){{1,3}}? {_NOUN}|(?:is|was) (?:currently )?visiting|(?:visited|toured)(?= [a-z]+ .* D\d+ )"
    rf"|(?:was|were) (?:shown|taken|guided) (?:around|round|through|over))(?= |$)"
)
_TO_SIGN = later(
    r"(?: [^ ]+){0,3}? (?:(?:to )?V\d+|to (?:sign|conclude|exchange)"
    r"|for (?:the )?(?:[a-z]+ )?(?:signing|ceremony|occasion|signature)) "
)
_INVITED = ("invited ", "invites ", "invite ")
_GROUPS = (
    *("delegation", "delegations", "team", "group", "officials", "representatives", "executives", "experts"),
    *("lawmakers", "parliamentarians", "visitors", "leaders", "businessmen", "entrepreneurs", "guests"),
)
_GROUP = rf"(?:{'|'.join(_GROUPS)})"
_NATION = r"[a-z]+(?:an|ese|ish|ch|i)\b"
_WHOSE = (
    rf"(?: (?P<body>[PU]\d+|{_NATION}){_TOKEN}{{0,2}}? {_GROUP}"
    rf"| {_GROUP}{_TOKEN}{{0,3}}? (?:(?:of|from) (?=[PUL]\d)|from (?=N\d))(?P<other>[A-Z]\d+))"
)
_RECEIVED = later(
    rf" (?:received|receives|hosted|hosts|welcomed|welcomes|hosting|receiving|welcoming){_TOKEN}{{0,4}}?{_WHOSE}"
)
_CAME = (
    r"(?:visited|visits|visiting|toured|arrived in|travelled to|traveled to|flew to|came to|came from|landed in"
    rf"|(?:was|were|is|are) in(?= L\d)|were shown|{_NOUN} to|on a(?: [^ ]+){{0,3}} {_NOUN}"
    r"|(?:was|were|is|are) (?:the )?guests? of|(?:was|were) (?:received|welcomed|hosted))"
)
_GUEST = later(rf"{_WHOSE}(?: [^ ]+){{0,16}}? {_CAME} ")
_SIDE = later(rf" (?P<body>P\d+)(?P<other>)(?: [^ ]+){{0,16}}? {_CAME} ")
_OWNER = later(r"((?:[A-Z][\w-]*|[a-z]+) )?[\w-]+'s? $")
_DESTINATION = later(
    r"(?: (?:that|which) (?:will |has |had )?(?:takes?|took|taken|brings?|brought|leads?|led) (?:him|her|them)"
    r"| (?:of|by)(?: (?!took\b|takes\b|led\b|brought\b|went\b|is\b|was\b|has\b|had\b)[^ .;]+){1,9}?)?"
    r" to (?:the )?(?=(?:(?:east|west|north|south)(?:ern)? )?[A-Z])"
)
_ANYBODY = later(r"\b(?:any|every|each|no|next|possible|future|invit\w+|accept\w*)(?: [^ ]+){0,6} $", re.IGNORECASE)
_ADJECTIVE = later(r"(?:[\w-]+ ){0,3}")
_DIRECTION = later(r"(?:(?:east|west|north|south)(?:ern)? )?(?:[A-Z][\w-]*(?: (?=[A-Z]))?){1,4}")


def visits(clause: Clause) -> Iterator[EventDraft]:
    """The visits of a sentence: those its verbs tell, else those of its nouns."""
    told = list(_told(clause)) or list(_of_groups(clause)) or list(_of_offices(clause))
    nouns = [_noun(clause, hit) for hit in clause.passage.hits[Kind.EVENT] if hit.entry.value == "visit"]
    found = [*told, *(draft for draft in nouns if draft is not None and not told)]
    for draft in found:
        draft.headline = clause.passage.kind is BlockKind.HEADLINE
        yield draft


def _told(clause: Clause) -> Iterator[EventDraft]:
    """Somebody goes somewhere: "visit of Prime Minister Netanyahu to Liberia"."""
    if not clause.of("N"):
        return
    matches = list(_GOES.finditer(clause.line)) if clause.of("P") or clause.of("L") else []
    for match in matches:
        who, where = clause.named(match["who"])[0], clause.named(match["where"])[0]
        if clause.passage.text.endswith(_INVITED, clause.passage.start, who.start):
            continue
        plain = match["plain"] is not None
        if (plain and (who.value.title is None or _has_purpose(clause, match.end() - 1))) or (
            match["planned"] is not None and not clause.of("D")
        ):
            continue
        wording = f"visit of {visitor_name(clause, who)} to {clause.passage.text[where.start : where.end]}"
        yield _draft(wording, (who.start, max(where.end, who.end)), 0.8, who, where)
    for match in _TAKEN.finditer(clause.line):
        who, where = clause.named(match["who"])[0], clause.named(match["where"])[0]
        wording = f"visit of {visitor_name(clause, who)} to {clause.passage.text[where.start : where.end]}"
        yield _draft(wording, (who.start, where.end), 0.7, who, where)
    for chunk in clause.of("N"):
        text = clause.passage.text
        if _VISITING.search(text[max(clause.passage.start, chunk.start - 30) : chunk.start]) is not None:
            yield _draft(f"visit of {visitor_name(clause, chunk)}", (chunk.start, chunk.end), 0.7, chunk, None)
    for match in _STAYS.finditer(clause.line) if not matches else ():
        who = clause.named(match["who"])[0]
        yield _draft(f"visit of {visitor_name(clause, who)}", (who.start, who.end), 0.7, who, None)


def _has_purpose(clause: Clause, behind: int) -> bool:
    """Whether who comes does so for a signing or for another event that the sentence names."""
    if _TO_SIGN.match(clause.line, behind) is not None:
        return True
    return any(
        hit.entry.value in _GATHERINGS and hit.entry.form != "anniversary" for hit in clause.passage.hits[Kind.EVENT]
    )


def _draft(
    wording: str, span: tuple[int, int], confidence: float, who: Chunk | None, where: Chunk | None
) -> EventDraft:
    evidence = Evidence(wording, *span, "event.goes", confidence=confidence)
    participants = [who] if who is not None and who.symbol == "N" else []
    return EventDraft(evidence, "visit", "visit", participants=participants, goal=where)


def visitor_name(clause: Clause, who: Chunk) -> str:
    """The person with the title before the name; without one behind it, which may be long."""
    text = clause.passage.text[who.start : who.end]
    name: str = who.value.name
    return text if "," not in text and len(text.split()) <= _TITLED else name


_TITLED = 8


def _of_groups(clause: Clause) -> Iterator[EventDraft]:
    """A delegation that is received or goes somewhere: "visit of the University of Bonn delegation"."""
    passage, text = clause.passage, clause.passage.text
    if passage.parts.isdisjoint(_GROUPED):
        return
    for match in (*_RECEIVED.finditer(clause.line), *_GUEST.finditer(clause.line), *_SIDE.finditer(clause.line)):
        body = match["body"] or match["other"]
        named = clause.named(body)
        hits = [(one.start, one.end) for one in passage.hits[Kind.DEMONYM] if text[one.start : one.end].lower() == body]
        if not named and not hits:
            continue
        start, end = (named[0].start, named[0].end) if named else hits[0]
        whose = _group_name(text[start:end], named[0] if named else None)
        if match.re.pattern == _SIDE.pattern and not text[start:end].endswith(_SIDES):
            continue
        where = next((chunk for chunk in clause.of("L") if chunk.start > end), None)
        to = f" to {text[where.start : where.end]}" if where is not None else ""
        last = max([end, *(chunk.end for chunk in clause.named(match.group()))])
        yield _draft(f"visit of the {whose}{to}", (start, last), 0.7, None, where)
        return


def _group_name(name: str, body: Chunk | None) -> str:
    """How the group is called: "Peruvian delegation", "Andes Bank delegation", "delegation from Bavaria"."""
    if name.endswith(_SIDES):
        return name
    place = body is not None and (body.symbol in "LN" or (body.symbol == "P" and not body.value.organization))
    return f"delegation from {name}" if place else f"{name} delegation"


_SIDES = (" delegation", " team", " side", " officials")
_GROUPED = words_needed((*_GROUPS, *_SIDES))
"""What a sentence needs one of: `_RECEIVED` and `_GUEST` a group, a name that `_SIDE` finds one of the endings."""


def _of_offices(clause: Clause) -> Iterator[EventDraft]:
    """Somebody known by the office alone: "the Prime Minister went to east Africa"."""
    passage, text = clause.passage, clause.passage.text
    for hit in passage.hits[Kind.TITLE]:
        match = _OFFICE_GOES.match(text, hit.end, min(passage.end, hit.end + 90))
        office = text[hit.start : hit.end].lower().split()[-1] in word_list("high_office")
        if match is None or not office or any(one.start <= hit.start < one.end for one in clause.of("N")):
            continue
        where = next((one for one in clause.chunks if one.start == match.end() and one.symbol in "PL"), None)
        named = _DIRECTION.match(text, match.end(), passage.end) if where is None else None
        end = where.end if where is not None else named.end() if named is not None else 0
        if end and not _has_purpose(clause, 0):
            wording = f"visit of the {text[hit.start : hit.end]} to {text[match.end() : end]}"
            yield _draft(wording, (hit.start, end), 0.7, None, where)


_OFFICE_GOES = later(
    r"(?: of (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})? (?:[a-z]+ ){0,3}?"
    r"(?:visited|visits|went to|arrived in|travelled to|traveled to|flew to|came to"
    r"|(?:on|paid|made|began|during) (?:[\w-]+ ){1,3}?(?:visit|trip|tour) to) (?:the )?"
)


def _noun(clause: Clause, hit: Hit) -> EventDraft | None:
    """The visit whose noun is at `hit`: from whose it is to where it goes; None for one that is only thought of."""
    passage, text = clause.passage, clause.passage.text
    inside = any(one.start <= hit.start < one.end for one in clause.of("P"))
    if inside or text.startswith("Mission", hit.start):
        return None
    start = _over_adjectives(clause, hit.start)
    first = start
    if _ANYBODY.search(text[max(passage.start, start - 80) : start]) is not None:
        return None
    owner = _OWNER.search(text[max(passage.start, start - 50) : start])
    if owner is not None:
        start = max(passage.start, start - 50) + owner.start()
        start += 4 if text.startswith("the ", start) else 0
        person = next((chunk for chunk in clause.of("N") if chunk.start <= start < chunk.end), None)
        start = person.start if person is not None else start
    end, goal = _destination(clause, hit.end)
    if goal is None and (cities := passage.hits_in(Kind.CITY, start, hit.start)):
        goal = Chunk("L", cities[0].start, cities[0].end, cities[0])
    behind = next((one for one in clause.of("N") if _BY.fullmatch(text, hit.end, one.start)), None)
    behind = behind or next((one for one in clause.of("N") if _BY.fullmatch(text, end, one.start)), None)
    links = (" by ", " of ", " by the ", " of the ")
    office = next((one for one in passage.hits[Kind.TITLE] if text[hit.end : one.start] in links), None)
    end = max(end, office.end if office is not None else end)
    group = _BY_GROUP.match(text, hit.end, passage.end)
    end = max(end, behind.end if behind is not None else end, group.end() if group is not None else end)
    if owner is None and end == hit.end and (hit.entry.form in word_list("weak_visit") or " " not in text[start:end]):
        return None
    if hit.entry.form == "mission" and (goal is None or goal.symbol == "U"):
        return None  # "the mission to the Moon"
    whose = [chunk for chunk in clause.of("N") if start <= chunk.start < end][:1]
    name = text[start:end]
    named = office is not None or group is not None
    if not whose and not named and owner is None and (visitor := _visitor(clause, start)) is not None:
        whose = [visitor]
        name = f"{text[first : hit.end]} of {visitor_name(clause, visitor)}{text[hit.end : end]}"
    wording = Evidence(name, start, end, "event.noun", confidence=0.8)
    return EventDraft(wording, "visit", hit.entry.form, participants=whose, goal=goal, occasion=end > hit.end)


def _visitor(clause: Clause, start: int) -> Chunk | None:
    """Who is on "a visit" or "his visit": the person before; after "During his visit to …, " the one behind."""
    passage = clause.passage
    people = clause.of("N")
    before = [one for one in people if one.end <= start]
    if before:
        return before[-1] if _WHO_GOES.search(passage.text, before[-1].end, start) is None else None
    fronted = _FRONTED.fullmatch(passage.text, passage.start, start) is not None
    return people[0] if people and fronted and len(people) == 1 else None


_FRONTED = later(r"(?:[Dd]uring|[Oo]n|[Ii]n|[Aa]t)\b[^,.;]{0,60}")
_BY = later(r" (?:by|of) (?:the )?")
_BY_GROUP = later(
    r" (?:by|of|from) (?:an? |the )?[^.,;:]{0,60}?\b(?:delegation|team|group|mission|ministers|officials)\b"
)
_WHO_GOES = later(r"\b(?:welcomed|hosted|received|invited|thanked|told|by)\b")


def _over_adjectives(clause: Clause, start: int) -> int:
    """Where the noun's own adjectives begin: "three-day working visit"."""
    words, first = clause.passage.words, clause.passage.index_at(start)
    while (
        first > 0
        and words[first].gap == " "
        and (
            words[first - 1].lower in word_list("event_modifier") or words[first - 1].lower.endswith(("-day", "-week"))
        )
    ):
        first -= 1
    return words[first].start


def _destination(clause: Clause, end: int) -> tuple[int, Chunk | None]:
    """The end of "to Laos", "of Xi Jinping to Laos", and the place itself."""
    passage, text = clause.passage, clause.passage.text
    match = _DESTINATION.match(text, end, min(passage.end, end + 120))
    if match is None:
        return end, None
    places = (chunk for chunk in clause.chunks if chunk.symbol in "PLU")
    goal = next((chunk for chunk in places if chunk.start <= match.end() < chunk.end), None)
    if goal is not None:
        return goal.end, goal
    named = _DIRECTION.match(text, match.end(), passage.end)
    return (named.end() if named is not None else end), None
