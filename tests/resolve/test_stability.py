"""The same tables whatever way the documents come, and no published id that leads nowhere.

On the retellings of `tests/corpus`, read as a careful reader would: their names and dates differ from text to text, so
that later documents change what earlier releases had to make ids from.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coopdata.documents.model import Document
from coopdata.documents.reader import number_duplicates, read_file
from coopdata.evaluate.annotated import annotated_record
from coopdata.evaluate.gold import load_gold
from coopdata.extract.record import Record
from coopdata.resolve import Previous, Resolved, previous_of, resolve
from coopdata.resolve.model import IDENTIFYING, StatementRow

RETELLINGS = Path(__file__).parents[1] / "corpus" / "retellings" / "tune" / "rt"
RELEASES = 20
Pair = tuple[Document, Record]


@cache
def pairs() -> tuple[Pair, ...]:
    """Half of the retellings, which tell of most agreements and names more than once."""
    found = []
    for gold in load_gold(RETELLINGS)[0][::2]:
        document = read_file(gold.file)
        assert isinstance(document, Document)
        found.append((document, annotated_record(document, gold.gold)))
    return tuple(found)


def resolved(told: Sequence[Pair], previous: Previous | None = None) -> Resolved:
    return resolve([document for document, _ in told], [record for _, record in told], previous=previous)


def arriving(steps: int, seed: int) -> list[Resolved]:
    """What each release holds when documents come a few at a time, in an order of chance."""
    order = random.Random(seed).sample(pairs(), len(pairs()))  # noqa: S311 - no secret
    releases: list[Resolved] = []
    for step in range(1, steps + 1):
        previous = previous_of(f"release {step - 1}", releases[-1]) if releases else None
        releases.append(resolved(order[: len(order) * step // steps], previous))
    return releases


def places(result: Resolved) -> dict[str, frozenset[tuple[Any, ...]]]:
    """Where each record was read."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for row in result.statements:
        if IDENTIFYING.get(row.table) == row.field:
            found.setdefault(row.record_id, set()).add((row.table, row.document_id, row.start, row.end, row.rule))
    return {record_id: frozenset(own) for record_id, own in found.items()}


def tables(result: Resolved, names: dict[str, str]) -> dict[str, list[str]]:
    """All rows as text, ids renamed; without what says how the ids came about."""

    def renamed(value: Any) -> Any:
        return "/".join(names.get(part, part) for part in value.split("/")) if isinstance(value, str) else value

    found = {}
    for table in fields(Resolved):
        rows: Iterable[Any] = getattr(result, table.name)
        if table.name == "statements":
            rows = [replace(row, statement_id="") for row in rows if isinstance(row, StatementRow)]
        if table.name not in ("id_history", "issues"):
            found[table.name] = sorted(str({key: renamed(value) for key, value in asdict(row).items()}) for row in rows)
    return found


def same_but_for_ids(one: Resolved, other: Resolved) -> bool:
    """Whether both say the same, each record under an id of its own."""
    ids = {place: record_id for record_id, place in places(other).items()}
    names = {record_id: ids.get(place, "") for record_id, place in places(one).items()}
    assert len(ids) == len(places(other))
    assert "" not in names.values()
    return tables(one, names) == tables(other, {})


def test_the_order_of_documents_does_not_matter() -> None:
    shuffled = random.Random(7).sample(pairs(), len(pairs()))  # noqa: S311 - no secret

    assert resolved(shuffled) == resolved(pairs())


def test_documents_that_are_there_twice_change_no_record() -> None:
    copies = [replace(document, path=f"{document.path}.copy.txt") for document, _ in pairs()]
    documents = number_duplicates([document for document, _ in pairs()] + copies)
    heads = {document.path: document.id for document in documents}
    records = [
        replace(record, document=replace(record.document, id=heads[document.path])) for document, record in pairs()
    ]

    twice, once = resolve(documents, records), resolved(pairs())

    of_records = [field.name for field in fields(Resolved) if field.name not in ("documents", "issues", "statements")]
    assert all(getattr(twice, name) == getattr(once, name) for name in of_records)
    assert of_entities(twice) == of_entities(once)


def of_entities(result: Resolved) -> list[StatementRow]:
    """The statements of all but the documents themselves."""
    return [row for row in result.statements if row.table != "documents"]


@pytest.mark.parametrize("seed", [1, 2])
def test_documents_arriving_over_twenty_releases_end_where_a_build_from_nothing_does(seed: int) -> None:
    assert same_but_for_ids(arriving(RELEASES, seed)[-1], resolved(pairs()))


def test_a_build_from_nothing_beside_the_last_release_gives_it_again() -> None:
    last = arriving(RELEASES, 3)[-1]

    assert resolved(pairs(), previous_of("last", last)) == last


@pytest.mark.parametrize("seed", [1, 2])
def test_no_published_id_ever_dangles(seed: int) -> None:
    releases = arriving(RELEASES, seed)
    present = set(places(releases[-1])) | {row.document_id for row in releases[-1].documents}
    gone = {row.old_id: row for row in releases[-1].id_history}

    for release in releases:
        for record_id in places(release):
            assert record_id in present or record_id in gone
    assert present.isdisjoint(gone)
    assert {row.new_id for row in releases[-1].id_history} <= present | {None}


def test_a_record_keeps_its_id_from_release_to_release() -> None:
    """Most do; those that do not were one with another all along, and the history says so."""
    releases = arriving(RELEASES, 1)
    published = {record_id for release in releases for record_id in places(release)}
    present = set(places(releases[-1]))

    reasons = {row.reason for row in releases[-1].id_history}

    assert reasons <= {"merged", "split"}
    assert len(published & present) > 0.9 * len(published)
