"""What is observed of a possible party or a person with regard to an agreement, as names of features for a model.

A feature is a short text such as ``hd=between`` (the head word before the row of names is "between"). Features speak of
grammar, kinds and positions, never of names; words appear in them only where they are in lower case in the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coopdata.extract.clauses import Clause
from coopdata.extract.outline import Candidate, Outline, Place, kind_of
from coopdata.extract.patterns import party_patterns_for

_ROW = frozenset((",", "and", "&", "(", ")", "or", "both"))
_SYMBOLS = frozenset("PGU")


def bucket(distance: int) -> str:
    """A distance in tokens in a few steps."""
    for limit in (1, 2, 4, 7, 12, 20):
        if abs(distance) <= limit:
            return str(limit)
    return "far"


def at(tokens: Sequence[str], index: int) -> str:
    """The token at an index as a feature shows it; the edges of a sentence are ^ and $."""
    if index < 0:
        return "^"
    return kind_of(tokens[index]) if index < len(tokens) else "$"


def head_of_row(tokens: Sequence[str], index: int) -> int:
    """The index of the token before the row of names ("between A, B and C") in which the token at `index` stands."""
    before = index - 1
    while before >= 0 and (tokens[before] in _ROW or kind_of(tokens[before]) in _SYMBOLS):
        before -= 1
    return before


def row_size(tokens: Sequence[str], index: int) -> int:
    """How many names stand in the row around the token at `index`."""
    first, last = head_of_row(tokens, index) + 1, index
    while last + 1 < len(tokens) and (tokens[last + 1] in _ROW or kind_of(tokens[last + 1]) in _SYMBOLS):
        last += 1
    return sum(kind_of(token) in _SYMBOLS for token in tokens[first : last + 1])


def verb_class(clause: Clause, token: str) -> str:
    """The status that a verb's token stands for and its form, e.g. "signed-past"."""
    entry = clause.chunks[int(token[1:])].value.entry
    return f"{entry.value}-{entry.detail.kind}"


def in_sentence(outline: Outline, place: Place, instrument: int, verb: int | None) -> Iterator[str]:
    """Features of a name in a sentence that names the instrument: how it stands to it, to the verb, to other names."""
    tokens = outline.tokens[place.clause]
    here = place.token
    side = "L" if here < instrument else "R"
    low, high = min(here, instrument) + 1, max(here, instrument)
    between = outline.kinds[place.clause][low:high]
    symbols = "".join(sorted({kind for kind in between if kind in "PNVIUG;:"}))
    head = head_of_row(tokens, here)
    yield f"sd={side}{bucket(here - instrument)}"
    yield f"bt={side}{symbols}"
    yield f"hd={side}{at(tokens, head)}"
    yield f"hd={at(tokens, head)}"
    yield f"h2={at(tokens, head - 1)} {at(tokens, head)}"
    yield f"pv={at(tokens, here - 1)}"
    yield f"nx={at(tokens, here + 1)}"
    yield f"n2={at(tokens, here + 1)} {at(tokens, here + 2)}"
    yield f"rw={side}{min(row_size(tokens, here), 4)}"
    yield f"sy={_symbol(place)}{side}"
    for word in set(between) - set("PNVIUGDLMR;:,"):
        yield f"bw={side}{word}"
    yield from _among_instruments(outline, place, instrument, at(tokens, head))
    if verb is not None:
        order = "".join(name for _, name in sorted([(here, "c"), (instrument, "i"), (verb, "v")]))
        yield f"or={order}"
        yield f"ov={order}:{verb_class(outline.clauses[place.clause], tokens[verb])}"
        yield f"dv={'L' if here < verb else 'R'}{bucket(here - verb)}"
        if here < verb and not any(kind_of(token) in "PNUG" for token in tokens[:head] if head > 0):
            yield "subject"
    else:
        yield f"or={'ci' if here < instrument else 'ic'}-"


def _among_instruments(outline: Outline, place: Place, instrument: int, head: str) -> Iterator[str]:
    """Where a sentence names several instruments: whether the one before the name, or behind it, is this one.

    "An accord with A, a memorandum with B": B stands behind the memorandum, and A behind another.
    """
    kinds, here = outline.kinds[place.clause], place.token
    named = outline.instruments[place.clause]
    if len(named) < 2:
        return
    before = max((index for index in named if index < here), default=None)
    behind = min((index for index in named if index > here), default=None)
    sides = "".join("." if index is None else "+" if index == instrument else "-" for index in (before, behind))
    low, high = sorted((here, instrument))
    parted = ";" in kinds[low:high]
    yield f"am={sides}"
    yield f"am={sides}:{head}"
    yield f"am={sides}{';' if parted else ''}:{_symbol(place)}"
    if named[0] == instrument:
        yield f"am1={sides}"


