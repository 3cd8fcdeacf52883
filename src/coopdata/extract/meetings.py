"""Meetings of people that verbs tell of: one received another, two held talks, "the two ministers" talked."""

from collections.abc import Iterator, Sequence

from coopdata.documents.model import BlockKind
from coopdata.expressions import later
from coopdata.extract.body_meetings import MEETING, NEXT, TALKED, TALKING, body_meetings, told_meeting
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence, words_needed
from coopdata.extract.event_drafts import EventDraft
from coopdata.extract.lexicon import Kind

_TOKEN = r"(?: (?!N\d|I\d|said |told |added |behalf )[^ ]+)"  # noqa: S105 - a token of a clause
_ASIDE = r"(?: \( [^ ]+ \))?(?: ,(?: (?!N\d)[^ ,]+){1,12} ,)?(?: ,)?"
_MEETS = (
    rf"(?:met|meets|meet|meeting|received|receives|receiving|hosted|hosts|hosting|welcomed|welcomes|{TALKED}"
    r"|(?:paid|pays|paying|made|makes) (?:[^ ]+ ){0,3}?(?:call|visit) (?:on|to|upon|by|from)|called on|calls on"
    r"|in (?:talks|conversation|a meeting) with|granted (?:[^ ]+ ){0,2}?audience(?: by)?"
    r"|(?:talked|talks|spoke|speaks|consulted|conversed) with|saw|sat (?:opposite|across from)"
    r"|(?:was|played) host to|entertained|was the guest of)"
)
_ADVERBIAL = rf"(?: ,)? (?:D\d+|today|yesterday|here|at|in|on|this){_TOKEN}{{0,16}}?"
_MET = later(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,3}}? {_MEETS}(?: with| by)?(?:{_TOKEN}{{0,6}}?|{_ADVERBIAL}) (?P<two>N\d+) "
)
_DISCUSSED = later(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,3}}? (?:discussed|discusses|reviewed|explored|went over|took up|talked about)"
    rf"{_TOKEN}{{1,14}}? with{_TOKEN}{{0,5}}? (?P<two>N\d+) "
)
_TOGETHER = later(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,4}}? and{_TOKEN}{{0,6}}? (?P<two>N\d+){_ASIDE}{_TOKEN}{{0,3}}?"
    rf" (?:met|meet|{TALKED}|talked){NEXT}"
)
_HOST = later(
    rf" (?P<one>N\d+){_ASIDE}(?: and| with)? (?:his|her) (?:[a-z]+ |P\d+ )?(?:host|hostess|guest|visitor)(?: ,)?"
    rf"{_TOKEN}{{0,3}}? (?P<two>N\d+) "
)
_WITH_BODY = later(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,3}}? (?:met|meets|meet|{TALKED})(?: with)?"
    r"(?: [a-z]+){0,3}(?:(?<= with)| of| from| at)(?: [a-z]+)? (?P<two>P\d+) "
)
_BOTH = later(
    rf" (?:they|G\d+|both|the pair|the two|(?:both|the two) (?:R\d+|men|women|leaders|ministers|officials|sides))"
    rf"(?: (?:also|then|had|have))? (?:met|{TALKED}){NEXT}"
)
_THEIRS = later(r" (?:their|the two (?:men|ministers|leaders|sides) 's)(?: [a-z]+){0,2} (?:talks|meeting|discussions) ")
_THE_TALKS = later(r" (?:after|during|following|before) the (?:talks|meeting) ")
_BETWEEN = later(r" (?:meeting|talks|summit|conversation|encounter) between (?:the two|them|both|G\d+|the pair) ")
_OF_TALKS = TALKING | {"met", "summit", "encounter"}
"""What a sentence needs one of for `_BOTH`, `_THEIRS`, `_THE_TALKS` or `_BETWEEN` to stand in it."""
_PRONOUN = later(rf" (?:he|she){_TOKEN}{{0,3}}? {_MEETS}(?: with| by)?(?:{_TOKEN}{{0,6}}?|{_ADVERBIAL}) (?P<two>N\d+) ")
_AT_FORUM = later(
    r"\bmet [^.;]{0,60}?\bat the (?:[\w-]+ ){0,6}(?:[Ff]orum|[Ss]ummit|[Cc]onference|[Cc]ongress|[Ss]ymposium)\b"
)
"""Who meets there attends it: "met in Lima at the Andean Summit"."""
_BESIDES = ("also", "as well", "too", "separately", "meanwhile")
_ALSO = later(rf" (?:{'|'.join(_BESIDES)})(?= )")
_SIGN = ("signed", "put", "inked")
_AND_SIGNED = later(rf"\band (?:both|they|the two|the pair) (?:{'|'.join(_SIGN)})\b")
_FURTHER, _SIGNED = words_needed(_BESIDES), words_needed(_SIGN)
_NO_MEETING = later(
    r" (?:award|prize|letters?|credentials|cop(?:y|ies)|message|medal|honou?r|degree|phone|telephone|invitation|guests"
    r"|news|vote|decision|support)(?= )"
)


