"""From mentions to entities: which mentions of one document are the same organization or person.

Organizations are one where they share a full name, a form the text gives beside it, or an entry of the reference
data, and no two of their states differ. People are one where the words of the shorter name all stand in the longer
("PM Thongsing" in "Thongsing Thammavong"). What no mention says is inferred last, and marked as inferred.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.initials import abbreviates
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.person_names import PersonMention
from coopdata.extract.titles import TitleMention
from coopdata.ids import fold
from coopdata.reference.governments import means_state
from coopdata.reference.places import names_place
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_ordinary_word, organization_head


@dataclass
class Organization:
    """An organization of one document, growing while its mentions are linked; name and kind, once asked for, stay."""

    mentions: list[OrganizationMention] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    """Folded wordings by which it is known."""
    country: Evidence | None = None
    parent: "Organization | None" = None

    @cached_property
    def name(self) -> str:
        """The fullest wording in the text: the longest that is no acronym, else the longest."""
        return max((mention.name for mention in self.mentions), key=lambda n: (not n.isupper(), len(n), n))

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The other wordings, in the order in which they first stand in the text."""
        seen = dict.fromkeys(form for mention in self.mentions for form in (mention.name, *mention.forms))
        return tuple(form for form in seen if form != self.name)

    @cached_property
    def kind(self) -> str:
        """The kind that most of its mentions give, "other" only if none gives another."""
        kinds = Counter(mention.kind for mention in self.mentions if mention.kind != "other")
        return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other"

    @cached_property
    def stateless(self) -> bool:
        """Whether it belongs to no single state."""
        known = [mention.known for mention in self.mentions if mention.known is not None]
        return self.kind == "intergovernmental" or any(one.country is None for one in known)

    def serve_state(self) -> None:
        """The text says whose it is: what its name alone would make intergovernmental is an agency."""
        if self.kind == "intergovernmental":
            self.kind, self.stateless = "agency", False


@dataclass
class Person:
    """A person of one document; what its fullest mention gives is asked for when all have been linked."""

    mentions: list[PersonMention] = field(default_factory=list)
    organization: Organization | None = None
    country: Evidence | None = None

    @cached_property
    def name(self) -> str:
        """The fullest name."""
        return max((mention.name for mention in self.mentions), key=lambda n: (len(n.split()), len(n), n))

    @cached_property
    def title(self) -> TitleMention | None:
        """That given first with the fullest name, else at all; in full if another is ("Minister of Ports")."""
        titles = [(mention.name, mention.title) for mention in self.mentions if mention.title is not None]
        full = [title for name, title in titles if name == self.name] or [title for _, title in titles]
        fuller = [title for title in full if title.text.lower().startswith(f"{full[0].text.lower()} of ")]
        return max(fuller or full[:1], key=lambda title: len(title.text), default=None)


# --- organizations ---------------------------------------------------------------------------------------------------


def link_organizations(mentions: Sequence[OrganizationMention]) -> list[Organization]:
    """The organizations behind the mentions, in the order of their first mention."""
    entities: list[Organization] = []
    by_beginning: dict[str, dict[int, Organization]] = defaultdict(dict)
    # a full name says more than an acronym, so names with forms beside them found the entities
    for mention in sorted(mentions, key=lambda m: (not m.forms and m.known is None, m.start)):
        forms = _forms(mention)
        alike = {key: one for form in forms for key, one in by_beginning[_beginning(form)].items()}
        fitting = [entity for entity in alike.values() if _same(entity, mention, forms)]
        if fitting:
            entity = _nearest(fitting, mention)
            _join(entity, mention, forms)
        else:
            entity = Organization([mention], forms, mention.country)
            entities.append(entity)
        for form in forms:
            by_beginning[_beginning(form)][id(entity)] = entity
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.start)
    entities = _with_acronyms(_with_shorter(entities))
    _link_units(entities)
    return sorted(entities, key=lambda entity: entity.mentions[0].start)


def _beginning(form: str) -> str:
    """The first two words of a folded form: names of one organization that differ at the end share them."""
    return " ".join(form.split()[:2])


def _with_shorter(entities: Sequence[Organization]) -> list[Organization]:
    """The organizations, those called by some words of one other's name only joined to it.

    "Forum Secretariat" is the "Pacific Islands Forum Secretariat", "Samsung Vietnam" is "Samsung Electronics Vietnam";
    "Tata", met after it, is "Tata Motors", and "Hascor" the "Hascor Group".
    """
    words_of = {id(entity): fold(entity.name).split() for entity in entities}
    ending: dict[str, list[Organization]] = defaultdict(list)
    beginning: dict[str, list[Organization]] = defaultdict(list)
    for entity in entities:
        words = words_of[id(entity)]
        if words and len(ending[words[-1]]) < _MOST and len(beginning[words[0]]) < _MOST:
            ending[words[-1]].append(entity)
            beginning[words[0]].append(entity)
    joined: set[int] = set()
    for entity in entities:
        words = words_of[id(entity)]
        near = [] if not words else ending[words[-1]] if len(words) > 1 else beginning[words[0]]
        fuller = [one for one in near if id(one) not in joined and _is_fuller(one, words_of[id(one)], entity, words)]
        if len(fuller) == 1:
            for mention in entity.mentions:
                _join(fuller[0], mention, entity.forms)
            fuller[0].mentions.sort(key=lambda m: m.start)
            joined.add(id(entity))
    return [entity for entity in entities if id(entity) not in joined]


