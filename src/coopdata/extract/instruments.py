"""Where a sentence names an agreement, what kind of one, and what it says became of it.

An instrument mention is a name from the reference data with its determiner ("an MoU", "the two agreements") and, if
the sentence has one, the verb that signs, renews, plans or ends it. A generic word ("agreement", "deal", "plan")
counts only with such a verb or with its parties; a negated one ("no agreement was signed") is no agreement.
"""

import re
from dataclasses import dataclass, replace

from coopdata.documents.model import BlockKind
from coopdata.extract.chunks import ANOTHER
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.record import Instrument, Status
from coopdata.reference.currencies import cardinals
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import Strength

_NEGATIONS = word_list("negation")
_FUTURE = word_list("future_marker")
_NEW = word_list("new_marker")
_DEFINITE = word_list("definite_marker")
_STRONG = word_list("strong_verb")
"""Verbs that are said of agreements above all; others ("make", "reach") count only close to one."""
_FAR, _NEAR = 25, 5
_SIGNED_NEAR = 40
"""Characters between a verb like "sign" and a word that often means no agreement ("plan", "loan")."""
_ORDINALS = word_list("ordinal")
_AWAITING = word_list("awaiting")


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """One mention. `strength` is "name", "generic", "weak" (see reference/instruments.csv) or "pronoun"."""

    chunk: Chunk
    instrument: Instrument
    strength: Strength
    definite: bool
    further: bool
    """Whether it is said to be another one ("a second MoU", "another agreement"), or is an item of a list."""
    count: int | None
    """How many there are said to be ("two MoUs"), None where it is not said."""
    plural: bool
    """Whether it stands for several, which the text may go on to name ("two MoUs", "twelve documents")."""
    verb: Chunk | None
    status: Status | None
    status_rule: str
    negated: bool
    name: frozenset[str] = frozenset()
    """The capitalised words right before it, which tell it from others ("Élysée" in "the Élysée treaty")."""
    topic: frozenset[str] = frozenset()
    """The words after "on" or "for" right behind it ("trade" in "an MoU on trade")."""

    @property
    def is_signed(self) -> bool:
        """Whether a verb that is said of agreements above all stands close to it ("signed a loan of")."""
        if self.verb is None:
            return False
        lemma = self.verb.value.entry.detail.lemma
        apart = min(abs(self.verb.start - self.chunk.end), abs(self.chunk.start - self.verb.end))
        return lemma in _STRONG and apart <= _SIGNED_NEAR


def find_instruments(clause: Clause) -> list[InstrumentMention]:
    """The instrument mentions of a sentence, in order; "Memorandum of Understanding (MoU)" is one."""
    mentions: list[InstrumentMention] = []
    chunks = [chunk for chunk in clause.of("I") if not _is_source(clause, chunk)]
    for number, chunk in enumerate(chunks):
        between = clause.passage.text[chunks[number - 1].end : chunk.start] if number else ""
        if number and (between.strip() == "(" or _IS_NAMED.fullmatch(between)):
            if between.strip() != "(":
                mentions[-1] = _named(mentions[-1], _mention(clause, chunk))
            continue
        mentions.append(_mention(clause, chunk))
    return mentions


_REPORTING = re.compile(
    r"\b(?:said|says|announced|disclosed|added|stated|confirmed|reported|noted|declared|told|explained|according)"
    r"(?: [^ .;]+){0,5}? (?:in|to) (?:a|their|its|his|her) (?:[a-z]+ ){0,2}$"
)
_AHEAD = 70


def _is_source(clause: Clause, chunk: Chunk) -> bool:
    """Whether a statement is only where something was said: "the two carriers disclosed in a joint statement"."""
    if chunk.value.entry.value != Instrument.JOINT_DECLARATION.value:
        return False
    return (
        _REPORTING.search(clause.passage.text[max(clause.passage.start, chunk.start - _AHEAD) : chunk.start])
        is not None
    )


_IS_NAMED = re.compile(r" (?:is|was|being|takes the form of) (?:a|an|the)(?: (?!of\b)[\w-]+){0,4} ")
"""Between two words for one: "the second paper is a swap agreement"."""