def meetings(clause: Clause, before: Sequence[Chunk], told: Sequence[Chunk]) -> Iterator[EventDraft]:
    """The meetings that the verbs of a sentence tell, but for side meetings and those that are the signing itself.

    `before` are the people whom "she" may mean: those of the last sentence before that names any; `told` those whom
    "they" may mean: with the people of this sentence.
    """
    if clause.passage.kind is BlockKind.CAPTION or _is_aside(clause):
        return
    found = list(_of_people(clause)) or list(_of_pronouns(clause, before, told))
    for draft in found or list(_with_body(clause)) or body_meetings(clause):
        draft.headline = clause.passage.kind is BlockKind.HEADLINE
        yield draft


def _is_aside(clause: Clause) -> bool:
    """Whether the meeting is told as a further one, or as the moment of signing."""
    passage = clause.passage
    further = not passage.parts.isdisjoint(_FURTHER) and _ALSO.search(clause.line) is not None
    return further or (
        not passage.parts.isdisjoint(_SIGNED)
        and _AND_SIGNED.search(passage.text, passage.start, passage.end) is not None
    )


def _of_people(clause: Clause) -> Iterator[EventDraft]:
    """Two people: "meeting of Ana Quispe and Juan Soto"."""
    if len(clause.of("N")) < _TWO:
        return
    forum = any(hit.entry.value in ("forum", "summit", "conference") for hit in clause.passage.hits[Kind.EVENT])
    if forum and _AT_FORUM.search(clause.passage.text, clause.passage.start, clause.passage.end) is not None:
        return
    for pattern in (_MET, _TOGETHER, _DISCUSSED, _HOST):
        for match in pattern.finditer(clause.line):
            one, two = clause.named(match["one"])[0], clause.named(match["two"])[0]
            hosted = " hosted " in match.group() or " hosts " in match.group()
            if one.value is two.value or _NO_MEETING.search(match.group()) or (hosted and forum):
                continue
            yield meeting_of(one, two, one.start, two.end)


def meeting_of(one: Chunk, two: Chunk, start: int, end: int) -> EventDraft:
    """The meeting of two people that the words from `start` to `end` tell of."""
    name = f"meeting of {one.value.name} and {two.value.name}"
    evidence = Evidence(name, start, end, "event.met", stated=False, confidence=0.8)
    return EventDraft(evidence, "meeting", "met", participants=[one, two])


def _of_pronouns(clause: Clause, before: Sequence[Chunk], told: Sequence[Chunk]) -> Iterator[EventDraft]:
    passage = clause.passage
    if len(told) == _TWO and not passage.parts.isdisjoint(_OF_TALKS):
        if _BOTH.search(clause.line) or _THEIRS.search(clause.line) or _BETWEEN.search(clause.line):
            yield meeting_of(told[0], told[1], passage.start, passage.end)
        elif _THE_TALKS.search(clause.line) is not None:
            draft = meeting_of(told[0], told[1], passage.start, passage.end)
            draft.definite = True
            yield draft
    named = len(before) == 1 and bool(clause.of("N")) and not passage.lowers.isdisjoint(("he", "she"))
    match = _PRONOUN.search(clause.line) if named else None
    if match is not None and not _NO_MEETING.search(match.group()):
        other = clause.named(match["two"])[0]
        if other.value is not before[0].value:
            yield meeting_of(before[0], other, passage.start, other.end)


_TWO = 2


def _with_body(clause: Clause) -> Iterator[EventDraft]:
    """A person and a body: "meeting of Ana Quispe and JICA"."""
    meets = not clause.passage.parts.isdisjoint(MEETING) and clause.of("N") and clause.of("P")
    for match in _WITH_BODY.finditer(clause.line) if meets else ():
        one, two = clause.named(match["one"])[0], clause.named(match["two"])[0]
        draft = told_meeting(f"meeting of {one.value.name} and {clause.passage.text[two.start : two.end]}", one, two)
        draft.participants = [one]
        yield draft
