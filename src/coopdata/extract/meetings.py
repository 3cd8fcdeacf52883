"""Meetings that verbs tell of: of two people ("received"), of two bodies ("held talks"), of one body ("convened")."""

import re
from collections.abc import Iterator

from coopdata.documents.model import BlockKind
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.event_drafts import EventDraft
from coopdata.extract.lexicon import Kind
from coopdata.reference.wordlists import word_list

_TOKEN = r"(?: (?!N\d|I\d|said |told |added |behalf )[^ ]+)"  # noqa: S105 - a token of a clause
_ASIDE = r"(?: \( [^ ]+ \))?(?: ,(?: (?!N\d)[^ ,]+){1,12} ,)?(?: ,)?"
_TALKED = (
    r"(?:(?:held|holds|hold|holding|had|have|has had|having) (?:[^ ]+ ){0,3}?"
    r"(?:talks|discussions|meeting|meetings|conversation|session|audience|consultations|negotiations)"
    r"|(?:sat|sits|sit) down|conferred|confers)"
)
_MEETS = (
    rf"(?:met|meets|meet|meeting|received|receives|receiving|hosted|hosts|welcomed|welcomes|{_TALKED}"
    r"|(?:paid|pays|paying|made|makes) (?:[^ ]+ ){0,3}?(?:call|visit) (?:on|to|upon)|called on|calls on)"
)
_ADVERBIAL = rf"(?: ,)? (?:D\d+|today|yesterday|here|at|in|on|this){_TOKEN}{{0,16}}?"
_MET = re.compile(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,3}}? {_MEETS}(?: with| by)?(?:{_TOKEN}{{0,6}}?|{_ADVERBIAL}) (?P<two>N\d+) "
)
_NEXT = r"(?= (?:,|in|at|on|for|to|D\d+|L\d+|today|yesterday|here|last|this|earlier|during|again|and|after|when|there) |\s*$)"
_TOGETHER = re.compile(
    rf" (?P<one>N\d+){_ASIDE}{_TOKEN}{{0,4}}? and{_TOKEN}{{0,6}}? (?P<two>N\d+){_ASIDE}{_TOKEN}{{0,3}}?"
    rf" (?:met|meet|{_TALKED}){_NEXT}"
)
_BODIES = re.compile(
    rf" (?P<one>[PU]\d+) and(?: [a-z]+){{0,3}} (?P<two>[PU]\d+)(?: (?!N\d)[^ ]+){{0,8}}? (?:met|meet|{_TALKED}){_NEXT}"
    rf"| (?P<first>[PU]\d+)(?: (?!N\d)[^ ]+){{0,10}}? (?:met|meets|meet|{_TALKED}) with"
    r"(?: [a-z]+){0,3} (?P<second>[PU]\d+) "
)
_ASSEMBLES = (
    r"(?:(?:is|was|are|were|will be) (?:meeting|gathered|gathering|sitting|convening)"
    r"|met|meets|meet|gathered|gathers|gather|convened|convenes|convene|sat|sits|assembled|assembles)"
)
_ONE_BODY = re.compile(rf" (?:(?P<who>[a-z]+) of )?(?P<body>[PU]\d+)(?: (?:has|have|also|then))? {_ASSEMBLES}{_NEXT}")
_COMMON = re.compile(
    r" (?P<noun>board|cabinet|council|committee|commission|parliament|assembly)(?: (?!N\d)[^ ]+){0,8}? "
    r"(?:sat|met|convened|gathered|meets|convenes) (?:on |in |at |last |this )?(?=D\d+|L\d+)"
)
_ALSO = re.compile(r" (?:also|as well|too|separately|meanwhile)(?= )")
_AND_SIGNED = re.compile(r"\band (?:both|they|the two|the pair) (?:signed|put|inked)\b")
_NO_MEETING = re.compile(
    r" (?:award|prize|letters?|credentials|cop(?:y|ies)|message|medal|honou?r|degree|phone|telephone|invitation|guests"
    r"|news|vote|decision|support)(?= )"
)


def meetings(clause: Clause) -> Iterator[EventDraft]:
    """The meetings that the verbs of a sentence tell, but for side meetings and those that are the signing itself."""
    if clause.passage.kind is BlockKind.CAPTION or _is_aside(clause):
        return
    found = list(_of_people(clause)) or list(_of_bodies(clause)) or list(_of_one_body(clause))
    for draft in found:
        draft.headline = clause.passage.kind is BlockKind.HEADLINE
        yield draft


def _is_aside(clause: Clause) -> bool:
    """Whether the meeting is told as a further one, or as the moment of signing."""
    passage = clause.passage
    return _ALSO.search(clause.line) is not None or (
        _AND_SIGNED.search(passage.text, passage.start, passage.end) is not None
    )


def _of_people(clause: Clause) -> Iterator[EventDraft]:
    """Two people: "meeting of Ana Quispe and Juan Soto"."""
    for pattern in (_MET, _TOGETHER):
        for match in pattern.finditer(clause.line):
            one, two = clause.named(match["one"])[0], clause.named(match["two"])[0]
            forum = any(hit.entry.value in ("forum", "summit", "conference") for hit in clause.passage.hits[Kind.EVENT])
            hosted = " hosted " in match.group() or " hosts " in match.group()
            if one.value is two.value or _NO_MEETING.search(match.group()) or (hosted and forum):
                continue
            name = f"meeting of {one.value.name} and {two.value.name}"
            evidence = Evidence(name, one.start, two.end, "event.met", stated=False, confidence=0.8)
            yield EventDraft(evidence, "meeting", "met", participants=[one, two])


def _of_bodies(clause: Clause) -> Iterator[EventDraft]:
    """Two bodies or states: "meeting of Bank Negara Malaysia and Bank Indonesia"."""
    text = clause.passage.text
    for match in _BODIES.finditer(clause.line):
        one = clause.named(match["one"] or match["first"])[0]
        two = clause.named(match["two"] or match["second"])[0]
        if text[one.start : one.end] == text[two.start : two.end]:
            continue
        name = f"meeting of {text[one.start : one.end]} and {text[two.start : two.end]}"
        yield _met(name, one, two)


def _of_one_body(clause: Clause) -> Iterator[EventDraft]:
    """A body that meets: "meeting of the Baltic Council of Ministers", "meeting of the leaders of the Forum"."""
    text = clause.passage.text
    for match in _ONE_BODY.finditer(clause.line):
        body = clause.named(match["body"])[0]
        name = text[body.start : body.end]
        of_people = match["who"] in word_list("assembling_people")
        if of_people or not word_list("assembling_body").isdisjoint(name.lower().split()):
            who = f"{match['who']} of the " if of_people else ""
            yield _met(f"meeting of the {who}{name.removeprefix('the ')}", body, body)
    for match in _COMMON.finditer(clause.line):
        found = re.search(rf"\b{match['noun']}\b", text[clause.passage.start : clause.passage.end], re.IGNORECASE)
        if found is not None:
            start = clause.passage.start + found.start()
            end = clause.passage.start + found.end()
            wording = f"{match['noun']} meeting"
            yield EventDraft(
                Evidence(wording, start, end, "event.body_met", stated=False, confidence=0.6), "meeting", "met"
            )


def _met(name: str, one: Chunk, two: Chunk) -> EventDraft:
    evidence = Evidence(name, one.start, max(one.end, two.end), "event.body_met", stated=False, confidence=0.7)
    return EventDraft(evidence, "meeting", "met")