def _with_acronyms(entities: Sequence[Organization]) -> list[Organization]:
    """The organizations, those only called by an acronym joined to the one other whose name it spells."""
    beginning: dict[str, list[Organization]] = defaultdict(list)
    for entity in entities:
        if " " in entity.name and len(beginning[entity.name[0]]) < _MOST:
            beginning[entity.name[0]].append(entity)
    joined: set[int] = set()
    for entity in entities:
        if any(mention.rule != "org.acronym" for mention in entity.mentions):
            continue
        spelled = [one for one in beginning[entity.name[0]] if abbreviates(entity.name, one.name)]
        if len(spelled) == 1 and _may_be_one(spelled[0], entity):
            for mention in entity.mentions:
                _join(spelled[0], mention, entity.forms)
            spelled[0].mentions.sort(key=lambda m: m.start)
            joined.add(id(entity))
    return [entity for entity in entities if id(entity) not in joined]


_MOST = 40
"""So many names with one first or last word are compared, so that no text makes linking slow."""


def _is_fuller(long: Organization, long_words: list[str], short: Organization, words: list[str]) -> bool:
    """Whether the first is a fuller name of the second: all its words in order, the head among them."""
    if len(long_words) <= len(words) or long is short or not _may_be_one(long, short):
        return False
    if len(words) == 1:
        known = all(mention.rule == "org.known" for mention in short.mentions)
        called = short.kind == "company" and short.mentions[0].start > long.mentions[0].start
        strange = short.kind in ("company", "other") and not names_place(short.name)
        return (called if known else strange) and long_words[0] == words[0]
    if any(mention.known is not None for mention in short.mentions):
        return False
    if words[1] == "of" and short.kind != "ministry":
        return False  # "Bank of Tanzania" is not the "Development Bank of Tanzania"
    rest = iter(long_words)
    ends = long_words[0] == words[0] or long_words[-len(words) :] == words
    return ends and all(word in rest for word in words)


def _may_be_one(one: Organization, other: Organization) -> bool:
    mine, its = one.country, other.country
    if mine is not None and its is not None and mine.stated and its.stated and mine.value != its.value:
        return False
    generic = all(is_ordinary_word(word) or organization_head(word) is not None for word in fold(other.name).split())
    return generic or "other" in (one.kind, other.kind) or one.kind == other.kind


def _link_units(organizations: Sequence[Organization]) -> None:
    """An office of a known organization belongs to it: "KOTRA Vientiane" to KOTRA."""
    for organization in organizations:
        owner = next((mention.parent for mention in organization.mentions if mention.parent is not None), None)
        if owner is not None:
            named = (one for one in organizations if one is not organization and fold(owner) in one.forms)
            organization.parent = next(named, None)


_BRACKETS = re.compile(r" ?\([^()]{1,40}\)")


def _forms(mention: OrganizationMention) -> set[str]:
    wordings = [mention.name, *mention.forms]
    if mention.known is not None and mention.rule == "org.known":
        wordings += [mention.known.name, *mention.known.abbreviations, *mention.known.aliases]
    if (
        mention.kind == "government"
        and mention.country is not None
        and means_state(mention.name, mention.country.value)
    ):
        wordings.append(f"government {mention.country.value}")
    wordings += [_BRACKETS.sub("", wording) for wording in wordings if "(" in wording]
    found = {folded for wording in wordings if (folded := fold(wording))}
    return found | {bare for form in found if (bare := _without_legal_form(form))}


def _without_legal_form(form: str) -> str:
    """The name alone, "Tesla" of "Tesla Inc"; nothing where it has no legal form, or nothing telling is left."""
    words = form.split()
    bare = list(words)
    while len(bare) > 1 and bare[-1] in word_list("legal_form") and bare[-1] not in ("group", "company", "corporation"):
        bare.pop()
    return " ".join(bare) if len(bare) < len(words) and len(bare[0]) > 3 else ""


def _same(entity: Organization, mention: OrganizationMention, forms: set[str]) -> bool:
    mine, other = entity.country, mention.country
    if mine is not None and other is not None and mine.value != other.value and mine.stated and other.stated:
        return False
    return not forms.isdisjoint(entity.forms) or any(_shortened(a, b) for a in forms for b in entity.forms)


