"""How well mentions in many documents are merged into organizations, people and agreements.

Measured on retellings: a folder of annotated documents with `clusters.csv` (kind, cluster, document, name), which
says of every annotated mention what it really is. Counted are pairs of mentions: a pair is right where both merged
and really the same; precision is the share of merged pairs that are right, recall the share of same pairs found.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coopdata.documents.model import Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.annotated import RULE, annotated_record
from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from coopdata.resolve import Resolved, resolve

CLUSTERS = "clusters.csv"
COLUMNS = ("kind", "cluster", "document", "name")
TABLES = {
    "organization": ("organizations", "name"),
    "person": ("people", "name"),
    "agreement": ("agreements", "instrument"),
}
"""For each kind of mention the table of what it is a mention of, and the field that stands for it."""


@dataclass(frozen=True)
class Mention:
    """An annotated mention: `name` as the annotation has it, the key of an agreement; `cluster` what it really is."""

    kind: str
    cluster: str
    document: str
    name: str


@dataclass(frozen=True)
class Merging:
    """Pairs of mentions of one kind: really the same, merged, and both."""

    same: int
    merged: int
    right: int

    def __add__(self, other: "Merging") -> "Merging":
        """The pairs of both."""
        return Merging(self.same + other.same, self.merged + other.merged, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of merged pairs that are really the same; 1 where none is merged."""
        return self.right / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs really the same that are merged; 1 where there are none."""
        return self.right / self.same if self.same else 1.0


@dataclass(frozen=True)
class Retold:
    """The mentions of a folder with the id that each was given, and everything that was resolved."""

    ids: Mapping[Mention, str]
    resolved: Resolved

    def merging(self, kind: str) -> Merging:
        """The pairs of one kind."""
        own = [(mention.cluster, found) for mention, found in self.ids.items() if mention.kind == kind]
        return Merging(
            _pairs(cluster for cluster, _ in own), _pairs(found for _, found in own), _pairs(pair for pair in own)
        )

    def errors(self, kind: str) -> list[str]:
        """A line for each id that means several things, and for each thing under several ids."""
        by_id, by_cluster = defaultdict(list), defaultdict(list)
        for mention, found in self.ids.items():
            if mention.kind == kind:
                by_id[found].append(mention)
                by_cluster[mention.cluster].append((found, mention))
        lines = [
            f"merged {found}: " + "; ".join(f"{one.cluster} ({one.document} {one.name})" for one in own)
            for found, own in sorted(by_id.items())
            if len({one.cluster for one in own}) > 1
        ]
        for cluster, pairs in sorted(by_cluster.items()):
            if len({found for found, _ in pairs}) > 1:
                told = sorted(f"{found} {one.document} {one.name}" for found, one in pairs)
                lines.append(f"parted {cluster}: " + "; ".join(told))
        return lines


def _pairs(values: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(values).values())


def retellings(folder: Path) -> list[Path]:
    """The folders with clusters in and below a folder; GoldError where there is none."""
    found = sorted(path.parent for path in folder.rglob(CLUSTERS))
    if not found:
        raise GoldError(f"{folder}: no {CLUSTERS} in or below it. Name a folder of retellings.")
    return found


def retell(folder: Path) -> Retold:
    """Resolve the annotations of a folder as if a careful reader had read its texts.

    Raises GoldError, naming file and line, where the folder or its clusters cannot be used.
    """
    annotated, faults = load_gold(folder)
    if faults:
        raise GoldError(" ".join(faults))
    documents, records = [], []
    ids_of = {}
    for one in annotated:
        document = read_file(one.file)
        if isinstance(document, Rejection):
            raise GoldError(f"{one.file.path}: {document.problem.message}")
        ids_of[document.id] = one.id
        documents.append(document)
        try:
            records.append(annotated_record(document, one.gold))
        except ValueError as error:
            raise GoldError(f"{one.file.path}: {error}. Correct the annotation.") from error
    resolved = resolve(documents, records)
    return Retold(_ids(read_clusters(folder / CLUSTERS), resolved, ids_of), resolved)


def read_clusters(path: Path) -> list[Mention]:
    """The mentions of `clusters.csv`; GoldError where the file is missing or not of this form."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        raise GoldError(f"{path}: the clusters could not be opened: {error.strerror}.") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise GoldError(f"{path}:line 1: the header is wrong. Make it {','.join(COLUMNS)}.")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS) or row[0] not in TABLES:
            raise GoldError(f"{path}:line {line}: give {','.join(COLUMNS)}, kind one of {', '.join(TABLES)}.")
    return [Mention(*row) for row in rows[1:]]


def _ids(mentions: Sequence[Mention], resolved: Resolved, names: Mapping[str, str]) -> dict[Mention, str]:
    """The id under which each mention was resolved; one that none was found for has an id of its own."""
    found: dict[tuple[str, str, str], str] = {}
    for row in resolved.statements:
        for kind, (table, field) in TABLES.items():
            if (row.table, row.field) == (table, field) and row.value is not None:
                said = row.rule.removeprefix(f"{RULE}.") if kind == "agreement" else row.value
                found[kind, names[row.document_id], said] = row.record_id
    return {
        mention: found.get((mention.kind, mention.document, mention.name), f"unresolved {mention}")
        for mention in mentions
    }