def _named(first: InstrumentMention, second: InstrumentMention) -> InstrumentMention:
    """The first mention as what the second says it is."""
    return replace(first, instrument=second.instrument, strength=second.strength, topic=first.topic | second.topic)


def _mention(clause: Clause, chunk: Chunk) -> InstrumentMention:
    entry = chunk.value.entry
    before = _words_before(clause, chunk)
    verb = _governing_verb(clause, chunk)
    status, rule, negated = _status(clause, verb, before)
    return InstrumentMention(
        chunk,
        Instrument(entry.value),
        entry.detail.strength,
        definite=entry.detail.strength is Strength.PRONOUN or any(word in _DEFINITE for word in before[-3:]),
        further=clause.passage.kind is not BlockKind.HEADLINE
        and (
            entry.form == ANOTHER
            or any(word in _NEW for word in before[-4:])
            or _is_item(clause, chunk)
            or _is_joined(clause, chunk)
        ),
        count=next((int(cardinals()[word]) for word in reversed(before[-4:]) if word in cardinals()), None),
        plural=entry.form in entry.detail.plurals and not _is_joined(clause, chunk),
        verb=verb,
        status=status,
        status_rule=rule,
        negated=negated,
        name=_name_before(clause, chunk),
        topic=_topic_behind(clause, chunk),
    )


def _is_joined(clause: Clause, chunk: Chunk) -> bool:
    """Whether the plural is that of one and another: "grant and loan agreements"."""
    if chunk.value.entry.form not in chunk.value.entry.detail.plurals:
        return False
    return any(clause.passage.text[other.end : chunk.start] in (" and ", " & ") for other in clause.of("I"))


_TOPIC = re.compile(r" (?:\([^()]{1,20}\) )?(?:on|for|about|regarding|concerning|covering)((?: [\w-]+){1,6})")


def _topic_behind(clause: Clause, chunk: Chunk) -> frozenset[str]:
    match = _TOPIC.match(clause.passage.text, chunk.end, min(clause.passage.end, chunk.end + 120))
    words = match[1].lower().split() if match is not None else ()
    return frozenset(word for word in words if len(word) > 3)


def _name_before(clause: Clause, chunk: Chunk) -> frozenset[str]:
    passage = clause.passage
    words, index = passage.words, passage.index_at(chunk.start)
    names: set[str] = set()
    while index > 1 and words[index - 1].is_capital and passage.text[words[index - 1].end : words[index].start] == " ":
        index -= 1
        if not passage.is_state(index) and passage.kind is not BlockKind.HEADLINE:
            names.add(words[index].lower)
    return frozenset(names)


def _is_item(clause: Clause, chunk: Chunk) -> bool:
    """Whether the mention opens an item: of a list, or of a row of sentences ("The first, a …", "Last, …")."""
    before = clause.line[: clause.line.find(f" {chunk.symbol}{clause.chunks.index(chunk)} ")].split()
    if clause.passage.kind is BlockKind.LIST_ITEM:
        return len(before) <= 6
    return bool(before) and len(before) <= 8 and any(word in _ORDINALS for word in before[:2])


def _words_before(clause: Clause, chunk: Chunk) -> list[str]:
    """The tokens of the line before the chunk, up to six, nearest last."""
    symbol = f" {chunk.symbol}{clause.chunks.index(chunk)} "
    return clause.line[: clause.line.find(symbol) + 1].split()[-6:]


def _governing_verb(clause: Clause, chunk: Chunk) -> Chunk | None:
    """The verb of agreeing nearest to the instrument in its sentence, one before it before one after it."""
    number = clause.chunks.index(chunk)
    line = clause.line
    at = line.find(f" {chunk.symbol}{number} ")
    best: tuple[int, Chunk] | None = None
    for verb in clause.of("V"):
        place = line.find(f" V{clause.chunks.index(verb)} ")
        if place < 0 or at < 0:
            continue
        between = line[min(place, at) : max(place, at)]
        tokens = between.count(" ")
        if not _takes(verb, before=place < at):
            continue
        reach = _FAR if verb.value.entry.detail.lemma in _STRONG else _NEAR
        if tokens > reach or ";" in between:
            continue
        cost = (
            tokens
            + (_ASIDE if place > at and _RELATIVE.match(between) else 0)
            + (_ASIDE if verb.value.entry.value == Status.IN_FORCE.value else 0)
            + 6 * sum(part.startswith("I") and part[1:].isdigit() for part in between.split()[1:])
        )
        if best is None or cost < best[0]:
            best = (cost, verb)
    return best[1] if best else None


