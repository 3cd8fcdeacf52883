"""Which parties of two tellings of an agreement are the same, though texts call them by other names.

The same body, a state and a body of it, a unit and its body; where something more speaks for the agreement, also a body
of the same country, one whose name is like the other's, and the body for which the same person signed.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from functools import lru_cache
from itertools import product

from coopdata.resolve.ledger import VAGUE
from coopdata.resolve.likeness import akin, content, is_short_for, misspelt
from coopdata.resolve.person_names import FULL_NAME, Words, consonants, fit
from coopdata.resolve.tellings import DAY, MONTH, YEAR, Side, Telling

MANY_PARTIES = 3
"""So many bodies hardly make two agreements within a year."""
Pairs = Collection[Set[str]]
"""Pairs of ids of parties."""
NO_PAIRS: Pairs = frozenset()


def align(
    one: Sequence[Side],
    other: Sequence[Side],
    *,
    loosely: bool = False,
    signed: Pairs = NO_PAIRS,
    known: bool = False,
) -> dict[str, str] | None:
    """For each party of the shorter side the id of the party of the other that it is; None where one has no match.

    Taken `loosely` a party may also be any body of its country, one whose name is like its own, or, if no country of it
    is known, a body of the state that the other names, as long as another party is the same in both. Those that may be
    fewest of the others are matched first. The parties of each pair of `signed` are one by who signed for them. An
    agreement that is `known` by who signed needs no party that is the same.
    """
    if one is other:
        return {side.id: side.id for side in one}
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    free = {side.id: side for side in many}
    found = {side.id: side.id for side in few if free.pop(side.id, None)}
    left = [side for side in few if side.id not in found]
    exactly = {
        side.id: [there for there in free.values() if side.may_be(there) or {side.id, there.id} in signed]
        for side in left
    }
    loosely = loosely and (
        bool(known or found or signed) or any(there.is_named_as(side) for side in left for there in exactly[side.id])
    )
    for side in sorted(left, key=lambda own: len(exactly[own.id]) or len(many)):
        loose = (there for there in free.values() if loosely and _may_stand_for(there, side))
        match = next((there for there in exactly[side.id] if there.id in free), None) or next(loose, None)
        if match is None:
            return None
        found[side.id] = match.id
        del free[match.id]
    return found


def _may_stand_for(one: Side, other: Side) -> bool:
    """Whether texts may name one for the other, where something more speaks for the agreement."""
    if one.is_state != other.is_state:
        return one.is_of_state and other.is_of_state and None in (one.country, other.country)
    return one.is_fellow_of(other) or one.is_like(other)


def are_the_same(one: Telling, other: Telling) -> bool:
    """Whether both tell the same parties; of three or more, one may be named in words like the other's."""
    if one.parties == other.parties:
        return True
    first, second = set(one.parties), set(other.parties)
    if first == second:
        return True
    if len(first) != len(second) or len(first) < MANY_PARTIES or len(first & second) < len(first) - 1:
        return False
    (left,) = (side for side in one.sides if side.id not in second)
    (right,) = (side for side in other.sides if side.id not in first)
    return left.is_like(right)


def commonly_named(one: Telling, other: Telling, aligned: Mapping[str, str]) -> bool:
    """Whether each party has a name for the same thing in both: no state for a company, no two for three."""
    sides = {side.id: side for side in (*one.sides, *other.sides)}
    complete = len(one.sides) == len(other.sides)
    return complete and all(sides[first].acts_for(sides[second]) for first, second in aligned.items())


def is_sure(one: Telling, other: Telling, aligned: Mapping[str, str], *, subject: bool) -> bool:
    """Whether the parties are known well enough for what says neither who signed nor what sum.

    A party without a country whose name is only like another is known by the subject and the day, or by all that a text
    says of the subject and the month, or the kind and the year; so is one party alone, if it is the same body.
    """
    sides = {side.id: side for side in (*one.sides, *other.sides)}
    precise = min(len(one.signed or ""), len(other.signed or ""))
    few, many = sorted((one, other), key=lambda told: (len(told.sides), len(told.subject)))
    enough = YEAR if one.instrument == other.instrument and one.instrument not in VAGUE["instrument"] else MONTH
    whole_subject = subject and few.subject <= many.subject and precise >= enough
    if len(aligned) == 1:
        return whole_subject and all(first == second for first, second in aligned.items())
    guessed = any(first != second and _is_guess(sides[first], sides[second]) for first, second in aligned.items())
    return not guessed or whole_subject or (subject and precise >= DAY)


