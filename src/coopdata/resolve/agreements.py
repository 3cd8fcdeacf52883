"""Which tellings are one agreement, and the id of each.

Tellings are taken the most exactly dated first, then in the order of their documents, and each goes to the agreement
that it fits best (`agreement_matching`); where it fits two equally well, or none, it stands for itself. Two agreements
of one document are never one. Only agreements that share two parties and a date are compared, or a party or signatory
and a date where not too many do, so that the work grows with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, product

from coopdata.documents.model import Span
from coopdata.ids import make_id
from coopdata.resolve.agreement_matching import (
    AFTER_SIGNING,
    BEFORE_SIGNING,
    SLIP,
    Fit,
    countries_told,
    fit,
    of_one_signing,
    of_other_countries,
)
from coopdata.resolve.decisions import Decisions, Known
from coopdata.resolve.groups import LARGEST_BLOCK, Marks
from coopdata.resolve.tellings import ANY_CLASS, DAY, MONTH, NONE, YEAR, Side, Telling

Cluster = list[Telling]
Key = tuple[str, ...]
"""Two parties, as texts may call them: what two tellings of one agreement have in common, one such key at least."""
MAX_SIDES = 8
"""Of an agreement of more parties the first eight are looked up."""
ONE_PARTY = "party"
"""What the keys begin with by which a single party, or who signed, is looked up."""


@dataclass(slots=True)
class _Draft:
    """An agreement in the making."""

    tellings: Cluster = field(default_factory=list)
    different: dict[Hashable, Telling] = field(default_factory=dict)
    """Those of the tellings that say different things: what thousands of texts tell alike is compared once."""
    documents: set[int] = field(default_factory=set)
    days: frozenset[str] = NONE
    """The days of signing that tellings tell."""
    kinds: frozenset[str] = NONE
    """The classes of its instrument that tellings tell."""
    countries: frozenset[str] = NONE
    """Those of the parties, by the tellings in which the country of each is known."""
    marks: Marks = frozenset()

    def add(self, telling: Telling, known: Known) -> None:
        self.tellings.append(telling)
        self.documents.add(telling.order)
        self.marks |= known.marks
        if self.different.setdefault(telling.said, telling) is telling:
            is_exact = telling.signed is not None and len(telling.signed) == DAY
            self.days = _with(self.days, telling.signed if is_exact else None)
            self.kinds = _with(self.kinds, telling.instrument_class or None)
            self.countries = _with(self.countries, *countries_told(telling))

    def empty(self) -> None:
        """Take everything out, for good."""
        self.tellings.clear()
        self.different.clear()
        self.documents.clear()


@lru_cache(maxsize=1 << 16)
def _with(texts: frozenset[str], *more: str | None) -> frozenset[str]:
    """The texts and more, but for None; one for all that are equal, since most agreements have but one day and kind."""
    return texts.union(one for one in more if one is not None) or NONE


class Agreements:
    """All agreements, found by the keys of their tellings."""

    def __init__(self, tellings: Sequence[Telling], decisions: Decisions) -> None:
        self._decisions = decisions
        self._by_key: dict[Key, dict[str, int | list[int]]] = defaultdict(dict)
        """The agreements under each key and fact; one by itself, as most are, in a quarter of the memory of a list."""
        self._settled: dict[Hashable, list[int]] = defaultdict(list)
        self._all: list[_Draft] = []
        self._homeless: set[str] = set()
        self._place_all(tellings)

    def again(self, tellings: Sequence[Telling]) -> None:
        """Decide anew on the agreements of documents whose tellings have changed; these are all of theirs."""
        documents = {telling.order for telling in tellings}
        anew = list(tellings)
        for draft in self._all:
            if not draft.documents.isdisjoint(documents):
                anew += [telling for telling in draft.tellings if telling.order not in documents]
                draft.empty()
        self._place_all(anew)

    def clusters(self) -> dict[str, Cluster]:
        """The tellings of each agreement, by its id."""
        told = [sorted(draft.tellings, key=lambda telling: telling.at) for draft in self._all if draft.tellings]
        return _with_ids(sorted(told, key=lambda cluster: cluster[0].at))

    def _place_all(self, tellings: Sequence[Telling]) -> None:
        self._homeless |= {side.key for telling in tellings for side in telling.sides if side.country is None}
        for telling in sorted(tellings, key=_rank):
            self._place(telling)

    def _place(self, telling: Telling) -> None:
        """Add the telling to the agreement it is of, or as one of its own."""
        known = self._decisions.of(telling)
        number = self._best(telling, known)
        if number is None:
            number = len(self._all)
            self._all.append(_Draft())
        self._all[number].add(telling, known)
        for token in known.tokens:
            self._settled[token].append(number)
        dates = _prefixes(telling.signed or "")
        self._enter(number, pairs(telling, self._blocks), _entries(telling))
        self._enter(number, _signers(telling), dates)
        self._enter(number, _parties(telling), [*dates, *_witnesses(telling)])

    def _enter(self, number: int, keys: Iterable[Key], facts: Sequence[str]) -> None:
        """Let the agreement be found by the keys together with the facts."""
        for key in keys:
            by_fact = self._by_key[key]
            for fact in facts:
                found = by_fact.get(fact)
                if found is None:
                    by_fact[fact] = number
                elif isinstance(found, int):
                    by_fact[fact] = found if found == number else [found, number]
                elif found[-1] != number:
                    found.append(number)

    def _blocks(self, side: Side) -> tuple[str, ...]:
        """Under what a side is entered: by its name only where texts name it without its country."""
        return side.blocks if side.country is None or side.key in self._homeless else side.blocks[:1]

    def _best(self, telling: Telling, known: Known) -> int | None:
        """The agreement that a curator or the facts say it is; None for none, or two that fit as well."""
        settled = [one for token in known.tokens for one in self._settled[token] if self._all[one].tellings]
        if settled:
            return min(settled)
        fits: dict[int, Fit] = {}
        for number in self._candidates(telling):
            draft = self._all[number]
            if telling.order not in draft.documents and not self._decisions.clash(draft.marks, known.marks):
                found = _fit_all(telling, draft)
                if found is not None:
                    fits[number] = found
        best = max(fits.values(), default=None)
        numbers = [number for number, found in fits.items() if found == best]
        return numbers[0] if len(numbers) == 1 else None

    def _candidates(self, telling: Telling) -> list[int]:
        """The agreements that the telling may be of."""
        dates = _dates(telling)
        found = {
            *self._found(pairs(telling), [*dates, telling.story]),
            *self._found(_signers(telling), dates, LARGEST_BLOCK),
            *self._found(_parties(telling), [*dates, *_witnesses(telling)], LARGEST_BLOCK),
        }
        return sorted(number for number in found if self._all[number].tellings)

    def _found(self, keys: Iterable[Key], facts: Sequence[str], most: int | None = None) -> Iterator[int]:
        """The agreements under one of the keys and facts; where more than `most` are, they tell nothing."""
        known = [by_fact for key in keys if (by_fact := self._by_key.get(key)) is not None]
        for by_fact in known:
            for fact in facts:
                found = by_fact.get(fact)
                if found is None:
                    continue
                if isinstance(found, int):
                    yield found
                elif most is None or len(found) <= most:
                    yield from found


def _fit_all(telling: Telling, draft: _Draft) -> Fit | None:
    """How well a telling fits an agreement: as well as it fits one of its tellings, if none speaks of another."""
    signed = telling.signed
    if signed is not None and len(signed) == DAY and not draft.days.issubset(_days_around(signed)):
        return None
    if of_other_countries(telling, draft.countries) or _is_of_other_kind(telling, draft):
        return None
    fits = [found for own in draft.different.values() if (found := fit(telling, own)) is not None]
    return max(fits, default=None)


def _is_of_other_kind(telling: Telling, draft: _Draft) -> bool:
    """Whether an agreement is of another kind than the telling, which names one, by all that its tellings call it."""
    kind = telling.instrument_class
    other = bool(draft.kinds) and kind != ANY_CLASS and kind not in draft.kinds
    return other and not any(of_one_signing(telling, own) for own in draft.different.values())


def _rank(telling: Telling) -> tuple[int, bool, int, int, tuple[int, Span]]:
    """The most exactly dated first, then what is signed, then those whose parties are told more exactly."""
    states = sum(side.is_state for side in telling.sides)
    return (-len(telling.signed or ""), telling.is_planned, states, -len(telling.sides), telling.at)


def pairs(telling: Telling, blocks: Callable[[Side], Sequence[str]] = lambda side: side.blocks) -> list[Key]:
    """Each two of its parties, by all that two texts may call them; a lone party with the story it stands in."""
    sides = telling.sides[:MAX_SIDES]
    if len(sides) < 2:
        return [(*(side.id for side in sides), telling.story)]
    named = (product(blocks(one), blocks(other)) for one, other in combinations(sides, 2))
    return list(dict.fromkeys((one, other) if one <= other else (other, one) for both in named for one, other in both))


def _entries(telling: Telling) -> list[str]:
    """By what facts, beside the parties, a telling is found by later ones.

    Dates, people, words and stories are not marked as such: where one is taken for another, two tellings are compared
    in vain.
    """
    return [*_prefixes(telling.signed or ""), *telling.signers, *telling.subject, *_sums(telling), telling.story]


def _signers(telling: Telling) -> Iterator[Key]:
    return ((ONE_PARTY, signer) for signer in telling.signers)


def _parties(telling: Telling) -> Iterator[Key]:
    """Each party by its name alone; no state, which agrees too often."""
    return ((ONE_PARTY, side.key) for side in telling.sides[:MAX_SIDES] if not side.is_state)


def _witnesses(telling: Telling) -> list[str]:
    """What beside the dates tells an agreement of a single party: who signed, and the sums."""
    return [*telling.signers, *_sums(telling)]


def _sums(telling: Telling) -> Iterator[str]:
    return (f"{value:g} {currency}" for value, currency in telling.sums)


@lru_cache(maxsize=1 << 14)
def _prefixes(signed: str) -> tuple[str, ...]:
    """A date by the year, by the month and by the day, as far as known."""
    return tuple(signed[:length] for length in (YEAR, MONTH, DAY) if length <= len(signed))


def _dates(telling: Telling) -> list[str]:
    """The dates and other facts that an earlier telling may share."""
    if telling.signed is not None:
        return list(_days_around(telling.signed))
    found = [*telling.signers, *telling.subject, *_sums(telling)]
    if telling.published is not None and len(telling.published) == DAY:
        found += _months_around(telling.published, is_planned=telling.is_planned)
    return found


@lru_cache(maxsize=1 << 14)
def _months_around(published: str, *, is_planned: bool) -> tuple[str, ...]:
    """The months in which what is told of on this day, and no date with it, may be signed or may have been."""
    first = date.fromisoformat(published)
    ahead = range(0, BEFORE_SIGNING.days, 28) if is_planned else range(-AFTER_SIGNING.days, 1, 20)
    return tuple(sorted({(first + timedelta(days=days)).isoformat()[:MONTH] for days in ahead}))


@lru_cache(maxsize=1 << 14)
def _days_around(signed: str) -> tuple[str, ...]:
    """A date, with the days before and after where it is one."""
    if len(signed) < DAY:
        return (signed,)
    day = date.fromisoformat(signed)
    return (signed, *((day + slip).isoformat() for slip in (SLIP, -SLIP)))


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
