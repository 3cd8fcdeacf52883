"""For which party a signatory signs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coopdata.documents.model import Span
from coopdata.expressions import later
from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Person
from coopdata.extract.parties import PartyRef
from coopdata.extract.people import SIGNS

if TYPE_CHECKING:
    from coopdata.extract.roles import RoleFound

_SIGNED = rf"(?: (?:who )?(?:{SIGNS}|(?:also |then )?did so)(?: (?:it|them|the [a-z]+))?)?"
_FOR = later(
    rf"(?:,(?: (?!for |on behalf |signed |who )[^ ,;:.]+){{1,10}})?,?{_SIGNED},? (?:for|on behalf of)(?: the)? "
)
"""What stands between a name and the body that its bearer signs for: "Ana Quispe, for the Ministry of Production"."""
_LED = later(r"\b(?:[Ff]or|[Oo]n behalf of)(?: the)? \Z")
_LED_LENGTH = len(" on behalf of the ")
_FOLLOWS = later(r", |,? by |,? it was |: ")
"""What stands between a body and the name where the body is told first: "for Chile, Minister Ana Soto"."""
_OWN = later(r"(?:'s|’s)? (?:(?!and |with |by |to |of |in |for |at |on |from |as |through |via |under )[\w.&-]+ ){0,5}")
"""What stands between a body and the name of who is of it: "WFP's Executive Director David Beasley"."""
_ASIDE = later(r"(?:,| of) [^,;:.()]*")
"""What is said of a person right behind the name: "Edith Heard, EMBL Director General,"."""
_NEXT = (" ", " the ")
"""The same where an office ends what is taken for the name: "Kim Min-soo, who heads KOTRA"."""
_NOT_OF = later(r"\b(?:to|with|between|in|at|from|and|against|towards?|visiting)(?: the)? \Z")
"""Before a name in such an apposition: no body that the person is of ("who had travelled to Japan")."""


def sides_of(
    roles: Sequence["RoleFound"], parties: Sequence[PartyRef], passages: Sequence[Passage]
) -> list[Evidence | None]:
    """The name of the party for which each of the signatories of an agreement signs; None where nothing tells.

    As words beside the name say, else as `party_of`, else by the party that is left of two.
    """
    starts = sorted(role.start for role in roles)
    found = []
    for role in roles:
        passage = passages[bisect_right(passages, role.start, key=lambda one: one.start) - 1]
        following = bisect_right(starts, role.end)
        found.append(_side_of(role, parties, passage, min([passage.end, *starts[following : following + 1]])))
    named = {one.value for one in found if one is not None}
    left = [party for party in parties if _name(party) not in named]
    if len(parties) == len(roles) == 2 and len(named) == len(left) == 1 and None in found:
        rest = Evidence(_name(left[0]), left[0].start, left[0].end, "signatory.other", stated=False, confidence=0.7)
        return [one or rest for one in found]
    return found


def _side_of(role: "RoleFound", parties: Sequence[PartyRef], passage: Passage, end: int) -> Evidence | None:
    """The same of one signatory; what is told of them ends at `end` at the latest."""
    places = [(party, place) for party in parties for place in _places(party, passage)]
    places.sort(key=lambda placed: placed[1])
    known = party_of(role.person, parties)
    employed = known is not None and known.organization is not None and known.organization is role.person.organization
    told = _signs_for(role, places, passage, end)
    rule, confidence = "signatory.for", 0.95
    if told is None and not employed:
        told, rule, confidence = _is_of(role, places, passage, end), "signatory.of", 0.85
    if told is not None:
        party, (start, stop) = told
        name = _name(party)
        return Evidence(name, start, stop, rule, name == passage.text[start:stop], confidence)
    if known is None:
        return None
    return Evidence(_name(known), known.start, known.end, "signatory.party", stated=False, confidence=0.85)


def _name(party: PartyRef) -> str:
    return party.organization.name if party.organization else party.name


Placed = tuple[PartyRef, Span]
"""A party at a place where the sentence names it."""


def _places(party: PartyRef, passage: Passage) -> Iterator[Span]:
    """Where the sentence names the party: as a body, or a state by its name or people."""
    if party.organization is not None:
        mentions = ((one.start, one.end) for one in party.organization.mentions)
        yield from (place for place in mentions if passage.start <= place[0] < passage.end)
    for kind in (Kind.COUNTRY, Kind.DEMONYM) if party.is_state else ():
        yield from ((hit.start, hit.end) for hit in passage.hits[kind] if hit.entry.value == party.country)


def _signs_for(role: "RoleFound", places: Sequence[Placed], passage: Passage, end: int) -> Placed | None:
    """The party named right behind the person after "for", or right before after "for" and a comma or "by"."""
    text = passage.text
    link = _FOR.match(text, role.end, end)
    if link is not None:
        for placed in places:
            if placed[1][0] == link.end():
                return placed
    for placed in places:
        first, last = placed[1]
        before = max(passage.start, first - _LED_LENGTH)
        if _FOLLOWS.fullmatch(text, last, role.start) is not None and _LED.search(text, before, first) is not None:
            return placed
    return None


def _is_of(role: "RoleFound", places: Sequence[Placed], passage: Passage, end: int) -> Placed | None:
    """The party that the words around the name say the person is of."""
    text = passage.text
    aside = _ASIDE.match(text, role.end, end)
    own = [placed for placed in places if _NOT_OF.search(text, passage.start, placed[1][0]) is None]
    said = aside.end() if aside is not None else role.end
    for placed in own:
        first, last = placed[1]
        if (role.end < first and last <= said) or text[role.end : first] in _NEXT:
            return placed
    for placed in reversed(own):
        if placed[1][1] <= role.start and _OWN.fullmatch(text, placed[1][1], role.start) is not None:
            return placed
    return None


def party_of(person: Person, parties: Sequence[PartyRef]) -> PartyRef | None:
    """The party of the person's organization, else the only one of the person's state; None where neither tells."""
    if person.organization is not None:
        for party in parties:
            if party.organization is person.organization:
                return party
    code = person.country.value if person.country else None
    fitting = [party for party in parties if code is not None and party.country == code]
    return fitting[0] if len(fitting) == 1 else None
