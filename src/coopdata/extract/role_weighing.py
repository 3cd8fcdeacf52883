"""Who signs an agreement and who watches, weighed by what all sentences near it show of each person."""

from collections.abc import Iterator, Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.clauses import Clause
from coopdata.extract.features import at, verb_class
from coopdata.extract.linking import Person
from coopdata.extract.outline import Outline, Place, kind_of
from coopdata.extract.party_weighing import Spot
from coopdata.extract.roles import RolePattern, role_matches
from coopdata.reference.wordlists import word_list

_BEFORE, _AFTER = 2, 4
"""So many sentences before and after one about the agreement may say who signed it."""
_PEOPLE_ROW = frozenset((",", "and", "&", "(", ")", "as", "well", "with", "along", "together", ";"))


def role_features(outline: Outline, spots: Sequence[Spot], person: Person, places: Sequence[Place]) -> set[str]:
    """What the document shows of the person with regard to the agreement told of at `spots`."""
    features: set[str] = set()
    for place in places:
        near = _nearest(spots, place)
        if near is None:
            continue
        step = place.clause - near.clause
        if -_BEFORE <= step <= _AFTER:
            prefix = "u:" if near.kind == "several" else ""
            label = f"{prefix}c{'0' if step == 0 else 'b' if step < 0 else 'a'}"
            features.add(f"{label}{abs(step)}")
            features.update(_in_sentence(outline, place, near if step == 0 else None))
    title = person.title
    features.add(f"tk={'none' if title is None else 'state' if title.of_state else 'other'}")
    features.add("employed" if person.organization is not None else "no_employer")
    features.add("state" if person.country is not None else "no_state")
    features.add(f"ct={min(len(places), 4)}")
    features.add(f"people={min(len(outline.people), 6)}")
    features.add(f"first={min(places[0].clause, 4)}")
    return features


def _nearest(spots: Sequence[Spot], place: Place) -> Spot | None:
    return min(spots, key=lambda spot: (abs(spot.clause - place.clause), spot.kind == "several"), default=None)


def _in_sentence(outline: Outline, place: Place, spot: Spot | None) -> Iterator[str]:
    tokens = outline.tokens[place.clause]
    clause = outline.clauses[place.clause]
    here = place.token
    symbol = tokens[here]
    head = _head(tokens, here)
    end = _end(tokens, here)
    yield f"hd={at(tokens, head)}"
    yield f"h2={at(tokens, head - 1)} {at(tokens, head)}"
    yield f"nx={at(tokens, end)}"
    yield f"n2={at(tokens, end)} {at(tokens, end + 1)}"
    yield f"bl={clause.passage.kind.value}"
    verbs = outline.verbs[place.clause]
    before, after = [v for v in verbs if v < here], [v for v in verbs if v > here]
    if before:
        yield f"vb={verb_class(clause, tokens[before[-1]])}"
    if after:
        yield f"va={verb_class(clause, tokens[after[0]])}"
        if not any(kind_of(token) in "VPG" for token in tokens[:here]):
            yield f"subject:{verb_class(clause, tokens[after[0]])}"
    if spot is not None:
        yield f"ins={'L' if here < spot.instrument else 'R'}"
    yield from _cues(tokens, here)
    for pattern in _matched(clause, symbol):
        yield f"rl={pattern.id}"
        yield f"rl:{pattern.role}"


def _cues(tokens: Sequence[str], here: int) -> Iterator[str]:
    """The words of seeing, signing, speaking and meeting before and after the name, near it or far in the sentence."""
    for name in ("witness_cue", "signing_cue", "speaking_cue", "meeting_cue"):
        cues = word_list(name)
        for index, token in enumerate(tokens):
            if token in cues:
                side = "<" if index < here else ">"
                yield f"{name}{side}"
                if abs(index - here) <= 4:
                    yield f"{name}{side}near"


def _matched(clause: Clause, symbol: str) -> Iterator[RolePattern]:
    if clause.passage.kind is BlockKind.HEADLINE:
        return
    for pattern, people in role_matches(clause.line):
        if symbol in people.split():
            yield pattern


def _head(tokens: Sequence[str], here: int) -> int:
    before = here - 1
    while before >= 0 and (tokens[before] in _PEOPLE_ROW or kind_of(tokens[before]) == "N"):
        before -= 1
    return before


def _end(tokens: Sequence[str], here: int) -> int:
    after = here + 1
    while after < len(tokens) and (tokens[after] in _PEOPLE_ROW or kind_of(tokens[after]) == "N"):
        after += 1
    return after
