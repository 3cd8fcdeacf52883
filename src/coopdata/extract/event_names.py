"""Events that a noun names: "the third Lao-Thai joint cabinet retreat", "Annual Meeting of the World Economic Forum".

A name begins after its article or where its capitals begin, and goes on over "of", "between" or "with" and the bodies
or people behind. A body's name that ends in such a noun ("World Health Assembly") names an event where the words around
speak of one. What something took place "on the sidelines of" is an event whatever it is called.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coopdata.documents.model import BlockKind
from coopdata.expressions import later
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence, Passage, words_needed
from coopdata.extract.event_drafts import ORDINAL_WORD, EventDraft
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.phrases import complement_end, run_end, run_start, side_by_side
from coopdata.reference.wordlists import word_list

_LONGEST = 12
"""So many words may stand between an article and the noun."""
_INSIDE = frozenset((" ", "-", "/", "–", " (", ") ", " & "))
"""What may stand between the words of a name."""
_NAME_BEHIND = 2
"""Words with capitals behind a bare noun that are surely its name: "the fair Salud para Todos"."""
_BEHIND = 160
"""Characters of a name after its noun."""
_INTO = later(r" (?:for|on|of|to)(?: the| an?)? (?:[A-Z][\w-]* ){0,4}")
_NO_TALKS = later(r" of (?:the )?(?!(?:[a-z]+ )?(?:talks|negotiation|consultation|discussion|meeting|dialogue))")
_EDGES = ("sideline", "sidelines", "margin", "margins", "fringe", "fringes", "edge", "edges")
_SIDELINES = later(rf"\b(?:{'|'.join(_EDGES)}) of (?:the |an? |its |their )?", re.IGNORECASE)
_BESIDE = words_needed(_EDGES)
_OCCASION = later(
    r"\b(?:during|coincid(?:ed|es|ing) with|attend(?:s|ed|ing)?|part in|participat(?:e|es|ed|ing) in|address(?:ed|ing)"
    r"|part of|ahead of|inaugurat(?:ed|ing)|opened|presided over|chaired|hosted|hosts|hosting|organi[sz]ed|used"
    r"|(?:sidelines?|margins?|fringes?|occasion|edges?|framework|opening|end|close|closing|conclusion|day|start) of"
    r"|at|told|led|convened|joined|in [A-Z]\w+ for|participants of|participants in)"
    r" (?:(?:the|an?|its|their|this|his|her|our|this year's|last year's) )?$",
    re.IGNORECASE,
)
_MET_FOR = later(r"\b(?:met|meet|meeting|gathered|gathering|came|come)\b[^.;]{0,40} for (?:(?:an?|the|their) )?$")
_TAKES_PLACE = later(
    r"(?: \([^()]{1,30}\))?,? (?:(?:which|that) )?(?:(?:was|is|were|are|being|will be|to be|has been) )?"
    r"(?:held|organi[sz]ed|taking place|took place|takes place|take place|opened|opens|kicked off|kicks off|runs"
    r"|ran|convened|begins?|began|started|concluded|ended|in [A-Z])"
)
_OWN_DAY = later(r"\b(?:[A-Z][a-z]+day|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Ll]ast (?:week|month))'s $")
_OF_DAYS = later(r"\b[\w-]+ (?:days?|weeks?|rounds?|hours) of $")
_OTHER_NOUN = later(r" of (?:the |their |its )?(?:[a-z]+ )?(?:negotiations?|talks|consultations?|discussions)\b")
_LINK = later(r" (?:of|between|with|among)(?: the| their| its)?(?: [a-z]+ (?:of|from|at)(?: the)?)? ")
_AND = later(r"[^,;.]{0,60},? and (?:the |his |her |its |their )?(?:[A-Za-z]+ ){0,4}")
_GROUP = later(r" (?:delegation|team|officials|representatives|leaders|leadership|ministers|members|side|mission)\b")
_ON_WHOM = later(r" (?:on|upon|to|by|with) [^.;:()]{0,60}")
_ON_OFFICE = later(r" (?:on|to|by) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,5}")
_QUOTED = later(r",? [\"“‘][^\"”’]{3,80}[\"”’]")
_YEAR = later(r" (?:19|20)\d\d\b")
_MARKED = later(r"\b(?:held|mark(?:s|ed|ing)?|celebrat\w+|commemorat\w+|occasion|ceremony|event|festivit\w+|gala)\b")
_ANNIVERSARY_OF = later(
    r" of [^,.;:()]{3,100}?(?= (?:was|is|were|will|has|had|took|held|on|at|this|with)\b|[,.;:()]|$)"
)
_EDGE = later(r"[,.;:()\"“”—–]| (?:in|at|on|held|which|where|that|when|as|attended|taking|hosted|last|this|and) ")
_ORDINAL = later(rf"\d+(?:st|nd|rd|th)|{ORDINAL_WORD}")
_SERIES = later(r"(?P<name>[A-Z](?<!\w[A-Z])[A-Z]{1,8})[ -]?(?:(?P<year>(?:19|20)\d\d)|\d{1,3})\b")
_AT = later(r"\b(?:at|during)(?: the)? $")
_WITH_WHOM = ("meeting", "forum", "summit", "workshop", "conference", "ceremony")


def named_events(clause: Clause) -> Iterator[EventDraft]:
    """The events other than visits that the sentence names, and those on whose sidelines something took place."""
    taken: list[EventDraft] = []
    for hit in clause.passage.hits[Kind.EVENT]:
        if hit.entry.value == "visit" or _is_other_use(clause, hit):
            continue
        body = next((chunk for chunk in clause.of("P") if chunk.start <= hit.start and hit.end <= chunk.end), None)
        draft = _named(clause, hit) if body is None else _held_body(clause, hit, body)
        if draft is not None:
            taken.append(draft)
    taken = [one for one in taken if not _opens_other(one, clause)]
    visits = [hit for hit in clause.passage.hits[Kind.EVENT] if hit.entry.value == "visit"]
    for other in (*_sidelines(clause), *_series(clause)):
        start, end = other.name.start, other.name.end
        free = all(end <= one.name.start or one.name.end <= start for one in taken)
        if free and not any(start <= hit.start < end for hit in visits):
            taken.append(other)
    for draft in taken:
        draft.headline = clause.passage.kind is BlockKind.HEADLINE
        yield draft


def _opens_other(draft: EventDraft, clause: Clause) -> bool:
    """Whether "opening of" is that of another event or of nothing with a name."""
    if draft.noun != "opening":
        return False
    start, end = draft.name.start, draft.name.end
    others = [hit for hit in clause.passage.hits[Kind.EVENT] if start < hit.start < end and hit.entry.form != "opening"]
    return bool(others) or not draft.is_named


def _is_other_use(clause: Clause, hit: Hit) -> bool:
    """Whether the word is no event here: "news conference", "a fair share", the subject of an instrument."""
    passage, text = clause.passage, clause.passage.text
    words, index = passage.words, passage.index_at(hit.start)
    if index > 0 and side_by_side(words, index) and words[index - 1].lower in word_list("no_event_before"):
        return True
    if hit.entry.form in ("year", "round") and _is_stretch(passage, hit, index):
        return True
    behind = passage.index_after(hit.end)
    if behind < len(words) and words[behind].gap == " " and words[behind].lower in word_list("no_event_after"):
        return True
    if hit.entry.form == "round" and _NO_TALKS.match(text, hit.end) is not None:
        return True
    if hit.entry.form == "fair" and text[hit.start].islower() and _is_just(clause, index):
        return True
    return any(
        chunk.start <= hit.start < chunk.end or _INTO.fullmatch(text, chunk.end, hit.start) for chunk in clause.of("I")
    )


def _is_stretch(passage: Passage, hit: Hit, index: int) -> bool:
    """Whether "year" or "round" only counts: "the fiscal year", "a five-year Letter of Intent"."""
    joined = hit.entry.form == "year" and passage.text.startswith("-", hit.start - 1)
    return joined or (index > 0 and passage.words[index - 1].lower in word_list(f"no_event_{hit.entry.form}"))


def _is_just(clause: Clause, index: int) -> bool:
    """Whether "fair" is no show: "a fair share", "free and fair"; one has its kind before it or its name behind."""
    words = clause.passage.words
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].gap == " " else None
    if after is not None and after.is_capital:
        return False
    kind = index > 0 and side_by_side(words, index) and words[index - 1].lower not in word_list("before_just")
    return not kind or (after is not None and after.lower not in word_list("after_fair"))


def _named(clause: Clause, hit: Hit) -> EventDraft | None:
    """The event whose noun is at `hit`, with what belongs to its name before and behind the noun."""
    passage, text = clause.passage, clause.passage.text
    index = passage.index_at(hit.start)
    first = _first_word(clause, index)
    start = passage.words[first].start
    before = text[max(passage.start, start - 40) : start]
    lead = _OWN_DAY.search(before) or _OF_DAYS.search(before)
    if lead is not None:
        start -= len(lead.group())
    end, participants = _name_end(clause, hit, named=first < index)
    definite = before.lower().endswith(("the ", "this ", "these ", "their ", "its "))
    bare = first == index and lead is None and end == hit.end and " " not in hit.entry.form
    if bare and not definite and not clause.of("D"):
        return None
    name = text[start:end]
    told = _name_before(clause, start)
    if told is not None:
        start, end = told
        name = text[start:end]
    elif len(participants) > 1:
        name = f"{text[start : hit.end]} of {' and '.join(one.value.name for one in participants)}"
    elif hit.entry.form in word_list("talks") and end == hit.end and start == hit.start:
        end = _over_city(clause, end)
        name = text[start:end]
    wording = Evidence(name, start, end, "event.noun", stated=len(participants) <= 1, confidence=0.8)
    draft = EventDraft(wording, hit.entry.value, hit.entry.form, participants=participants)
    draft.dated = lead is not None
    draft.definite = definite
    if draft.kind == "meeting" and before.lower().endswith("its "):
        _name_by_body(clause, draft)
    draft.gathered_for = _MET_FOR.search(text[max(passage.start, start - 80) : start]) is not None
    draft.occasion = draft.gathered_for or _is_occasion(clause, start)
    return draft


def _name_by_body(clause: Clause, draft: EventDraft) -> None:
    """Name "its weekly meeting" by whose it is: "weekly meeting of the Andean Commission", "… of the board"."""
    text, passage = clause.passage.text, clause.passage
    known = [one for one in clause.chunks if one.symbol == "U" or (one.symbol == "P" and one.value.organization)]
    before = [one for one in known if one.end <= draft.name.start]
    bodies = before or [one for one in known[:1] if draft.name.start - passage.start < _FRONTED]
    noun = _BODY_NOUN.search(text, passage.start, draft.name.start)
    if not draft.is_named and (bodies or noun is not None):
        body = text[bodies[-1].start : bodies[-1].end] if bodies else noun.group() if noun is not None else ""
        draft.name = replace(draft.name, value=f"{draft.name.value} of the {body}", stated=False)


_FRONTED = 12
_BODY_NOUN = later(r"\b(?:[Bb]oard|[Cc]abinet|[Cc]ouncil|[Cc]ommittee|[Cc]ommission|[Pp]arliament|[Gg]overnment)\b")


def _name_before(clause: Clause, start: int) -> tuple[int, int] | None:
    """The name that the noun explains: "LAAD Defence & Security, the largest defence fair in Latin America"."""
    passage, text = clause.passage, clause.passage.text
    link = _EXPLAINS.search(text, max(passage.start, start - 50), start)
    if link is None:
        return None
    words, index = passage.words, passage.index_at(link.start() - 1)
    if index >= len(words) or words[index].end != link.start() or not words[index].is_capital:
        return None
    first = run_start(words, index)
    known = any(one.start <= words[index].start < one.end for one in clause.chunks if one.symbol in "NDLM")
    return (words[first].start, link.start()) if first < index and not known else None


_EXPLAINS = later(r"(?: \([^()]{1,30}\))?, (?:the|an?|one of the) $")


def _is_occasion(clause: Clause, start: int) -> bool:
    return _OCCASION.search(clause.passage.text[max(clause.passage.start, start - 80) : start]) is not None


def _first_word(clause: Clause, index: int) -> int:
    """The first word of the name whose noun is the word at `index`: behind its article, else where capitals begin."""
    words = clause.passage.words
    first = _behind_article(clause, index)
    if first is None:
        first = index
        while first > 0 and side_by_side(words, first) and words[first - 1].lower in word_list("event_modifier"):
            first -= 1
        if first > 0 and words[first - 1].is_capital and side_by_side(words, first):
            first = run_start(words, first - 1)
    first = _over_body(clause, first)
    if 2 <= first < index and words[first].gap == ") " and words[first - 1].gap == " (" and words[first - 2].is_capital:
        first = run_start(words, first - 2)  # "Knowledge Sharing Programme (KSP) fellowship sessions"
    fillers = (word_list("sentence_opener") | word_list("event_filler")) - {"next"}
    while first < index and words[first].lower in fillers:
        first += 1
    return first


def _behind_article(clause: Clause, index: int) -> int | None:
    """The word after the article or pronoun of the noun, where only words of the name stand between."""
    words = clause.passage.words
    for before in range(index - 1, max(-1, index - 2 - _LONGEST), -1):
        gap, lower = words[before + 1].gap, words[before].lower
        if gap not in _INSIDE and not (gap in ("'s ", "' ") and words[before].is_capital):
            return None
        if lower in word_list("event_article"):
            return before + 1
        joint = lower in ("and", "of", "for") and before > 0
        if joint and words[before - 1].is_capital and words[before + 1].is_capital:
            continue
        inside = any(one.start <= words[before].start < one.end for one in clause.chunks if one.symbol in "NDVMI")
        if inside or lower in word_list("no_event_word") or (lower in word_list("sentence_opener") and lower != "next"):
            return None
    return None


def _over_body(clause: Clause, first: int) -> int:
    """The first word of a name over the body whose event it is: "Federal Court hearing", "CAF's General Assembly"."""
    words = clause.passage.words
    if first == 0 or words[first].gap not in (" ", "'s ", "' "):
        return first
    end = words[first - 1].end
    body = next((chunk for chunk in clause.chunks if chunk.symbol in "PU" and chunk.end == end), None)
    return clause.passage.index_at(body.start) if body is not None else first


def _name_end(clause: Clause, hit: Hit, *, named: bool) -> tuple[int, list[Chunk]]:
    """The end of the name, and who it names: over "of negotiations", "of the Joint Commission", "for Health"."""
    passage, text = clause.passage, clause.passage.text
    limit = min(passage.end, hit.end + _BEHIND)
    if hit.entry.form == "anniversary":
        of = _ANNIVERSARY_OF.match(text, hit.end, limit)
        return (of.end() if of is not None else hit.end), []
    if hit.entry.form == "courtesy call":
        called = next((one for one in clause.of("N") if _ON_WHOM.fullmatch(text, hit.end, one.start)), None)
        if called is not None:
            return called.end, [called]
        office = _ON_OFFICE.match(text, hit.end, limit)
        return (office.end() if office is not None else hit.end), []
    other = _OTHER_NOUN.match(text, hit.end, limit)
    end = other.end() if other is not None else hit.end
    whole, people = _over_bodies(clause, end, limit) if hit.entry.value in _WITH_WHOM else (end, [])
    capitals = _over_capitals(clause, end, named=named)
    if whole > end and whole >= capitals:
        return whole, people
    end = capitals
    if end == hit.end and hit.entry.form not in word_list("talks") | _SPANS:
        end = _over_topic(clause, end)
    quoted = _QUOTED.match(text, end, limit) if end == hit.end else None
    year = _YEAR.match(text, end, limit) if text[hit.start].isupper() else None
    return (quoted or year).end() if quoted or year else end, []  # type: ignore[union-attr]


def _over_bodies(clause: Clause, end: int, limit: int) -> tuple[int, list[Chunk]]:
    """The end of "of", "between" or "with" and the bodies or people behind, and the people."""
    text = clause.passage.text
    chunks = [chunk for chunk in clause.chunks if chunk.symbol in "PUNG" and end < chunk.start < limit]
    if not chunks or _LINK.fullmatch(text, end, chunks[0].start) is None:
        return end, []
    met = [chunks[0]]
    if met[0].symbol == "N":
        chunks = [chunk for chunk in chunks if chunk.symbol == "N"]
    if len(chunks) > 1 and _AND.fullmatch(text, chunks[0].end, chunks[1].start):
        met.append(chunks[1])
    further = next((one for one in chunks if text[met[-1].end : one.start] in (" of ", " of the ")), None)
    met += [further] if further is not None and further.symbol != "N" else []
    group = _GROUP.match(text, met[-1].end, limit)
    return (group.end() if group is not None else met[-1].end), [one for one in met if one.symbol == "N"]


def _over_capitals(clause: Clause, end: int, *, named: bool) -> int:
    """The end of "of Special Envoys and Mediators", "for Health", and of the capitals behind "the fair"."""
    passage = clause.passage
    words, index = passage.words, passage.index_at(end)
    if index >= len(words):
        return end
    stops = [chunk for chunk in clause.chunks if chunk.symbol in "DLNM"]

    def stop(at: int) -> bool:
        return any(chunk.start <= words[at].start < chunk.end for chunk in stops)

    small = words[index - 1].text.islower()
    if words[index - 1].lower in _SPANS and small:
        return end
    if words[index].gap == " " and (words[index].text == "of" or (words[index].text in ("for", "on") and named)):
        last = complement_end(words, index, stop, stop)
        if last > index and last < len(words) and words[last].text == "of":
            last = complement_end(words, last, stop, stop)  # "of the Consulate General of Peru"
        return words[last - 1].end if last > index else end
    free = all(not chunk.start <= words[index].start < chunk.end for chunk in clause.chunks if chunk.symbol != "U")
    titled = passage.hit_at(Kind.HONORIFIC, index) or passage.hit_at(Kind.TITLE, index)
    if words[index].gap == " " and words[index].is_capital and free and (small or not named) and not titled:
        last = run_end(words, index, stop)
        show = words[index - 1].lower in ("fair", "festival", "exhibition", "expo", "airshow")
        return words[last - 1].end if last - index >= _NAME_BEHIND or show else end
    return end


def _over_topic(clause: Clause, end: int) -> int:
    """The end of "on fisheries statistics", "of investors", as far as it is words alone."""
    words, index = clause.passage.words, clause.passage.index_at(end)
    if index >= len(words) or words[index].gap != " " or words[index].text not in ("on", "of", "for", "about"):
        return end
    stops = [chunk for chunk in clause.chunks if chunk.symbol in "DLNMVI"]
    last = index
    for at in range(index + 1, min(len(words), index + 1 + _TOPIC)):
        inside = any(chunk.start <= words[at].start < chunk.end for chunk in stops)
        stop = words[at].lower in word_list("no_event_word") - {"and"} or words[at].lower in word_list("after_topic")
        if inside or stop or words[at].gap != " ":
            break
        last = at
    while last > index and words[last].lower in word_list("sentence_opener"):
        last -= 1
    return words[last].end if last > index else end


_TOPIC = 7
_SPANS = frozenset(("week", "year", "days"))
"""Nouns that name an event with a capital only: "next week for a meeting"."""


def _over_city(clause: Clause, end: int) -> int:
    """The end of "in Geneva" behind bare "talks"."""
    text = clause.passage.text
    return next((one.end for one in clause.of("L") if text[end : one.start] in (" in ", " in the ")), end)


def _held_body(clause: Clause, hit: Hit, body: Chunk) -> EventDraft | None:
    """The event that a body's name is, where the words around say that it takes place."""
    passage, text = clause.passage, clause.passage.text
    joined = next((one for one in clause.of("U") if text[one.end : body.start] == " and "), None)
    begin = joined.start if joined is not None else body.start  # "Belt and Road Forum"
    occasion = _is_occasion(clause, begin)
    gathers = not word_list("gathers_at_times").isdisjoint(text[body.start : body.end].lower().split())
    organ = hit.entry.form in ("assembly", "congress") and not gathers
    last = hit.end == body.end
    held = last and _TAKES_PLACE.match(text, body.end, passage.end) is not None and not organ
    aside = _SIDELINES.search(text[max(passage.start, begin - 30) : begin]) is not None
    if not aside and (organ or not (occasion or held)):
        return None
    before = passage.words[passage.index_at(begin) - 1] if passage.index_at(begin) else None
    start = before.start if before is not None and _ORDINAL.fullmatch(before.lower) else begin
    wording = Evidence(text[start : body.end], start, body.end, "event.body_held", confidence=0.7)
    return EventDraft(wording, hit.entry.value, hit.entry.form, occasion=True)


