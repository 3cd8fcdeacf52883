"""For which party a signatory signs."""

from collections.abc import Sequence

from coopdata.extract.linking import Person
from coopdata.extract.parties import PartyRef


def party_of(person: Person, parties: Sequence[PartyRef]) -> PartyRef | None:
    """The party of the person's organization, else the only one of the person's state; None where neither tells."""
    if person.organization is not None:
        for party in parties:
            if party.organization is person.organization:
                return party
    code = person.country.value if person.country else None
    fitting = [party for party in parties if code is not None and party.country == code]
    return fitting[0] if len(fitting) == 1 else None