def _shortened(one: str, other: str) -> bool:
    """Whether one name is the other less its legal form or its "of …" ("Kenya Airways", "Kenya Airways Plc")."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < 2 or long[: len(short)] != short or len(short) == len(long):
        return False
    rest = long[len(short) :]
    return rest[0] in ("of", "for") or all(word in word_list("legal_form") for word in rest)


def _nearest(entities: list[Organization], mention: OrganizationMention) -> Organization:
    def distance(entity: Organization) -> tuple[bool, int]:
        agrees = mention.country is not None and entity.country is not None
        return not agrees, abs(mention.start - entity.mentions[-1].start)

    return min(entities, key=distance)


def _join(entity: Organization, mention: OrganizationMention, forms: set[str]) -> None:
    entity.mentions.append(mention)
    entity.forms |= forms
    best = [evidence for evidence in (entity.country, mention.country) if evidence is not None]
    entity.country = max(best, key=lambda e: (e.stated, e.confidence, -e.start), default=None)


# --- people ----------------------------------------------------------------------------------------------------------


def link_people(mentions: Sequence[PersonMention]) -> list[Person]:
    """The people behind the mentions, in the order of their first mention."""
    people: list[Person] = []
    by_word: dict[str, list[Person]] = defaultdict(list)
    words_of: dict[int, set[str]] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m.name.split()), m.start)):
        words = fold(mention.name).split()
        fitting = [person for person in by_word[words[0] if words else ""] if words_of[id(person)].issuperset(words)]
        if fitting:
            nearest = min(fitting, key=lambda person: abs(mention.start - person.mentions[-1].start))
            nearest.mentions.append(mention)
            continue
        person = Person([mention])
        people.append(person)
        words_of[id(person)] = set(words)
        for word in words_of[id(person)]:
            by_word[word].append(person)
    for person in people:
        person.mentions.sort(key=lambda m: m.start)
    return sorted(people, key=lambda person: person.mentions[0].start)


def add_short_forms(people: Sequence[Person], passages: Iterable[Passage], taken: Sequence[tuple[int, int]]) -> None:
    """Give each person the later mentions by one word of the name ("Adhikari afterwards thanked …")."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        parts = person.name.split()
        for part in {parts[0], parts[-1]} if len(parts) > 1 else set():
            if len(part) > 2:
                owners[part].append(person)
    starts = {start for start, _ in taken} | {mention.start for person in people for mention in person.mentions}
    inside = Spans([*taken, *((m.start, m.end) for person in people for m in person.mentions)])
    for passage in passages:
        for word in passage.words if not passage.texts.isdisjoint(owners) else ():
            found = owners.get(word.text, [])
            if len(found) == 1 and word.start not in starts and not inside.covers(word.start):
                found[0].mentions.append(PersonMention(word.start, word.end, word.text, "person.short_form"))
    for person in people:
        person.mentions.sort(key=lambda m: m.start)


class Spans:
    """Whether a position lies in any of many spans, without asking each."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._covered = {position for start, end in spans for position in range(start, end)}

    def covers(self, position: int) -> bool:
        """Whether the position lies in one of the spans."""
        return position in self._covered


def settle_people(people: Sequence[Person], organizations: Sequence[Organization]) -> None:
    """Give each person the organization and state that the title names."""
    owner = {mention: entity for entity in organizations for mention in entity.mentions}
    ministries = _by_portfolio(organizations)
    for person in people:
        for mention in person.mentions:
            title = mention.title
            if title is None:
                continue
            if person.organization is None and title.organization is not None:
                person.organization = owner.get(title.organization)
            if person.organization is None and title.of_state:
                person.organization = _ministry_of(title, ministries)
            person.country = person.country or title.country


def settle_states(people: Sequence[Person]) -> None:
    """Give each person without a state that of the organization, an office abroad counting as the body it is of."""
    for person in people:
        body = person.organization
        if person.country is not None or body is None:
            continue
        behind = body.parent.country if body.parent is not None and body.parent.country is not None else body.country
        if behind is not None:
            person.country = replace(behind, rule="person.state_of_organization", stated=False, confidence=0.85)


_MINISTRY = re.compile(r"^.*?ministry (?:of|for) (?:the )?")


def _by_portfolio(organizations: Sequence[Organization]) -> Mapping[str, Sequence[tuple[str, Organization]]]:
    """The ministries with their portfolios, by the last word of these."""
    found: dict[str, list[tuple[str, Organization]]] = defaultdict(list)
    for organization in organizations:
        name = fold(organization.name) if organization.kind == "ministry" else ""
        portfolio = _MINISTRY.sub("", name)
        if portfolio != name:
            found[portfolio.rpartition(" ")[2]].append((portfolio, organization))
    return found


def _ministry_of(
    title: TitleMention, ministries: Mapping[str, Sequence[tuple[str, Organization]]]
) -> Organization | None:
    """The ministry whose portfolio the title ends with: "Deputy Minister of X" and "Ministry of X"."""
    office = fold(title.text)
    alike = ministries.get(office.rpartition(" ")[2], ())
    return next((ministry for portfolio, ministry in alike if office.endswith(f" {portfolio}")), None)