def _sidelines(clause: Clause) -> Iterator[EventDraft]:
    """What something took place on the sidelines of: "on the margins of the ICAO negotiation event"."""
    passage, text = clause.passage, clause.passage.text
    if passage.parts.isdisjoint(_BESIDE):
        return
    for match in _SIDELINES.finditer(text, passage.start, passage.end):
        limit = min(passage.end, match.end() + 100)
        edge = _EDGE.search(text, match.end(), limit)
        end = edge.start() if edge is not None else limit
        if match.end() < end and any(char.isupper() for char in text[match.end() : end]):
            wording = Evidence(text[match.end() : end], match.end(), end, "event.sidelines", confidence=0.75)
            yield EventDraft(wording, "other", "event", occasion=True)


def _series(clause: Clause) -> Iterator[EventDraft]:
    """A numbered meeting of a known series ("COP27") or what one was at in a year ("at PDAC 2021")."""
    text, passage = clause.passage.text, clause.passage
    for match in _SERIES.finditer(text, passage.start, passage.end):
        before = text[max(passage.start, match.start() - 12) : match.start()]
        if match["name"] in word_list("event_series") or (match["year"] and _AT.search(before)):
            wording = Evidence(match.group(), match.start(), match.end(), "event.series", confidence=0.9)
            yield EventDraft(wording, "conference", "event", occasion=True)


def is_marked(clause: Clause) -> bool:
    """Whether the sentence tells of something held, which alone makes an anniversary an event."""
    return _MARKED.search(clause.passage.text, clause.passage.start, clause.passage.end) is not None
