"""Which tellings are one agreement, and the id of each.

Tellings are taken the most exactly dated first, then in the order of their documents, and each goes to the agreement
that it fits best (`agreement_matching`); where it fits two equally well, or none, it stands for itself. Two agreements
of one document are never one. Only agreements that share two parties and a date are compared, so that the work grows
with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

from coopdata.documents.model import Span
from coopdata.ids import make_id
from coopdata.resolve.agreement_matching import BEFORE_SIGNING, DAY, SLIP, Fit, contradict, fit
from coopdata.resolve.decisions import Decisions, Known
from coopdata.resolve.groups import Marks
from coopdata.resolve.tellings import Telling

Cluster = list[Telling]
Key = tuple[Hashable, ...]
"""What two tellings of one agreement have in common, one such key at least."""
MAX_SIDES = 8
"""Of an agreement of more parties the first eight are looked up."""
MONTH = 7
"""Characters of a date known to the month."""


@dataclass
class _Draft:
    """An agreement in the making."""

    tellings: Cluster = field(default_factory=list)
    different: dict[Hashable, Telling] = field(default_factory=dict)
    """Those of the tellings that say different things: what thousands of texts tell alike is compared once."""
    documents: set[str] = field(default_factory=set)
    marks: Marks = frozenset()

    def add(self, telling: Telling, known: Known) -> None:
        self.tellings.append(telling)
        self.different.setdefault(telling.said, telling)
        self.documents.add(telling.document)
        self.marks |= known.marks


class _Drafts:
    """All agreements in the making, found by the keys of their tellings."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self.all: list[_Draft] = []

    def place(self, telling: Telling) -> None:
        """Add the telling to the agreement it is of, or as one of its own."""
        known = self._decisions.of(telling)
        number = self._best(telling, known)
        if number is None:
            number = len(self.all)
            self.all.append(_Draft())
        self.all[number].add(telling, known)
        for key in (*_settled(known), *_entries(telling)):
            found = self._by_key[key]
            if not found or found[-1] != number:
                found.append(number)

    def _best(self, telling: Telling, known: Known) -> int | None:
        """The agreement that a curator or the facts say it is; None for none, or two that fit as well."""
        for number in self._found(_settled(known)):
            return number
        fits: dict[int, Fit] = {}
        for number in self._found(_lookups(telling)):
            draft = self.all[number]
            if telling.document not in draft.documents and not self._decisions.clash(draft.marks, known.marks):
                found = _fit_all(telling, draft)
                if found is not None:
                    fits[number] = found
        best = max(fits.values(), default=None)
        numbers = [number for number, found in fits.items() if found == best]
        return numbers[0] if len(numbers) == 1 else None

    def _found(self, keys: Sequence[Key]) -> list[int]:
        return sorted({number for key in keys for number in self._by_key.get(key, ())})


def _settled(known: Known) -> list[Key]:
    return [("settled", token) for token in known.tokens]


def _fit_all(telling: Telling, draft: _Draft) -> Fit | None:
    """How well a telling fits an agreement: as well as it fits one of its tellings, if none speaks of another."""
    if any(contradict(telling, own) for own in draft.different.values()):
        return None
    fits = [found for own in draft.different.values() if (found := fit(telling, own)) is not None]
    return max(fits, default=None)


def cluster_agreements(all_tellings: Sequence[Telling], decisions: Decisions) -> dict[str, Cluster]:
    """The tellings of each agreement, by its id."""
    drafts = _Drafts(decisions)
    for telling in sorted(all_tellings, key=_rank):
        drafts.place(telling)
    clusters = [sorted(draft.tellings, key=lambda telling: telling.at) for draft in drafts.all]
    return _with_ids(sorted(clusters, key=lambda cluster: cluster[0].at))


def _rank(telling: Telling) -> tuple[int, bool, int, int, tuple[int, Span]]:
    """The most exactly dated first, then what is signed, then those whose parties are told more exactly."""
    states = sum(side.is_state for side in telling.sides)
    return (-len(telling.signed or ""), telling.is_planned, states, -len(telling.sides), telling.at)


def pairs(telling: Telling) -> list[Key]:
    """Each two of its parties, by all that two texts may call them; a lone party with the story it stands in."""
    sides = telling.sides[:MAX_SIDES]
    if len(sides) < 2:
        return [(*(side.id for side in sides), telling.story)]
    named = (product(one.blocks, other.blocks) for one, other in combinations(sides, 2))
    return sorted({tuple(sorted(pair)) for both in named for pair in both})


def _entries(telling: Telling) -> list[Key]:
    """Under what a telling is found by later ones."""
    own = telling.signed or ""
    dates = [own[:length] for length in (4, MONTH, DAY) if length <= len(own)]
    further = [*(("signer", one) for one in telling.signers), *(("subject", word) for word in telling.subject)]
    what: list[Hashable] = [*dates, *further, ("story", telling.story)]
    return [(pair, one) for pair in pairs(telling) for one in what]


def _lookups(telling: Telling) -> list[Key]:
    """Under what an earlier telling of the same agreement would be found."""
    return [(pair, one) for pair in pairs(telling) for one in (*_dates(telling), ("story", telling.story))]


def _dates(telling: Telling) -> Iterator[Hashable]:
    """The dates and other facts that an earlier telling may share."""
    if telling.signed is not None:
        yield telling.signed
        if len(telling.signed) == DAY:
            day = date.fromisoformat(telling.signed)
            yield from ((day + slip).isoformat() for slip in (SLIP, -SLIP))
        return
    yield from (("signer", one) for one in telling.signers)
    yield from (("subject", word) for word in telling.subject)
    if telling.is_planned and telling.published is not None and len(telling.published) == DAY:
        first = date.fromisoformat(telling.published)
        yield from sorted(
            {(first + timedelta(days=days)).isoformat()[:MONTH] for days in range(0, BEFORE_SIGNING.days, 28)}
        )


def _with_ids(clusters: Sequence[Cluster]) -> dict[str, Cluster]:
    """Ids from the fewest facts that tell the agreements apart: the base, then topics, then a number in order."""
    bases = [min(cluster, key=_rank).facts for cluster in clusters]
    with_topics = [(*base, "\x1e".join(cluster[0].topics)) for base, cluster in zip(bases, clusters, strict=True)]
    counts = Counter(bases)
    numbers: Counter[tuple[str, ...]] = Counter()
    ids: dict[str, Cluster] = {}
    for base, longer, cluster in zip(bases, with_topics, clusters, strict=True):
        facts: tuple[str, ...] = base
        if counts[base] > 1:
            facts = longer
            numbers[longer] += 1
            if numbers[longer] > 1:
                facts = (*longer, str(numbers[longer]))
        ids[make_id("agr", *facts)] = cluster
    return ids