_RELATIVE = re.compile(r" I\d+ (?:,? )?(?:which|that|whom|under|signed) ")
_ASIDE = 10
"""What a verb in a clause about the instrument counts farther off than the verb of the sentence: "ended the contract
which it had signed"."""


def _takes(verb: Chunk, *, before: bool) -> bool:
    """Whether a verb can govern an instrument that it stands before, or else behind.

    "which extends the support" behind an instrument has another object; so has "designed to make use".
    """
    detail = verb.value.entry.detail
    if before or detail.kind in ("past", "noun"):
        return True
    weak = detail.lemma not in _STRONG
    return not weak and verb.value.entry.value not in (Status.RENEWED.value, Status.TERMINATED.value)


def _status(clause: Clause, verb: Chunk | None, before: list[str]) -> tuple[Status | None, str, bool]:
    """What the sentence says became of the instrument, by which rule, and whether it denies it."""
    if "no" in before[-3:] or ("without" in before[-4:] and "the" not in before[-3:]):
        return None, "status.denied", True
    if verb is None:
        return (*_standing(before), False)
    line = clause.line
    place = line.find(f" V{clause.chunks.index(verb)} ")
    auxiliaries = line[:place].split()[-5:]
    status = Status(verb.value.entry.value)
    if verb.value.entry.detail.lemma == "announce" and any(word in word_list("glad_word") for word in auxiliaries):
        status = Status.SIGNED  # "is pleased to announce a partnership with"
    if status is Status.RENEWED and verb.value.entry.detail.lemma == "extend" and _is_lent(clause, verb):
        status = Status.SIGNED  # "extends a loan to Nicaragua"
    if "yet" in auxiliaries:
        return Status.UNDER_NEGOTIATION, "status.not_yet", False
    if any(word in _NEGATIONS for word in auxiliaries):
        return _denied(status, verb)
    form = verb.value.entry.detail.kind
    if status in (Status.SIGNED, Status.RENEWED) and _lies_ahead(form, auxiliaries):
        return Status.PLANNED, "status.future", False
    return status, f"status.{status.value}", False


_HELD = frozenset(("under", "through", "within", "has", "have"))
"""Words before an instrument that exists: "under the treaty", "Cambodia has an agreement with"."""


def _standing(before: list[str]) -> tuple[Status | None, str]:
    """What the words before an instrument without a verb of agreeing say of it."""
    if " to have " in f" {' '.join(before)} ":
        return Status.PLANNED, "status.future"  # "hopes to have a memorandum"
    if any(word in _HELD for word in before[-4:]) or "'s" in before[-3:]:
        return Status.IN_FORCE, "status.under"
    return None, "status.none"


def _denied(status: Status, verb: Chunk) -> tuple[Status | None, str, bool]:
    """What a negated verb says: what will not be renewed ends; of anything else there is no agreement."""
    if status is Status.RENEWED and verb.value.entry.detail.kind != "past":
        return Status.TERMINATED, "status.not_renewed", False
    return None, "status.denied", True


def _is_lent(clause: Clause, verb: Chunk) -> bool:
    """Whether money is the object of the verb: "extend a US$20 million loan"."""
    ahead = clause.line[clause.line.find(f" V{clause.chunks.index(verb)} ") :].split()[1:5]
    return any(token[0] == "M" and token[1:].isdigit() for token in ahead)


_PAST_BEFORE_TO = word_list("rank_word") | word_list("glad_word")


def _lies_ahead(form: str, auxiliaries: list[str]) -> bool:
    """Whether the words before a verb put it into the future: "to sign", "will be signed", not "to mark …, signed"."""
    near = auxiliaries[-3:]
    if form == "past":
        return "be" in near and any(word in _FUTURE for word in auxiliaries)
    if form == "infinitive" and any(word in _PAST_BEFORE_TO for word in auxiliaries[-4:]):
        return False  # "the third country to sign", "proud to announce"
    if form == "infinitive":
        return any(word in _FUTURE for word in near)
    return any(word in _AWAITING for word in auxiliaries)
