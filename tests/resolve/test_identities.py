"""Deciding on identities from the facts of documents, wherever these were found."""

import pickle
from pathlib import Path

import pytest

from coopdata.documents.model import Document
from coopdata.documents.reader import read_file
from coopdata.evaluate.annotated import annotated_record
from coopdata.evaluate.gold import load_gold
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.facts import Facts, facts_of
from coopdata.resolve.identities import Identities, identify
from coopdata.resolve.ledger import Source
from coopdata.resolve.sources import read_sources

RETELLINGS = Path(__file__).parents[1] / "corpus" / "retellings" / "tune" / "rs"


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    annotated = load_gold(RETELLINGS)[0]
    documents = [(one, read_file(one.file)) for one in annotated]
    read = [(one, document) for one, document in documents if isinstance(document, Document)]
    return read_sources([own for _, own in read], [annotated_record(own, one.gold) for one, own in read])


def ids(found: Identities) -> tuple[object, ...]:
    """Who is who in each document, and which documents tell of each agreement."""
    agreements = {key: [telling.at for telling in cluster] for key, cluster in found.agreements.items()}
    return (found.bodies.ids, found.persons.ids, agreements)


def test_facts_from_another_process_decide_the_same(sources: tuple[Source, ...]) -> None:
    facts = [facts_of(source) for source in sources]
    sent: list[Facts] = [pickle.loads(pickle.dumps(own)) for own in facts]  # noqa: S301 - made here

    assert ids(identify(sent, Decisions())) == ids(identify(facts, Decisions()))


def test_what_facts_from_other_processes_have_in_common_is_held_once(sources: tuple[Source, ...]) -> None:
    first, second = (pickle.loads(pickle.dumps(facts_of(sources[0]))) for _ in range(2))  # noqa: S301 - made here

    for own, other in zip(first.organizations, second.organizations, strict=True):
        assert (own.names is other.names, own.keys is other.keys, own.country is other.country) == (True, True, True)
    for own, other in zip(first.people, second.people, strict=True):
        assert (own.forms is other.forms, own.told is other.told) == (True, True)
    assert first.agreements[0].signed is second.agreements[0].signed


def test_facts_without_the_items_of_their_records_decide_the_same(sources: tuple[Source, ...]) -> None:
    with_items, without = ([facts_of(one, with_items=wanted) for one in sources] for wanted in (True, False))

    assert ids(identify(without, Decisions())) == ids(identify(with_items, Decisions()))
    assert len(pickle.dumps(without)) < len(pickle.dumps(with_items)) / 4


def test_facts_out_of_the_order_of_their_documents_are_refused(sources: tuple[Source, ...]) -> None:
    facts = [facts_of(source) for source in sources]

    with pytest.raises(ValueError, match="order"):
        identify(facts[::-1], Decisions())
