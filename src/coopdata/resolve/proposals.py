"""What looks alike but may not be merged by any rule: proposals, for a curator to settle.

A proposal is an issue of the code `merge_proposed` that names two records, says what speaks for it, and how many
documents it would bring together. Nothing is merged by likeness alone. A pair that a line of raw/corrections.csv has
settled, either way, is not proposed again. Only records that share a telling word of their names, as it sounds, are
compared, so that the work grows with their number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopdata.problems import Code, Problem, Severity
from coopdata.reference.words import organization_head
from coopdata.resolve.agreement_matching import near
from coopdata.resolve.agreements import Cluster, Key, pairs
from coopdata.resolve.decisions import MERGE, Decisions
from coopdata.resolve.groups import candidates
from coopdata.resolve.likeness import misspelt, shorter_ministry, sound
from coopdata.resolve.model import OrganizationRow, PersonRow, Rows
from coopdata.resolve.naming import name_key, name_words
from coopdata.resolve.party_matching import same_parties

Reason = Callable[["_Named", "_Named"], str | None]
"""What speaks for two records being one; None where nothing does."""


@dataclass(frozen=True)
class _Named:
    """A record as it is compared: what it is called, and where it is of."""

    record_id: str
    name: str
    key: str
    country: str | None
    documents: int


def propose(rows: Rows, agreements: Mapping[str, Cluster], decisions: Decisions) -> list[Problem]:
    """All proposals, each pair once; `rows` are those of the tables."""
    bodies = [
        _Named(row.organization_id, row.name, name_key(row.name, row.country), row.country, row.documents)
        for row in rows["organizations"]
        if isinstance(row, OrganizationRow)
    ]
    persons = [
        _Named(row.person_id, row.name, name_words(row.name), row.country, row.documents)
        for row in rows["people"]
        if isinstance(row, PersonRow)
    ]
    found = [
        *_alike("organizations", bodies, _reason_for_bodies),
        *_alike("people", persons, _reason_for_people),
        *_near_agreements(agreements),
        *_of_one_party(bodies, agreements),
    ]
    pairs_found: dict[tuple[str, str], Problem] = {}
    for problem in found:
        pairs_found.setdefault((str(problem.record_id), str(problem.related_id)), problem)
    return [problem for pair, problem in pairs_found.items() if not decisions.settled(*pair)]


def _alike(table: str, named: Sequence[_Named], reason_for: Reason) -> Iterator[Problem]:
    """A proposal for every two records for which there is a reason."""
    blocks: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        for word in {sound(word) for word in one.key.split() if organization_head(word) is None}:
            blocks[word].append(one)
    for one, other in candidates(blocks.values()):
        reason = reason_for(one, other) if _of_one_country(one, other) else None
        if reason is not None:
            yield _problem(table, one, other, reason)


def _of_one_country(one: _Named, other: _Named) -> bool:
    return one.country == other.country or one.country is None or other.country is None


def _reason_for_bodies(one: _Named, other: _Named) -> str | None:
    """What speaks for two organizations being one."""
    if one.key == other.key:
        return "the names are equal, and no document tells the country of one of them"
    if one.country is None or other.country is None:
        return None
    if misspelt(one.key, other.key):
        return "the names differ by a few letters"
    if shorter_ministry(one.name, other.name, one.country):
        return "the fields of one ministry are among those of the other"
    return None


def _reason_for_people(one: _Named, other: _Named) -> str | None:
    """What speaks for two people being one."""
    if one.key == other.key:
        return "the names are equal, and nothing else tells whether they are one"
    if one.country is None or one.country != other.country:
        return None
    if misspelt(one.key, other.key):
        return "the names differ by a few letters"
    words = (set(one.key.split()), set(other.key.split()))
    if min(map(len, words)) >= 2 and (words[0] < words[1] or words[1] < words[0]):
        return "one name is part of the other"
    return None


def _near_agreements(agreements: Mapping[str, Cluster]) -> Iterator[Problem]:
    """Agreements of the same parties and kind whose dates do not exclude that they are one."""
    by_parties: dict[Key, list[tuple[str, Cluster]]] = defaultdict(list)
    for entry in agreements.items():
        for pair in {pair for telling in entry[1] if len(telling.sides) > 1 for pair in pairs(telling)}:
            by_parties[pair].append(entry)
    for (one_id, one), (other_id, other) in candidates(by_parties.values()):
        if near(one, other):
            reason = "parties and kind agree, and the dates do not exclude it"
            yield _problem("agreements", _as_named(one_id, one), _as_named(other_id, other), reason)


def _of_one_party(bodies: Sequence[_Named], agreements: Mapping[str, Cluster]) -> Iterator[Problem]:
    """Bodies of one country that two texts name for the same party of an agreement."""
    named = {body.record_id: body for body in bodies}
    for cluster in agreements.values():
        sides = {side.id: side for telling in cluster for side in telling.sides}
        for pair in same_parties(cluster).items() if len(cluster) > 1 else ():
            one, other = (sides[party] for party in pair)
            if one.is_fellow_of(other) and not one.is_unit_of(other):
                reason = "texts of one agreement name both as the same party"
                yield _problem("organizations", named[pair[0]], named[pair[1]], reason)


def _as_named(agreement_id: str, cluster: Cluster) -> _Named:
    first = cluster[0]
    parties = " and ".join(side.name for side in first.sides)
    name = f"{first.instrument.replace('_', ' ')} of {parties}, {first.signed or 'undated'}"
    return _Named(agreement_id, name, "", None, len({telling.story for telling in cluster}))


def _problem(table: str, one: _Named, other: _Named, reason: str) -> Problem:
    first, second = sorted((one, other), key=lambda own: (-own.documents, own.record_id))
    told = " and ".join(
        f"{own.name} ({', '.join(part for part in (own.record_id, own.country) if part)})" for own in (first, second)
    )
    return Problem(
        Code.MERGE_PROPOSED,
        f"{told} may be one: {reason}.",
        Severity.NOTE,
        remedy=f"In raw/corrections.csv, {first.record_id},{MERGE},{second.record_id} makes them one, keep_apart for "
        "merge keeps them two; coopdata review writes the line.",
        table=table,
        record_id=first.record_id,
        related_id=second.record_id,
        documents=first.documents + second.documents,
    )