def patterns_hit(clause: Clause, instrument: str) -> Iterator[tuple[str, set[str]]]:
    """Every party pattern that fits the sentence, with the symbols it takes for parties."""
    for pattern in party_patterns_for(clause.line):
        match = pattern.matcher.search(clause.line)
        while match is not None and match.group("instrument") != instrument:
            match = pattern.matcher.search(clause.line, match.start() + 1)
        if match is not None:
            groups = (match.group(name) for name in match.groupdict() if name.startswith("parties"))
            yield pattern.id, {token for group in groups for token in group.split()}


def _symbol(place: Place) -> str:
    return f"in{place.chunk.symbol}" if place.implied else place.chunk.symbol


def nearby(outline: Outline, place: Place, label: str) -> Iterator[str]:
    """Features of a name in a sentence near the one that names the instrument."""
    tokens = outline.tokens[place.clause]
    head = head_of_row(tokens, place.token)
    yield f"{label}{_symbol(place)}"
    yield f"{label}hd={at(tokens, head)}"
    verbs = outline.verbs[place.clause]
    if verbs:
        nearest = min(verbs, key=lambda index: abs(index - place.token))
        side = "L" if place.token < nearest else "R"
        yield f"{label}vb={side}{verb_class(outline.clauses[place.clause], tokens[nearest])}"
    if place.token == 0:
        yield f"{label}first"


def standings(outline: Outline) -> dict[str, frozenset[str]]:
    """Features of each candidate in the whole document, by key: its kind, how often and where the text names it."""
    candidates = list(outline.candidates.values())
    counts = _Counts(candidates)
    return {
        one.key: frozenset(
            (
                *counts.of(one),
                *_prominence(outline, one),
                *_compatriots(outline.by_country, one),
                *_beside_publisher(outline, one),
            )
        )
        for one in candidates
    }


class _Counts:
    """How often the text names each candidate, from the rarest on: all, and states and bodies by themselves."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = sorted(len(one.places) for one in candidates)
        self._alike = {
            state: sorted(len(one.places) for one in candidates if one.is_state is state) for state in (True, False)
        }

    def of(self, candidate: Candidate) -> Iterator[str]:
        """How often the text names the candidate, and how many it names more often."""
        count, sort = len(candidate.places), "s" if candidate.is_state else "o"
        alike = self._alike[candidate.is_state]
        yield f"kd={candidate.kind}"
        yield f"ct={min(count, 5)}"
        yield f"rk={min(len(self._all) - bisect_right(self._all, count), 5)}"
        yield f"ra={sort}{min(len(alike) - bisect_right(alike, count), 4)}"
        yield f"al={sort}{min(len(alike), 5)}"


def _prominence(outline: Outline, candidate: Candidate) -> Iterator[str]:
    """Whether headline and lead name the candidate."""
    if not candidate.by_clause.keys().isdisjoint(outline.headlines):
        yield "headline"
        yield f"headline:{'s' if candidate.is_state else 'o'}"
    for order, number in enumerate(outline.lead):
        if number in candidate.by_clause:
            yield f"lead{order}"


def _compatriots(by_country: Mapping[str, Sequence[Candidate]], candidate: Candidate) -> Iterator[str]:
    """Whether the candidate's state, or bodies of it, are named beside it."""
    if candidate.country is None:
        yield "no_country"
        return
    same = [other for other in by_country[candidate.country] if other.key != candidate.key]
    if candidate.is_state:
        yield f"bodies={min(sum(not other.is_state for other in same), 3)}"
    else:
        yield "has_state" if any(other.is_state for other in same) else "no_state"


def _beside_publisher(outline: Outline, candidate: Candidate) -> Iterator[str]:
    """Whether the candidate is who published the document, or of the same state."""
    body = candidate.ref.organization
    if outline.publisher and body is not None and outline.publisher in body.forms:
        yield "publisher"
    if outline.home is not None and candidate.country is not None:
        yield f"home:{'s' if candidate.kind == 'state' else 'o'}{'+' if candidate.country == outline.home else '-'}"


def joined(parts: Iterable[Iterable[str]]) -> set[str]:
    """All features of several places, each once."""
    return {feature for part in parts for feature in part}
