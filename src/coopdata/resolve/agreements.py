"""Which mentions are one agreement, and its parties, people and topics.

Agreements of different documents are one where their parties (two or more) and instrument are the same and the dates
of signing agree as exactly as they are known: September 2019 joins 5 September 2019 if no other day of that month is
told. Two agreements of one document are never one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Agreement
from coopdata.ids import fold, make_id
from coopdata.resolve.ledger import Source
from coopdata.resolve.organizations import Directory


@dataclass(frozen=True)
class Telling:
    """An agreement as one document tells it; `parties` are the ids of its parties, in the order told."""

    source: Source
    agreement: Agreement
    parties: tuple[str, ...]

    @property
    def place(self) -> tuple[int, tuple[int, int]]:
        """Total order of tellings, but for several at the same place, which stay as the record has them."""
        return (self.source.order, self.agreement.span)

    @property
    def topics(self) -> tuple[str, ...]:
        """Fields of cooperation as they are compared."""
        return tuple(sorted({fold(topic.name) for topic in self.agreement.topics}))


Cluster = list[Telling]


def tellings(sources: Iterable[Source], organizations: Directory) -> list[Telling]:
    """All agreements of the documents, in order."""
    found = [
        Telling(source, agreement, tuple(dict.fromkeys(party_ids(source, agreement, organizations))))
        for source in sources
        for agreement in source.record.agreements
    ]
    return sorted(found, key=lambda telling: telling.place)


def party_ids(source: Source, agreement: Agreement, organizations: Directory) -> list[str]:
    """The ids of an agreement's parties. Every party is a mention, so each is found unless two have its name."""
    ids = (organizations.find(source, party.name, party.country) for party in agreement.parties)
    return [organization_id for organization_id in ids if organization_id is not None]


def cluster_agreements(all_tellings: Sequence[Telling]) -> dict[str, Cluster]:
    """The tellings of each agreement, by its id."""
    by_facts: dict[tuple[tuple[str, ...], str], list[Telling]] = defaultdict(list)
    for telling in all_tellings:
        by_facts[tuple(sorted(telling.parties)), str(telling.agreement.instrument)].append(telling)
    clusters = [cluster for own in by_facts.values() for cluster in _same_date(own)]
    return _with_ids(sorted(clusters, key=lambda cluster: cluster[0].place))


def _same_date(own: Sequence[Telling]) -> list[Cluster]:
    """Tellings of the same parties and instrument, joined by date, the most exact dates first."""
    by_date: dict[str, Cluster] = defaultdict(list)
    alone: list[Cluster] = []
    for telling in own:
        date = telling.agreement.signed
        if date is None or len(telling.parties) < 2:
            alone.append([telling])
        else:
            by_date[date].append(telling)
    clusters: list[tuple[str, Cluster]] = []
    for date in sorted(by_date, key=lambda date: (-len(date), date)):
        for cluster in _distinct(by_date[date]):
            documents = {telling.source.order for telling in cluster}
            finer = [other for day, other in clusters if day.startswith(f"{date}-")]
            free = [other for other in finer if documents.isdisjoint(told.source.order for told in other)]
            if len(finer) == 1 and free:
                free[0].extend(cluster)
            else:
                clusters.append((date, cluster))
    return alone + [sorted(cluster, key=lambda telling: telling.place) for _, cluster in clusters]


def _distinct(same_date: Cluster) -> list[Cluster]:
    """Tellings equal in parties, instrument and date, parted where one document tells several.

    Then those with the same topics are one, and of equal topics the first of each document, the second, and so on.
    """
    if not _repeats(same_date):
        return [same_date]
    by_topics: dict[tuple[str, ...], Cluster] = defaultdict(list)
    for telling in same_date:
        by_topics[telling.topics].append(telling)
    parted: list[Cluster] = []
    for cluster in by_topics.values():
        nth: dict[int, Cluster] = defaultdict(list)
        counts: dict[int, int] = defaultdict(int)
        for telling in cluster:
            nth[counts[telling.source.order]].append(telling)
            counts[telling.source.order] += 1
        parted.extend(nth.values())
    return parted


def _repeats(cluster: Cluster) -> bool:
    """Whether a document stands in it twice."""
    return len({telling.source.order for telling in cluster}) < len(cluster)


def _with_ids(clusters: Sequence[Cluster]) -> dict[str, Cluster]:
    """Ids from the fewest facts that tell the agreements apart: the base, then topics, then a number in order."""
    bases = [_base_facts(cluster) for cluster in clusters]
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


def _base_facts(cluster: Cluster) -> tuple[str, ...]:
    """Parties, instrument and date of signing; the document where no date, or no second party, is known."""
    first = cluster[0]
    dates = [telling.agreement.signed for telling in cluster if telling.agreement.signed is not None]
    certain = bool(dates) and len(first.parties) >= 2
    return (
        "\x1e".join(sorted(first.parties)),
        str(first.agreement.instrument),
        max(dates, key=len) if dates else "",
        "" if certain else first.source.document.id,
    )