def is_another_partner(one: Telling, other: Telling, aligned: Mapping[str, str]) -> bool:
    """Whether whom both texts let sign is known to have signed for one party, and the other is not the same body."""
    signers = one.signers & other.signers
    signed_for = {person: party for told in (one, other) for person, party in told.signed_for if person in signers}
    strange = {party for pair in aligned.items() if pair[0] != pair[1] for party in pair}
    sides = {side.id: side for side in (*one.sides, *other.sides)}
    pairs = [(sides[first], sides[second]) for first, second in aligned.items() if first != second]
    others = any(
        first.is_fellow_of(second) and not ((first.is_of_state and second.is_of_state) or akin(first.name, second.name))
        for first, second in pairs
    )
    return bool(signers) and others and signers <= signed_for.keys() and not strange.intersection(signed_for.values())


def _is_guess(one: Side, other: Side) -> bool:
    """Whether one of the two has no country, and its name is more than misspelt or put in other words."""
    same_words = misspelt(one.key, other.key) or content(one.key) == content(other.key)
    abbreviated = is_short_for(one.name, other.name) or is_short_for(other.name, one.name)
    return None in (one.country, other.country) and not (same_words or abbreviated or one.is_unit_of(other))


def signed_for_both(one: Telling, other: Telling) -> Pairs:
    """The parties, one of each telling, that are one: one person signed for both, and they are of one sort."""
    pairs = [(party, there) for (own, party), (its, there) in product(one.signed_for, other.signed_for) if own == its]
    pairs += [
        (party, there)
        for (name, party), (its_name, there) in product(one.names, other.names)
        if party is not None and there is not None and party != there and may_be_one_signatory(name, its_name)
    ]
    if not pairs:
        return NO_PAIRS
    sides = {side.id: side for side in (*one.sides, *other.sides)}
    return {
        frozenset((party, there))
        for party, there in pairs
        if party != there and party in sides and there in sides and sides[party].is_of_one_sort(sides[there])
    }


def signed_by_one(one: Telling, other: Telling) -> bool:
    """Whether a person signed both, or may have by the name."""
    if not one.signers.isdisjoint(other.signers):
        return True
    return any(may_be_one_signatory(name, there) for (name, _), (there, _) in product(one.names, other.names))


def may_be_one_signatory(one: Words, other: Words) -> bool:
    """Whether two full names may be one person's who signed one agreement, shortened or spelt otherwise.

    >>> may_be_one_signatory(("hector", "l", "peralta"), ("hector", "luis", "peralta"))
    True
    >>> may_be_one_signatory(("ana", "ruiz"), ("ana", "soto"))
    False
    """
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return len(few) >= FULL_NAME and not _heard(few).isdisjoint(_heard(many)) and fit(few, many) is not None


@lru_cache(maxsize=1 << 16)
def _heard(name: Words) -> frozenset[str]:
    """The consonants of each word in alphabetical order: names that fit have those of a word in common."""
    return frozenset("".join(sorted(consonants(word))) for word in name if len(word) > 1)


def aligned(one: Telling, other: Telling) -> dict[str, str] | None:
    """The parties of two tellings of one agreement."""
    return align(one.sides, other.sides, loosely=True, signed=signed_for_both(one, other))


def same_parties(cluster: Sequence[Telling]) -> dict[str, str]:
    """For a party that the fullest telling of an agreement names more exactly the id under which that has it."""
    fullest = min(cluster, key=lambda own: (-len(own.sides), sum(side.is_state for side in own.sides), own.at))
    sides = {side.id for side in fullest.sides}
    found: dict[str, str] = {}
    for telling in cluster:
        for few, many in (aligned(telling, fullest) or {}).items():
            one, other = (few, many) if many in sides else (many, few)
            found[one] = other
    return {one: other for one, other in found.items() if one != other}
